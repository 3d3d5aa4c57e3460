import { type Mapping, mappingSchema } from './mapping.ts';
import { firstMapping, type MappingList, mappingListJsonSchema, parseMappingList } from './mappingList.ts';

/** Where mappings to transcripts are kept, from the folder that they are for. */
export const readersPath = '.plumbline/readers.yaml';

/** A `.plumbline/readers.yaml` as read. */
export type ReadersFile = MappingList<Mapping>;

const shape = {
  key: 'readers',
  schema: mappingSchema,
  about: 'How files become transcripts. The first whose globs match counts.',
};

export function parseReadersFile(text: string): ReadersFile {
  return parseMappingList(text, shape);
}

/** The mapping for a file, by its path from the folder that holds `.plumbline`. */
export function mappingFor(file: ReadersFile, path: string): Mapping | undefined {
  return firstMapping(file, path);
}

/** JSON Schema (draft 2020-12) of the file, for YAML editors. */
export function readersJsonSchema(): object {
  return mappingListJsonSchema(shape, 'Plumbline readers');
}
