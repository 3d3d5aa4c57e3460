import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseTagFileName } from '../core/tags/tagFileName.ts';

/** The tag files at `paths`: files, data files with what lies beside them, and folders with all below. Sorted; rejects where a path cannot be read. */
export async function tagFilesAt(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) await findTagFiles(resolve(path), found);
  return [...found].sort();
}

async function findTagFiles(path: string, found: Set<string>): Promise<void> {
  const { isDirectory } = await stat(path).then(
    (stats) => ({ isDirectory: stats.isDirectory() }),
    (cause: unknown) => {
      throw new Error(`${path}: cannot be read`, { cause });
    },
  );
  if (!isDirectory) {
    if (parseTagFileName(basename(path)) !== undefined) found.add(path);
    else
      for (const name of await readdir(dirname(path)))
        if (parseTagFileName(name)?.data === basename(path)) found.add(join(dirname(path), name));
    return;
  }
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== '.git') await findTagFiles(join(path, entry.name), found);
    } else if (parseTagFileName(entry.name) !== undefined) found.add(join(path, entry.name));
  }
}

const fallbackFolder = '/.plumbline/tags/';

/** The data file that a tag file lies beside, or that its path below `.plumbline/tags` stands for. */
export function dataFileOf(path: string): string {
  const name = parseTagFileName(basename(path));
  const beside = `${dirname(path)}/${name?.data ?? ''}`;
  const at = beside.lastIndexOf(fallbackFolder);
  return at < 0 ? beside : `${beside.slice(0, at)}/${beside.slice(at + fallbackFolder.length)}`;
}
