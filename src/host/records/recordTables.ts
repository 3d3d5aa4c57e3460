import type { TranscriptFile } from '../../core/readers/reader.ts';
import { RecordTable } from '../../core/records/recordTable.ts';

/** Where others may work between two batches, in milliseconds. */
const slice = 30;

const tables = new WeakMap<TranscriptFile, Promise<RecordTable>>();

/**
 * All records of an open file as a table: read once, however many panels ask. `tell` takes the fraction that is read,
 * of whoever asked first. Aborted reading is begun anew by who asks next.
 */
export function recordTableOf(
  file: TranscriptFile,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<RecordTable> {
  const known = tables.get(file);
  if (known !== undefined) return known.catch(() => recordTableOf(file, signal, tell));
  if (signal.aborted) return Promise.reject(signal.reason);
  const reading = readTable(file, signal, tell);
  tables.set(file, reading);
  reading.catch(() => tables.delete(file));
  return reading;
}

async function readTable(
  file: TranscriptFile,
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<RecordTable> {
  const table = new RecordTable();
  let rested = performance.now();
  for await (const batch of file.predictions?.(signal) ?? []) {
    for (const row of batch) table.add(row);
    if (performance.now() - rested < slice) continue;
    tell(table.length / Math.max(1, file.entries.length));
    await pause();
    signal.throwIfAborted();
    rested = performance.now();
  }
  return table;
}

/** Lets others run. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
