import type { Problem } from '../core/problem.ts';
import type { ReaderPorts } from '../core/readers/reader.ts';
import { mappingOf, namedReaders, nearestReaders } from './nearestReaders.ts';
import { namedRecords, nearestRecords, recordPorts } from './nearestRecords.ts';

/** Files of mappings named by the user, to be taken instead of the nearest ones. */
export interface NamedMappings {
  readonly readers?: string | undefined;
  readonly records?: string | undefined;
}

export interface MappingPorts {
  readonly ports: Pick<ReaderPorts, 'mapping' | 'recordMapping' | 'openBeside'>;
  /** What is wrong with the files of mappings, each with its line. */
  readonly problems: readonly { readonly path: string; readonly problems: readonly Problem[] }[];
}

/** The mappings for a data file: those named, else of the nearest `.plumbline` folders above it. */
export async function mappingPorts(data: string, named: NamedMappings = {}): Promise<MappingPorts> {
  const readers = named.readers === undefined ? await nearestReaders(data) : await namedReaders(named.readers);
  const records = named.records === undefined ? await nearestRecords(data) : await namedRecords(named.records);
  return {
    ports: {
      mapping: readers && mappingOf(readers, data),
      ...(records !== undefined && recordPorts(records, data)),
    },
    problems: [readers, records].flatMap((found) =>
      found === undefined || found.problems.length === 0 ? [] : [{ path: found.path, problems: found.problems }],
    ),
  };
}
