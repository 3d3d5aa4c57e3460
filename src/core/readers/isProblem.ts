import type { Problem } from '../problem.ts';

/** Tells a Problem from the data that a function returns otherwise. */
export function isProblem(value: object): value is Problem {
  return 'code' in value && 'severity' in value && 'facts' in value && 'at' in value;
}
