import type { Field, Kind } from '../codebook/codebook.ts';
import type { ReviewerTag } from './reviewerTag.ts';

/** How far the raters of a place are apart on it. */
export interface Disagreement {
  /**
   * 0 to 1, the mean over all pairs of raters: 1 where one of the two has no tag here, else the share of the coded
   * fields in which they differ. 0 where there is one rater only.
   */
  readonly value: number;
  /** Coded fields in which those who tagged differ; unset differs from set. */
  readonly fields: readonly string[];
  /** Raters without a tag here. */
  readonly absent: readonly string[];
}

/** `reviewed`: who marked the transcript as reviewed, so that no tag of theirs says something. */
export function disagreementOf(
  members: readonly ReviewerTag[],
  reviewed: readonly string[],
  kind: Kind | undefined,
): Disagreement {
  const byReviewer = new Map<string, ReviewerTag>();
  for (const member of members) if (!byReviewer.has(member.reviewer)) byReviewer.set(member.reviewer, member);
  const present = [...byReviewer.values()];
  const absent = reviewed.filter((name) => !byReviewer.has(name)).sort();
  const coded = codedFields(members, kind);
  const apart = coded.map((field) => differing(present.map(({ tag }) => JSON.stringify(tag.fields[field] ?? null))));
  const n = present.length + absent.length;
  const pairs = (n * (n - 1)) / 2;
  const onFields = coded.length === 0 ? 0 : apart.reduce((sum, count) => sum + count, 0) / coded.length;
  return {
    value: pairs === 0 ? 0 : (present.length * absent.length + onFields) / pairs,
    fields: coded.filter((field) => new Set(members.map(({ tag }) => JSON.stringify(tag.fields[field]))).size > 1),
    absent,
  };
}

/** Fields that any of the tags sets, in the codebook's order; free text is not coded. */
function codedFields(members: readonly ReviewerTag[], kind: Kind | undefined): readonly string[] {
  const set = new Set(members.flatMap(({ tag }) => Object.keys(tag.fields)));
  if (kind === undefined) return [...set].sort();
  const isCoded = ({ id, type }: Field): boolean => type !== 'text' && set.has(id);
  return kind.fields.filter(isCoded).map(({ id }) => id);
}

/** Pairs of values that are not the same. */
function differing(values: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  return pairs(values.length) - [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
}
