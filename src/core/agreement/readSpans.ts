import { groupBy } from './groupBy.ts';
import type { MarkedSpan } from './markedSpan.ts';
import { textKey } from './outline.ts';
import type { LeftOut, Mark, ReadTranscript } from './reading.ts';

/** A span of a reading. Its label is kind and role: a statement is no match for what was done. */
export interface ReadSpan extends MarkedSpan {
  readonly text: string;
  readonly reviewer: string;
  readonly mark: Mark;
}

/** The spans of all readings of a transcript. Left out, and said: those without length, and those in a text that readings saw differently. */
export function readSpans(transcript: ReadTranscript, leaveOut: (one: LeftOut) => void): readonly ReadSpan[] {
  const { dataFile, transcript: name, readings } = transcript;
  const spans: ReadSpan[] = [];
  const texts = new Map<string, string>();
  const differing = new Set<string>();
  for (const { reviewer, marks } of readings) {
    for (const mark of marks) {
      const { message, part, start, end, textSha256 } = mark.target;
      if (message === undefined || part === undefined || start === undefined || end === undefined) continue;
      const text = textKey(message, part);
      if (end <= start) {
        leaveOut({ why: 'span without length', reviewer, dataFile, transcript: name, tag: mark.tag });
        continue;
      }
      if (textSha256 !== undefined) {
        if (!texts.has(text)) texts.set(text, textSha256);
        else if (texts.get(text) !== textSha256) differing.add(text);
      }
      spans.push({ start, end, label: labelOf(mark.kind, mark.role), text, reviewer, mark });
    }
  }
  if (differing.size === 0) return spans;
  return spans.filter(({ text, reviewer, mark }) => {
    if (!differing.has(text)) return true;
    leaveOut({ why: 'text differs', reviewer, dataFile, transcript: name, tag: mark.tag });
    return false;
  });
}

export function labelOf(kind: string, role: string): string {
  return `${kind}/${role}`;
}

/** Spans of the same label that overlap, directly or through others: what reviewers may have meant the same thing by. */
export function clusters(spans: readonly ReadSpan[]): readonly (readonly ReadSpan[])[] {
  const found: ReadSpan[][] = [];
  for (const list of groupBy(spans, ({ label, text }) => `${label} ${text}`).values()) {
    let end = Number.NEGATIVE_INFINITY;
    for (const span of list.toSorted((a, b) => a.start - b.start)) {
      if (span.start >= end) found.push([]);
      found.at(-1)?.push(span);
      end = Math.max(end, span.end);
    }
  }
  return found;
}
