import * as z from 'zod';
import type { AgreementIntent } from './agreementReport.ts';

/** Most disagreements that a page is sent at once. */
const mostShown = 10_000;

const name = z.string().max(1000);
const index = z.number().int().min(0).max(10_000);

const intent = z.object({
  type: z.literal('look'),
  look: z
    .object({
      round: name,
      measure: z.object({
        level: z.enum(['transcript', 'message', 'span']),
        kind: name.optional(),
        field: name.optional(),
      }),
      pair: z.tuple([name, name]).optional(),
      values: z.tuple([index, index]).optional(),
      limit: z.number().int().min(1).max(mostShown),
    })
    .optional(),
});

/** The intent, or undefined for anything of another shape. */
export function parseAgreementIntent(message: unknown): AgreementIntent | undefined {
  const parsed = intent.safeParse(message);
  return parsed.success ? (parsed.data as AgreementIntent) : undefined;
}
