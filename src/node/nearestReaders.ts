import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Problem } from '../core/problem.ts';
import type { Mapping } from '../core/readers/mapping/mapping.ts';
import { mappingFor, parseReadersFile, type ReadersFile, readersPath } from '../core/readers/mapping/readersFile.ts';

/** A file of mappings, and the folder that its globs count from. */
export interface FoundReaders {
  readonly path: string;
  readonly folder: string;
  readonly file: ReadersFile;
  /** Each with its line. */
  readonly problems: readonly Problem[];
}

/** The nearest `.plumbline/readers.yaml` in a folder above a data file; undefined where there is none. */
export async function nearestReaders(data: string): Promise<FoundReaders | undefined> {
  for (let folder = dirname(resolve(data)); ; folder = dirname(folder)) {
    const found = await openReaders(join(folder, readersPath), folder);
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

/** The mappings in a file that is named. Rejects when it cannot be read. */
export async function namedReaders(path: string): Promise<FoundReaders> {
  const above = dirname(resolve(path));
  const folder = above.endsWith(`${sep}.plumbline`) ? dirname(above) : above;
  const found = await openReaders(path, folder);
  if (found === undefined) throw new Error(`${path}: there is no such file`);
  return found;
}

export function mappingOf({ file, folder }: FoundReaders, data: string): Mapping | undefined {
  return mappingFor(file, relative(folder, resolve(data)).split(sep).join('/'));
}

async function openReaders(path: string, folder: string): Promise<FoundReaders | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`${path}: cannot be read`, { cause });
  }
  const file = parseReadersFile(text);
  const problems = file.problems.map((each) => ({
    ...each,
    at: { file: path, ...each.at, line: text.slice(0, each.at.range?.start ?? 0).split('\n').length },
  }));
  return { path, folder, file, problems };
}
