import { type Problem, problem } from '../../problem.ts';
import { skipSpace, valueEnd } from '../../text/jsonTokens.ts';
import { isProblem } from '../isProblem.ts';
import type { Zip } from '../zip/zip.ts';

/** What a chunked sample reads of its archive: the text of a member, checked. */
export type MemberText = (member: string, signal?: AbortSignal) => Promise<string | Problem>;

/** JSON put together from members, and what of them could not be read. */
export interface ChunkedText {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** A member that holds some items of a list. */
export interface Chunk {
  readonly member: string;
  /** Index of its first item; the next one's is where it ends. */
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/** The members of a list in order. `total` items are in it, where that is known. */
export function chunksOf(zip: Zip, folder: string, list: string, total = Number.POSITIVE_INFINITY): Chunk[] {
  const prefix = `${folder}/${list}/`;
  const found = [...zip.members.values()].flatMap(({ name, size }) => {
    const start = name.startsWith(prefix) ? /^(\d+)\.json$/.exec(name.slice(prefix.length))?.[1] : undefined;
    return start === undefined ? [] : [{ member: name, start: Number(start), size }];
  });
  found.sort((a, b) => a.start - b.start);
  return found.map((chunk, i) => ({ ...chunk, end: found[i + 1]?.start ?? Math.max(total, chunk.start) }));
}

export const sizeOf = (chunks: readonly Chunk[]): number => chunks.reduce((sum, { size }) => sum + size, 0);

/** The JSON array of a whole list, with the items of the `wanted` chunks; for others stands `null`, or what `instead` has. */
export async function listText(
  chunks: readonly Chunk[],
  wanted: readonly Chunk[],
  read: MemberText,
  signal?: AbortSignal,
  instead?: ReadonlyMap<number, string>,
): Promise<ChunkedText | Problem> {
  const pieces: string[] = [];
  const problems: Problem[] = [];
  let next = 0;
  const skip = (count: number) => {
    for (let i = 0; i < count; i++) pieces.push(instead?.get(next + i) ?? 'null');
    next += count;
  };
  for (const chunk of chunks) {
    const missing = chunk.start - next;
    skip(missing);
    const isWanted = wanted.includes(chunk);
    if (missing > 0 && isWanted)
      problems.push(problem('inspect.itemsMissing', { count: missing }, { member: chunk.member }, 'warning'));
    if (!isWanted) {
      skip(chunk.end === Number.POSITIVE_INFINITY ? 0 : chunk.end - chunk.start);
      continue;
    }
    const found = await itemsOf(chunk, read, signal);
    if (isProblem(found)) return found;
    if (found.count > 0) pieces.push(found.items);
    next += found.count;
  }
  return { text: `[${pieces.join()}]`, problems };
}

/** The items of a chunk without the brackets around them, no more than there are places for. */
export async function itemsOf(
  chunk: Chunk,
  read: MemberText,
  signal?: AbortSignal,
): Promise<{ readonly items: string; readonly count: number } | Problem> {
  const text = await read(chunk.member, signal);
  if (typeof text !== 'string') return text;
  const trimmed = text.trim();
  const damaged = (reason: string) =>
    problem('zip.memberDamaged', { member: chunk.member, reason }, { member: chunk.member });
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return damaged('it holds no list');
  const items = trimmed.slice(1, -1).trim();
  const count = countItems(items);
  if (count === undefined) return damaged('it is not valid JSON');
  if (chunk.end !== Number.POSITIVE_INFINITY && count > chunk.end - chunk.start)
    return damaged(`it holds ${count} items, more than ${chunk.end - chunk.start}`);
  return { items, count };
}

function countItems(items: string): number | undefined {
  let count = 0;
  for (let i = 0; i < items.length; count++) {
    const end = valueEnd(items, i);
    if (end === i) return undefined;
    i = skipSpace(items, end);
    if (i < items.length && items[i++] !== ',') return undefined;
    i = skipSpace(items, i);
  }
  return count;
}
