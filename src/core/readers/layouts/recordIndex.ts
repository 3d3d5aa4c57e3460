import type { Problem } from '../../problem.ts';
import type { OffsetList } from './offsetList.ts';

/** Where the records of a file are, found without parsing them. */
export interface RecordIndex {
  readonly ranges: OffsetList;
  /** Value of the id key per record, where one was asked for and the record has it as a short scalar. */
  readonly ids: readonly (string | undefined)[];
  readonly problems: readonly Problem[];
  /** One-based line on which a record starts, where lines make the records. */
  lineOf?(record: number): number;
}

/** More records than this are not listed: a row takes about 200 bytes of memory, whatever the record does. */
export const mostRecords = 1_000_000;

/** 1 MiB: larger reads are not faster, smaller ones cost a turn of the event loop each. */
export const chunkSize = 1 << 20;

/** Scalar source text to an id: decoded string, or the digits of a number. */
export function idOf(scalar: string | undefined): string | undefined {
  if (scalar === undefined) return undefined;
  if (/^-?\d+$/.test(scalar)) return scalar;
  if (!scalar.startsWith('"')) return undefined;
  try {
    return JSON.parse(scalar) as string;
  } catch {
    return undefined;
  }
}
