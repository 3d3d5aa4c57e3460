import * as z from 'zod';
import { reasons } from '../core/adjudication/reason.ts';
import type { AdjudicationIntent } from './adjudicationMessages.ts';
import type { PanelIntent } from './intents.ts';

/** The shapes of what the page asks while it adjudicates, for `parseIntent`. */
const name = z.string().min(1).max(10_000);
const tagId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);

export const adjudicationIntents = [
  z.object({ type: z.literal('acceptTag'), cluster: name, tag: name, id: tagId }),
  z.object({ type: z.literal('mergeTags'), cluster: name, id: tagId }),
  z.object({ type: z.literal('rejectTags'), cluster: name }),
  z.object({ type: z.literal('confirmDecision'), cluster: name }),
  z.object({ type: z.literal('reopenCluster'), cluster: name }),
  z.object({ type: z.literal('explainDifference'), cluster: name, reason: z.enum(reasons) }),
  z.object({ type: z.literal('acceptAgreed'), transcript: name }),
  z.object({ type: z.literal('addExamples'), cluster: name }),
] as const;

const types: ReadonlySet<string> = new Set(adjudicationIntents.map(({ shape }) => shape.type.value));

export function isAdjudicationIntent(intent: PanelIntent): intent is AdjudicationIntent {
  return types.has(intent.type);
}
