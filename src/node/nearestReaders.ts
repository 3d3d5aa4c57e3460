import type { Mapping } from '../core/readers/mapping/mapping.ts';
import { mappingFor, parseReadersFile, readersPath } from '../core/readers/mapping/readersFile.ts';
import { type FoundMappings, type MappingKind, namedMappings, nearestMappings, pathBelow } from './mappingFiles.ts';

export type FoundReaders = FoundMappings<Mapping>;

const readers: MappingKind<Mapping> = { name: readersPath, parse: parseReadersFile };

/** The nearest `.plumbline/readers.yaml` in a folder above a data file; undefined where there is none. */
export function nearestReaders(data: string): Promise<FoundReaders | undefined> {
  return nearestMappings(readers, data);
}

/** The mappings in a file that is named. Rejects when it cannot be read. */
export function namedReaders(path: string): Promise<FoundReaders> {
  return namedMappings(readers, path);
}

export function mappingOf({ file, folder }: FoundReaders, data: string): Mapping | undefined {
  return mappingFor(file, pathBelow(folder, data));
}
