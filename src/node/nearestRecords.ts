import { readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { ReaderPorts } from '../core/readers/reader.ts';
import { listOf, type RecordMapping } from '../core/records/mapping/recordMapping.ts';
import type { OpenBeside } from '../core/records/mapping/recordPorts.ts';
import { parseRecordsFile, recordMappingFor, recordsPath } from '../core/records/mapping/recordsFile.ts';
import { matchesGlob } from '../core/text/glob.ts';
import { fileSource } from './fileSource.ts';
import { type FoundMappings, type MappingKind, namedMappings, nearestMappings, pathBelow } from './mappingFiles.ts';

export type FoundRecords = FoundMappings<RecordMapping>;

const records: MappingKind<RecordMapping> = { name: recordsPath, parse: parseRecordsFile };

/** The nearest `.plumbline/records.yaml` in a folder above a data file; undefined where there is none. */
export function nearestRecords(data: string): Promise<FoundRecords | undefined> {
  return nearestMappings(records, data);
}

/** The mappings in a file that is named; `folder`, where its globs count from another folder. Rejects when it cannot be read. */
export async function namedRecords(path: string, folder?: string): Promise<FoundRecords> {
  const found = await namedMappings(records, path);
  return folder === undefined ? found : { ...found, folder: resolve(folder) };
}

/** What reading a data file by these mappings takes; nothing where none is for it. */
export function recordPorts(
  { file, folder }: FoundRecords,
  data: string,
): Pick<ReaderPorts, 'recordMapping' | 'openBeside'> {
  const path = pathBelow(folder, data);
  const mapping = recordMappingFor(file, path);
  return mapping === undefined ? {} : { recordMapping: { mapping, path }, openBeside: filesIn(folder) };
}

/** Files looked at for those that a join names. */
const mostFiles = 100_000;

function filesIn(folder: string): OpenBeside {
  return async (globs, signal) => {
    const found: string[] = [];
    let seen = 0;
    const look = async (below: string): Promise<void> => {
      const entries = await readdir(join(folder, below), { withFileTypes: true });
      signal?.throwIfAborted();
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        if (++seen > mostFiles) throw new Error(`${folder}: too many files to look for ${listOf(globs).join(', ')}`);
        if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') await look(path);
        else if (listOf(globs).some((glob) => matchesGlob(glob, path))) found.push(path);
      }
    };
    await look('');
    return found.map((path) => ({ path, open: () => fileSource(join(folder, path.split('/').join(sep)), path) }));
  };
}
