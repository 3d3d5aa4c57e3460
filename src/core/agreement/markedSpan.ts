import type { Span } from '../text/span.ts';

/** What one reviewer marked, as agreement on spans counts it: code points of the text `text`, half-open. */
export interface MarkedSpan extends Span {
  /** Which text it lies in, where there are several: two spans of different texts never meet. */
  readonly text?: string;
  /** The kind of tag. Only spans with the same label can match. */
  readonly label: string;
}

/** Throws a RangeError for a span without length: no measure below has a meaning for it (a length of 0 makes alpha 0 or worse). */
export function checkSpan({ start, end }: Span): void {
  if (!(Number.isFinite(start) && end > start && Number.isFinite(end)))
    throw new RangeError(`a span without length: ${start}-${end}`);
}

/** By text and label, in the order of their starts. */
export function bySort(spans: readonly MarkedSpan[]): ReadonlyMap<string, readonly MarkedSpan[]> {
  const sorts = new Map<string, MarkedSpan[]>();
  for (const span of spans) {
    checkSpan(span);
    const sort = JSON.stringify([span.text ?? '', span.label]);
    const known = sorts.get(sort);
    if (known === undefined) sorts.set(sort, [span]);
    else known.push(span);
  }
  for (const list of sorts.values()) list.sort((a, b) => a.start - b.start || a.end - b.end);
  return sorts;
}

/** What the spans cover together: spans that overlap become one; spans that only touch stay two. Sorted in, sorted out. */
export function covered(spans: readonly Span[]): readonly Span[] {
  const cover: Span[] = [];
  for (const { start, end } of spans) {
    const last = cover.at(-1);
    if (last !== undefined && start < last.end)
      cover[cover.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else cover.push({ start, end });
  }
  return cover;
}
