import type { Kind } from '../codebook/codebook.ts';
import type { Lesson } from '../codebook/teach.ts';
import type { Tag } from '../tags/tag.ts';
import type { Json } from '../text/json.ts';
import type { Adjudicated } from './adjudicate.ts';
import { teaches } from './reason.ts';

/**
 * What an adjudicated cluster teaches the codebook: its text is an example of what was decided, and for each value
 * that a reviewer chose in its place, of what only looks like that. Nothing where reviewers merely slipped, or nothing is
 * decided.
 */
export function lessonsOf(cluster: Adjudicated, kind: Kind | undefined): readonly Lesson[] {
  if (!teaches(cluster.reason) || kind === undefined) return [];
  const [decision] = cluster.decisions;
  const text = quoteOf(decision ?? cluster.members[0]?.tag);
  if (text === undefined || cluster.state === 'open') return [];
  const ofKind: Lesson = { kind: kind.id, text, positive: decision !== undefined };
  if (decision === undefined) return [ofKind];
  const lessons = kind.fields
    .filter(({ id, options }) => options !== undefined && cluster.disagreement.fields.includes(id))
    .flatMap(({ id: field, options = [] }) => {
      const right = values(decision.fields[field]);
      const said = cluster.members.flatMap(({ tag }) => values(tag.fields[field]));
      const wrong = [...new Set(said)].filter((value) => !right.includes(value));
      const known = (option: Json): option is string | number => options.some(({ id }) => id === option);
      const lesson = (option: string | number, positive: boolean): Lesson => ({
        kind: kind.id,
        field,
        option,
        text,
        positive,
      });
      return [
        ...right.filter(known).map((option) => lesson(option, true)),
        ...wrong.filter(known).map((option) => lesson(option, false)),
      ];
    });
  return lessons.length > 0 ? lessons : [ofKind];
}

const values = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value];

/** The texts of all sides, in order, as one line. */
function quoteOf(tag: Tag | undefined): string | undefined {
  const quotes = (tag?.targets ?? []).flatMap(({ quote }) => (quote === undefined ? [] : [quote.replace(/\s+/g, ' ')]));
  return quotes.length === 0 ? undefined : quotes.join(' … ');
}
