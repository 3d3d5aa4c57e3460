import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Json } from '../../src/core/text/json.ts';
import type { Message, Score, Thread } from '../../src/core/transcripts/transcript.ts';
import { corpus } from './corpus.ts';

/** What `plumbline read --json` says of a transcript, or why there is none. */
export interface CorpusLine {
  readonly file: string;
  readonly format?: string;
  readonly transcript?: string;
  readonly metadata?: { readonly [key: string]: Json };
  readonly scores?: readonly Score[];
  readonly messages?: readonly Message[];
  readonly threads?: readonly Thread[];
  readonly problems: readonly { readonly code: string; readonly severity: string }[];
}

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Lines of the command line run as a process of its own, by file; files are paths in the corpus. */
export async function readCorpus(files: readonly string[]): Promise<ReadonlyMap<string, readonly CorpusLine[]>> {
  const found = new Map<string, CorpusLine[]>(files.map((file) => [file, []]));
  const child = spawn(process.execPath, [main, 'read', '--json', ...files], {
    cwd: join(corpus as string),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    const read = JSON.parse(line) as CorpusLine;
    found.get(read.file)?.push(read);
  }
  const status = await ended;
  if (status !== 0 && status !== 1) throw new Error(`read --json ended with ${status}`);
  return found;
}
