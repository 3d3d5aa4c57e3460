import type { Json } from '../text/json.ts';
import type { Score } from '../transcripts/transcript.ts';

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A score by its name and, where given, its value. */
export interface ScoreFilter {
  readonly name: string;
  readonly is?: { readonly operator: Operator; readonly value: string };
}

/** `accuracy`, `accuracy=C`, `accuracy!=C`, `judge>=0.5`. Undefined for anything else. */
export function parseScoreFilter(text: string): ScoreFilter | undefined {
  const match = /^([^=!<>]+?)\s*(?:(<=|>=|!=|=|<|>)\s*(\S.*))?$/s.exec(text.trim());
  const [, name, operator, value] = match ?? [];
  if (name === undefined) return undefined;
  return operator === undefined || value === undefined
    ? { name }
    : { name, is: { operator: operator as Operator, value } };
}

export function formatScoreFilter({ name, is }: ScoreFilter): string {
  return is === undefined ? name : `${name}${is.operator}${is.value}`;
}

/** Whether one of the scores is as wanted. Order compares numbers; a value that is none is in no order. */
export function scoreMatches(scores: readonly Score[], { name, is }: ScoreFilter): boolean {
  return scores.some((score) => score.name === name && (is === undefined || holds(score.value, is)));
}

function holds(value: Json, { operator, value: wanted }: NonNullable<ScoreFilter['is']>): boolean {
  const same = typeof value === 'string' ? value === wanted : sameAs(value, wanted);
  if (operator === '=') return same;
  if (operator === '!=') return !same;
  const [a, b] = [Number(value), Number(wanted)];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function sameAs(value: Json, wanted: string): boolean {
  return typeof value === 'number' ? value === Number(wanted) : JSON.stringify(value) === wanted;
}
