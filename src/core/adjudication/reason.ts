/** Why reviewers differed. The last two tell that the codebook wants an example, or a change. */
export const reasons = ['slip', 'guideline unclear', 'real ambiguity'] as const;
export type Reason = (typeof reasons)[number];

export function isReason(text: string | undefined): text is Reason {
  return (reasons as readonly (string | undefined)[]).includes(text);
}

/** Whether the codebook can learn from it. */
export const teaches = (reason: Reason | undefined): boolean => reason !== undefined && reason !== 'slip';
