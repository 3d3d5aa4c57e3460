import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { MarkSource } from '../core/search/marksIn.ts';
import { parseTagFile, valuesOf } from '../core/tags/tagFile.ts';
import { parseTagFileName } from '../core/tags/tagFileName.ts';

/** The tag files in the folder of a data file, by absolute paths. Rejects when one cannot be read. */
export async function tagSources(data: string): Promise<MarkSource[]> {
  const folder = dirname(resolve(data));
  const sources: MarkSource[] = [];
  for (const entry of await readdir(folder)) {
    const name = parseTagFileName(entry);
    if (name === undefined) continue;
    const path = join(folder, entry);
    const file = parseTagFile(await readFile(path, 'utf8'));
    sources.push({
      path: slashed(path),
      dataFile: slashed(join(folder, name.data)),
      reviewer: file.reviewer ?? name.slug,
      suggested: name.suggested,
      tags: valuesOf(file, 'tags'),
      links: valuesOf(file, 'links'),
    });
  }
  return sources;
}

export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
