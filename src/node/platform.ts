import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { decompressors } from './decompressors.ts';
import { fileSource } from './fileSource.ts';
import { saveText } from './saveText.ts';

/** What a Node extension host lends the extension (`Platform` in `src/host/platform.ts`). */
export const nodePlatform = {
  decompressors,
  openLocal: fileSource,
  saveLocal: saveText,
  userName,
};

const names = new Map<string | undefined, Promise<string>>();

/** Asked once per folder and window: a process costs more than the rest of opening a panel. */
function userName(folder: string | undefined): Promise<string> {
  const known = names.get(folder) ?? findUserName(folder);
  names.set(folder, known);
  return known;
}

async function findUserName(folder: string | undefined): Promise<string> {
  try {
    const options = { ...(folder !== undefined && { cwd: folder }), timeout: 2000 };
    const { stdout } = await promisify(execFile)('git', ['config', 'user.name'], options);
    if (stdout.trim() !== '') return stdout.trim();
  } catch {
    // No git, or no name set: the account's name will do.
  }
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
