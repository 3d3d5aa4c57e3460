import type { MappingListStart } from '../../readers/mapping/addMapping.ts';
import {
  firstMapping,
  type MappingList,
  mappingListJsonSchema,
  parseMappingList,
} from '../../readers/mapping/mappingList.ts';
import { type RecordMapping, recordMappingSchema } from './recordMapping.ts';

/** Where mappings to self-prediction records are kept, from the folder that they are for. */
export const recordsPath = '.plumbline/records.yaml';

/** A `.plumbline/records.yaml` as read. */
export type RecordsFile = MappingList<RecordMapping>;

const shape = {
  key: 'records',
  schema: recordMappingSchema,
  about: 'How files become self-prediction records. The first whose globs match counts.',
};

export function parseRecordsFile(text: string): RecordsFile {
  return parseMappingList(text, shape);
}

/** The mapping for a file, by its path from the folder that holds `.plumbline`. */
export function recordMappingFor(file: RecordsFile, path: string): RecordMapping | undefined {
  return firstMapping(file, path);
}

/** JSON Schema (draft 2020-12) of the file, for YAML editors. */
export function recordsJsonSchema(): object {
  return mappingListJsonSchema(shape, 'Plumbline record mappings');
}

/** How a new file begins. */
export const recordsStart: MappingListStart = {
  key: shape.key,
  comment:
    'How Plumbline reads files as records of self-prediction. The first mapping whose globs match a file counts.',
};
