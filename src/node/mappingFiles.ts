import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Problem } from '../core/problem.ts';
import type { MappingList } from '../core/readers/mapping/mappingList.ts';

/** A file of mappings, and the folder that its globs count from. */
export interface FoundMappings<T> {
  readonly path: string;
  readonly folder: string;
  readonly file: MappingList<T>;
  /** Each with its line. */
  readonly problems: readonly Problem[];
}

/** One kind of mapping: where its file is kept, and how that is read. */
export interface MappingKind<T> {
  readonly name: string;
  parse(text: string): MappingList<T>;
}

/** The nearest file of mappings in a folder above a data file; undefined where there is none. */
export async function nearestMappings<T>(kind: MappingKind<T>, data: string): Promise<FoundMappings<T> | undefined> {
  for (let folder = dirname(resolve(data)); ; folder = dirname(folder)) {
    const found = await openMappings(kind, join(folder, kind.name), folder);
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

/** The mappings in a file that is named. Rejects when it cannot be read. */
export async function namedMappings<T>(kind: MappingKind<T>, path: string): Promise<FoundMappings<T>> {
  const above = dirname(resolve(path));
  const folder = above.endsWith(`${sep}.plumbline`) ? dirname(above) : above;
  const found = await openMappings(kind, path, folder);
  if (found === undefined) throw new Error(`${path}: there is no such file`);
  return found;
}

/** A data file's path from the folder that globs count from, with `/`. */
export function pathBelow(folder: string, data: string): string {
  return relative(folder, resolve(data)).split(sep).join('/');
}

async function openMappings<T>(
  { parse }: MappingKind<T>,
  path: string,
  folder: string,
): Promise<FoundMappings<T> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`${path}: cannot be read`, { cause });
  }
  const file = parse(text);
  const problems = file.problems.map((each) => ({
    ...each,
    at: { file: path, ...each.at, line: text.slice(0, each.at.range?.start ?? 0).split('\n').length },
  }));
  return { path, folder, file, problems };
}
