import type { Message, Part } from './transcript.ts';

/** How many messages two versions of a thread begin with that read the same, wherever they stand in the file. */
export function commonMessages(before: readonly Message[], now: readonly Message[]): number {
  const least = Math.min(before.length, now.length);
  for (let i = 0; i < least; i++) if (!sameMessage(before[i] as Message, now[i] as Message)) return i;
  return least;
}

function sameMessage(a: Message, b: Message): boolean {
  return (
    a.id === b.id &&
    a.role === b.role &&
    a.name === b.name &&
    a.model === b.model &&
    a.timestamp === b.timestamp &&
    a.parts.length === b.parts.length &&
    a.parts.every((part, i) => samePart(part, b.parts[i] as Part))
  );
}

/** A call's arguments are in its text; its place in the source may move. */
const elsewhere = new Set(['arguments', 'source', 'data']);

function samePart(a: Part, b: Part): boolean {
  const left = facts(a);
  const right = facts(b);
  return (
    left.length === right.length && left.every(([key, value], i) => key === right[i]?.[0] && value === right[i]?.[1])
  );
}

const facts = (part: Part): [string, unknown][] => Object.entries(part).filter(([key]) => !elsewhere.has(key));
