import { readFile } from 'node:fs/promises';
import { atomicWrite } from './atomicWrite.ts';
import { withFileLock } from './fileLock.ts';

/** The text of a file, or undefined where there is none. Any other failure rejects. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`Could not read ${path}`, { cause });
  }
}

/**
 * Compare and write under the file's lock. `decide` is given what is on disk now and returns the
 * text to write; it throws to refuse, and then nothing is touched. Resolves to what is on disk.
 */
export function saveText(path: string, decide: (onDisk: string | undefined) => string): Promise<string> {
  return withFileLock(path, async () => {
    const onDisk = await readText(path);
    const text = decide(onDisk);
    if (text !== onDisk) await atomicWrite(path, text);
    return text;
  });
}
