import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../tools.ts';

/** What the tests need beside the dependencies lives here, one folder per thing and version. */
const cache = process.env.PLUMBLINE_TESTBED_CACHE ?? join(root, '.vscode-test');

/**
 * The folder `name` of the cache, filled by `fill` the first time. It is filled under another name and
 * then renamed, so that an interrupted or a parallel start leaves no half-filled folder behind.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  process.stderr.write(`Preparing ${name} ...\n`);
  const partial = `${folder}.${process.pid}`;
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw new Error(`could not prepare ${name}`, { cause: error });
  }
  return folder;
}
