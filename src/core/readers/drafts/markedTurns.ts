import type { Span } from '../../text/span.ts';
import type { Role } from '../../transcripts/transcript.ts';

export interface MarkedTurn {
  readonly role: Role;
  /** The whole turn with its marker, UTF-16 units. */
  readonly turn: Span;
  /** What was said, without the marker and the space around it. */
  readonly text: Span;
}

const roles: Readonly<Record<string, Role>> = {
  Human: 'user',
  H: 'user',
  User: 'user',
  Assistant: 'assistant',
  A: 'assistant',
  System: 'system',
};
/** At the start of a line after a blank one, or of the text. */
const marker = /(?:^|\n\n)[ \t]*(Human|H|User|Assistant|A|System):/g;

/**
 * The turns of a text in which each begins with `Human:` or `Assistant:` after a blank line. A turn may
 * hold blank lines itself. Text before the first marker is a turn of the system. None, if no marker is there.
 */
export function markedTurns(text: string): MarkedTurn[] {
  const marks = [...text.matchAll(marker)].map((match) => ({
    role: roles[match[1] as string] as Role,
    start: match.index + (match[0].length - match[0].trimStart().length),
    said: match.index + match[0].length,
  }));
  const first = marks[0];
  if (first === undefined) return [];
  const turns = marks.map(({ role, start, said }, i): MarkedTurn => {
    const end = marks[i + 1]?.start ?? text.length;
    return { role, turn: { start, end }, text: trimmed(text, said, end) };
  });
  const before = trimmed(text, 0, first.start);
  return before.end > before.start
    ? [{ role: 'system', turn: { start: 0, end: first.start }, text: before }, ...turns]
    : turns;
}

function trimmed(text: string, start: number, end: number): Span {
  const slice = text.slice(start, end);
  const from = start + (slice.length - slice.trimStart().length);
  return { start: from, end: Math.max(from, start + slice.trimEnd().length) };
}
