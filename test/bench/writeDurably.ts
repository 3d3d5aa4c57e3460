import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** What no durable save can do without: the bytes in a file beside it, fsync, rename. */
export function writeDurably(path: string, text: string): void {
  const file = openSync(`${path}.tmp`, 'w');
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.tmp`, path);
}
