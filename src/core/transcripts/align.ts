import type { Message, Transcript } from './transcript.ts';

/** Two transcripts row by row. */
export interface Alignment {
  /** `[index in a, index in b]`, -1 where a side has no counterpart; in display order. */
  readonly rows: readonly (readonly [number, number])[];
  /** Row of the first difference; absent when the two are the same. */
  readonly firstDivergence?: number;
}

/** Edits up to which the shortest script is sought; beyond, turns are paired in their order. */
const mostEdits = 500;

/**
 * Align two transcripts by turn: messages that are the same pair up (Myers' shortest edit script over
 * what they say), and between these, messages of the same role in their order. Time and memory are
 * bounded by `mostEdits`: about 1 ms per 1 000 messages that agree.
 */
export function alignTranscripts(a: Transcript, b: Transcript): Alignment {
  const [left, right] = [a.messages, b.messages];
  const [keysA, keysB] = numbered(left, right);
  const rows: [number, number][] = [];
  let [i, j] = [0, 0];
  for (const [nextA, nextB] of [...commonRuns(keysA, keysB), [left.length, right.length] as const]) {
    pairByRole(left, right, [i, nextA], [j, nextB], rows);
    if (nextA < left.length && nextB < right.length) rows.push([nextA, nextB]);
    [i, j] = [nextA + 1, nextB + 1];
  }
  const firstDivergence = rows.findIndex(([x, y]) => x < 0 || y < 0 || keysA[x] !== keysB[y]);
  return firstDivergence < 0 ? { rows } : { rows, firstDivergence };
}

/** Messages as numbers: the same number for the same role and texts. */
function numbered(a: readonly Message[], b: readonly Message[]): [number[], number[]] {
  const known = new Map<string, number>();
  const number = (message: Message) => {
    const key = JSON.stringify([message.role, ...message.parts.map((part) => [part.type, part.text])]);
    const value = known.get(key) ?? known.size;
    known.set(key, value);
    return value;
  };
  return [a.map(number), b.map(number)];
}

/** Pairs of indices that a shortest edit script keeps, in order. */
function commonRuns(a: readonly number[], b: readonly number[]): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) pairs.push([start, start++]);
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  pairs.push(...shortestScript(a, b, start, a.length - tail, b.length - tail));
  for (; tail > 0; tail--) pairs.push([a.length - tail, b.length - tail]);
  return pairs;
}

/** Myers' greedy algorithm on `[start, endA)` and `[start, endB)`; the furthest way found when it needs too many edits. */
function shortestScript(
  a: readonly number[],
  b: readonly number[],
  start: number,
  endA: number,
  endB: number,
): [number, number][] {
  const [n, m] = [endA - start, endB - start];
  if (n === 0 || m === 0) return [];
  const limit = Math.min(n + m, mostEdits);
  const front = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  let reached = { x: 0, y: 0, d: 0 };
  search: for (let d = 0; d <= limit; d++) {
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(front, k - 1, limit) < at(front, k + 1, limit));
      let x = down ? at(front, k + 1, limit) : at(front, k - 1, limit) + 1;
      let y = x - k;
      while (x < n && y < m && a[start + x] === b[start + y]) {
        x++;
        y++;
      }
      front[k + limit + 1] = x;
      if (x <= n && y <= m && x + y > reached.x + reached.y) reached = { x, y, d };
      if (x >= n && y >= m) {
        reached = { x, y, d };
        trace.push(front.slice(limit + 1 - d - 1, limit + 1 + d + 2));
        break search;
      }
    }
    trace.push(front.slice(limit + 1 - d - 1, limit + 1 + d + 2));
  }
  return walkBack(trace, reached, start);
}

function at(front: Int32Array, k: number, limit: number): number {
  return front[k + limit + 1] ?? 0;
}

/** The kept pairs on the way to `reached`. `trace[d]` holds the front after `d` edits, diagonals `-d-1` to `d+1`. */
function walkBack(
  trace: readonly Int32Array[],
  reached: { x: number; y: number; d: number },
  start: number,
): [number, number][] {
  const pairs: [number, number][] = [];
  let { x, y } = reached;
  for (let d = reached.d; d >= 0; d--) {
    const k = x - y;
    const before = (diagonal: number) => (d === 0 ? 0 : (trace[d - 1]?.[diagonal + d] ?? 0));
    const down = k === -d || (k !== d && before(k - 1) < before(k + 1));
    const fromX = d === 0 ? 0 : down ? before(k + 1) : before(k - 1) + 1;
    while (x > fromX && y > 0) pairs.push([start + --x, start + --y]);
    if (d > 0) [x, y] = down ? [fromX, fromX - k - 1] : [fromX - 1, fromX - k];
  }
  return pairs.reverse();
}

/** Turns between two common messages: the same role side by side, in order. */
function pairByRole(
  a: readonly Message[],
  b: readonly Message[],
  [i, endA]: readonly [number, number],
  [j, endB]: readonly [number, number],
  rows: [number, number][],
): void {
  let [x, y] = [i, j];
  while (x < endA || y < endB) {
    const [left, right] = [x < endA ? a[x] : undefined, y < endB ? b[y] : undefined];
    if (left !== undefined && right !== undefined && left.role !== right.role) {
      const inB = distance(b, y, endB, left.role);
      const inA = distance(a, x, endA, right.role);
      if (inB <= inA && Number.isFinite(inB)) rows.push([-1, y++]);
      else rows.push([x++, -1]);
    } else {
      rows.push([left === undefined ? -1 : x++, right === undefined ? -1 : y++]);
    }
  }
}

/** How many messages on the next one of a role is; looks no further than a few turns. */
function distance(messages: readonly Message[], from: number, end: number, role: Message['role']): number {
  for (let i = from; i < Math.min(end, from + 8); i++) if (messages[i]?.role === role) return i - from;
  return Number.POSITIVE_INFINITY;
}
