import type { DidOpenTranscript, PaneId } from '../panel/messages.ts';

/** One line of the view: a message, or two aligned ones; -1 where a side has none. */
export type TranscriptRow = readonly [a: number, b: number];

export type Panes = Readonly<Partial<Record<PaneId, DidOpenTranscript>>>;

/** The rows that the page holds: of one pane its range; of two the alignment, cut to both ranges. */
export function transcriptRows({ a, b }: Panes): readonly TranscriptRow[] {
  if (a === undefined) return [];
  if (b === undefined) return range(a).map((index) => [index, -1]);
  const held = ([left, right]: TranscriptRow): TranscriptRow => [within(a, left), within(b, right)];
  const rows = b.alignment?.rows.map(held) ?? zip(range(a), range(b));
  return rows.filter(([left, right]) => left >= 0 || right >= 0);
}

/** Index in `transcriptRows` of the first difference. */
export function divergenceRow(panes: Panes): number | undefined {
  const { alignment } = panes.b ?? {};
  if (alignment?.firstDivergence === undefined) return undefined;
  const row = alignment.rows[alignment.firstDivergence];
  if (row === undefined) return undefined;
  const at = transcriptRows(panes).findIndex(([a, b]) => (a >= 0 && a === row[0]) || (b >= 0 && b === row[1]));
  return at < 0 ? undefined : at;
}

function range({ range: { start, end } }: DidOpenTranscript): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}

function within({ range: { start, end } }: DidOpenTranscript, index: number): number {
  return index >= start && index < end ? index : -1;
}

function zip(a: readonly number[], b: readonly number[]): readonly TranscriptRow[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i] ?? -1, b[i] ?? -1] as const);
}
