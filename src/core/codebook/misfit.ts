import type { Problem } from '../problem.ts';
import { type Codebook, kindOf } from './codebook.ts';

/** Something in tags that the codebook does not have, or has no more. */
export type Misfit =
  | { readonly type: 'kind'; readonly kind: string }
  | { readonly type: 'role'; readonly kind: string; readonly role: string }
  | { readonly type: 'field'; readonly kind: string; readonly field: string }
  /** `value` as text. */
  | { readonly type: 'value'; readonly kind: string; readonly field: string; readonly value: string };

/** What a Problem of `tagProblems` says is not in the codebook; undefined for the other Problems. */
export function misfitOf({ code, facts }: Problem): Misfit | undefined {
  const kind = String(facts.kind);
  switch (code) {
    case 'tag.kindUnknown':
      return { type: 'kind', kind };
    case 'tag.roleUnknown':
      return { type: 'role', kind, role: String(facts.role) };
    case 'tag.fieldUnknown':
      return { type: 'field', kind, field: String(facts.field) };
    case 'tag.valueUnknown':
      return { type: 'value', kind, field: String(facts.field), value: String(facts.value) };
    default:
      return undefined;
  }
}

/** The id that is not there. */
export function misfitName(misfit: Misfit): string {
  switch (misfit.type) {
    case 'kind':
      return misfit.kind;
    case 'role':
      return misfit.role;
    case 'field':
      return misfit.field;
    case 'value':
      return misfit.value;
  }
}

export interface Replacement {
  readonly id: string | number;
  readonly title: string;
  readonly definition: string;
}

/** What the codebook has in its place, the likest name first. */
export function replacementsOf(misfit: Misfit, codebook: Codebook): readonly Replacement[] {
  const name = misfitName(misfit);
  const distance = ({ id }: Replacement): number => editDistance(name, String(id));
  return listFor(misfit, codebook).toSorted((a, b) => distance(a) - distance(b));
}

function listFor(misfit: Misfit, codebook: Codebook): readonly Replacement[] {
  if (misfit.type === 'kind') return codebook.kinds;
  const kind = kindOf(codebook, misfit.kind);
  if (misfit.type === 'role') return (kind?.roles ?? []).map(({ id, title }) => ({ id, title, definition: '' }));
  const fields = kind?.fields ?? [];
  if (misfit.type === 'field') {
    return fields.map(({ id, title, guideline }) => ({ id, title, definition: guideline ?? '' }));
  }
  const options = fields.find(({ id }) => id === misfit.field)?.options ?? [];
  return options.map(({ id, title, definition }) => ({ id, title: title ?? String(id), definition }));
}

/** Letters to add, take out or replace, to come from one to the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
