import type { Problem } from '../problem.ts';

/** What is missing in one place leaves the rest readable. */
export const asWarning = (found: Problem): Problem => ({ ...found, severity: 'warning' });
