import type { Kind } from '../codebook/codebook.ts';
import type { Json } from '../text/json.ts';
import type { ReviewerTag, TagSide } from './reviewerTag.ts';

/** What most reviewers say. */
export interface MergedTag {
  readonly sides: readonly TagSide[];
  readonly fields: Readonly<Record<string, Json>>;
  /** Fields on which as many say one thing as another: left unset, for who adjudicates to set. */
  readonly undecided: readonly string[];
}

/**
 * One tag made of several by majority, each reviewer one vote for each value of theirs; who left a field unset does
 * not vote on it. Of several choices each stands that more than half of the voters chose. Of each role those sides stand
 * that most have; of as many, those of the first in the order given.
 */
export function mergeTags(members: readonly ReviewerTag[], kind: Kind | undefined): MergedTag {
  const set = new Set(members.flatMap(({ tag }) => Object.keys(tag.fields)));
  const order = [...(kind?.fields.map(({ id }) => id).filter((id) => set.delete(id)) ?? []), ...set];
  const fields: Record<string, Json> = {};
  const undecided: string[] = [];
  for (const id of order) {
    const votes = members.flatMap(({ reviewer, tag }) => {
      const value = tag.fields[id];
      return value === undefined ? [] : [{ reviewer, value }];
    });
    const several = kind?.fields.find((field) => field.id === id)?.type === 'choices';
    const value = several ? majorityOfEach(votes) : majority(votes);
    if (value === undefined) undecided.push(id);
    else fields[id] = value;
  }
  return { sides: mergedSides(members), fields, undecided };
}

interface Vote<T> {
  readonly reviewer: string;
  readonly value: T;
}

/** The value of most reviewers; undefined where two have as many. */
function majority<T extends Json>(votes: readonly Vote<T>[]): T | undefined {
  const [first, second] = counted(votes);
  return first === undefined || first.voters === second?.voters ? undefined : first.value;
}

/** Every element that more than half of the reviewers chose; undefined where there is none. */
function majorityOfEach(votes: readonly Vote<Json>[]): Json | undefined {
  const voters = new Set(votes.map(({ reviewer }) => reviewer)).size;
  const each = votes.flatMap(({ reviewer, value }) =>
    (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((one) => ({ reviewer, value: one })),
  );
  const chosen = counted(each).filter((found) => found.voters > voters / 2);
  return chosen.length === 0 ? undefined : chosen.map(({ value }) => value);
}

function counted<T extends Json>(votes: readonly Vote<T>[]): readonly { readonly value: T; readonly voters: number }[] {
  const found = new Map<string, { readonly value: T; readonly who: Set<string> }>();
  for (const { reviewer, value } of votes) {
    const key = JSON.stringify(value);
    const known = found.get(key);
    if (known === undefined) found.set(key, { value, who: new Set([reviewer]) });
    else known.who.add(reviewer);
  }
  return [...found.values()].map(({ value, who }) => ({ value, voters: who.size })).sort((a, b) => b.voters - a.voters);
}

function mergedSides(members: readonly ReviewerTag[]): readonly TagSide[] {
  const roles = [...new Set(members.flatMap(({ sides }) => sides.map(({ role }) => role)))];
  return roles.flatMap((role) => {
    const votes = members.flatMap(({ reviewer, sides }) => {
      const own = sides.filter((side) => side.role === role);
      return own.length === 0 ? [] : [{ reviewer, sides: own, key: JSON.stringify(own.map(placeOf)) }];
    });
    const voters = (key: string): number => new Set(votes.filter((v) => v.key === key).map((v) => v.reviewer)).size;
    const best = votes.reduce((leader, next) => (voters(next.key) > voters(leader.key) ? next : leader));
    return best.sides;
  });
}

function placeOf({ file, target: { transcript, message, part, start, end } }: TagSide): unknown {
  return [file, transcript, message, part, start, end];
}
