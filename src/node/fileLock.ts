import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readFile, readlink, rm, stat, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A lock of another machine, or one without a readable owner, counts as abandoned after this. */
const abandonedAfterMs = 10_000;
const giveUpAfterMs = 30_000;

interface Owner {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
}

/**
 * Run `work` while holding the advisory lock of `path` (a dot file beside it). Windows of one user
 * and CLI runs take turns by it. A lock whose process is gone is taken over, so a killed editor
 * never locks anybody out. Rejects when the lock cannot be had in half a minute.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dirname(path), `.${basename(path)}.lock`);
  const owner: Owner = { id: randomUUID(), pid: process.pid, host: hostname() };
  await mkdir(dirname(path), { recursive: true });
  await take(lock, owner);
  try {
    return await work();
  } finally {
    // Only our own: had we been taken for dead, the lock is somebody else's by now.
    if ((await ownerOf(lock))?.id === owner.id) await rm(lock, { force: true });
  }
}

async function take(lock: string, owner: Owner): Promise<void> {
  const deadline = Date.now() + giveUpAfterMs;
  for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
    try {
      return await make(lock, JSON.stringify(owner));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new Error(`Could not lock ${lock}`, { cause });
      }
    }
    if (await isAbandoned(lock)) await removeAbandoned(lock);
    else if (Date.now() > deadline) throw new Error(`Gave up waiting for ${lock}`);
    else await delay(wait + Math.random() * wait);
  }
}

/**
 * Makes the lock together with its owner, as what a symbolic link says: a file is made first and written next, and
 * one killed in between leaves a lock of nobody, which all others wait for. Rejects with EEXIST where there is one.
 */
async function make(lock: string, owner: string): Promise<void> {
  if (process.platform !== 'win32') {
    try {
      return await symlink(owner, lock);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw cause;
      // Some network drives have no links.
    }
  }
  const handle = await open(lock, 'wx');
  try {
    await handle.writeFile(owner);
  } finally {
    await handle.close();
  }
}

async function ownerOf(lock: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readlink(lock).catch(() => readFile(lock, 'utf8'))) as Owner;
  } catch {
    return undefined;
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  const owner = await ownerOf(lock);
  if (owner !== undefined && owner.host === hostname()) return !isAlive(owner.pid);
  try {
    return Date.now() - (await lstat(lock)).mtimeMs > abandonedAfterMs;
  } catch {
    return false; // Gone meanwhile: try to take it.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Only one waiter at a time may judge and remove: between its look and its removal nobody else can
 * remove the dead lock, hence nobody can have taken a new one in its place.
 */
async function removeAbandoned(lock: string): Promise<void> {
  const judge = `${lock}.judge`;
  try {
    await (await open(judge, 'wx')).close();
  } catch {
    const age = await stat(judge).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > abandonedAfterMs) await rm(judge, { force: true });
    await delay(5);
    return;
  }
  try {
    if (await isAbandoned(lock)) await rm(lock, { force: true });
  } finally {
    await rm(judge, { force: true });
  }
}
