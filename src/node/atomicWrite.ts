import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Replace the file at `path` by `text` (UTF-8) so that at every moment, also after a crash, the path
 * holds either all of the old text or all of the new one: temporary file in the same folder, fsync,
 * rename, fsync of the folder. Makes the folder where it is missing. Callers hold the file's lock:
 * the temporary name is fixed, so that what a killed writer leaves is used up by the next one.
 */
export async function atomicWrite(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.tmp`);
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new Error(`Could not write ${path}`, { cause });
  }
  await syncFolder(folder);
}

/** Not every system can open a folder (Windows cannot); there the rename is as durable as it gets. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Durability of the rename is then up to the file system.
  }
}
