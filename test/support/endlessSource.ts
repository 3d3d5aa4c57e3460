import type { ByteSource } from '../../src/core/readers/byteSource.ts';

export interface EndlessSource extends ByteSource {
  readonly counted: { reads: number; bytes: number; longest: number };
}

export interface MadeRecords {
  readonly before?: string;
  /** Each record's text; `@@@@@@@@@@` in it becomes the record's number, ten digits. */
  readonly record: string;
  readonly between: string;
  readonly after?: string;
  /** Bytes of the whole, about. */
  readonly size: number;
}

const mark = '@@@@@@@@@@';

/** A file of any size whose bytes are made as they are read: nothing of it is on disk or in memory. */
export function endlessSource(made: MadeRecords): EndlessSource {
  const before = Buffer.from(made.before ?? '');
  const after = Buffer.from(made.after ?? '');
  const period = Buffer.from(made.record + made.between);
  const digits = period.indexOf(mark);
  const count = Math.floor(made.size / period.length);
  const middle = count * period.length - Buffer.byteLength(made.between);
  const size = before.length + middle + after.length;
  const counted = { reads: 0, bytes: 0, longest: 0 };

  const fill = (bytes: Buffer, offset: number): void => {
    before.copy(bytes, 0, Math.min(offset, before.length));
    let record = Math.max(0, Math.floor((offset - before.length) / period.length));
    for (; record < count; record++) {
      const start = before.length + record * period.length - offset;
      if (start >= bytes.length) break;
      place(period, bytes, start);
      if (digits >= 0) place(Buffer.from(String(record).padStart(mark.length, '0')), bytes, start + digits);
    }
    const end = before.length + middle - offset;
    if (end < bytes.length) place(after, bytes, end);
  };

  return {
    name: 'endless',
    size,
    counted,
    read: async (offset, length) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      counted.reads++;
      counted.bytes += bytes.length;
      counted.longest = Math.max(counted.longest, bytes.length);
      fill(bytes, offset);
      return bytes;
    },
    close: async () => {},
  };
}

/** Copies what of `piece`, put at `start` (which may be before the beginning), falls into `bytes`. */
function place(piece: Buffer, bytes: Buffer, start: number): void {
  const skipped = Math.max(0, -start);
  if (skipped < piece.length) piece.copy(bytes, start + skipped, skipped);
}
