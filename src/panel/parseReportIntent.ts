import * as z from 'zod';
import type { ReportIntent } from './reportMessages.ts';

/** As `parseIntent`: what a page sends is checked before anything is done with it. A kind's own intents are checked by that kind. */
const intent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('cancel') }),
  z.object({ type: z.literal('openPlace'), locator: z.string().max(100_000) }),
  z.object({ type: z.literal('openTag'), tag: z.string().min(1).max(200), side: z.number().int().min(0).optional() }),
  z.object({ type: z.literal('copyText'), text: z.string() }),
  z.object({ type: z.literal('runCommand'), command: z.enum(['undo', 'redo', 'save']) }),
  z.object({ type: z.literal('own'), intent: z.looseObject({ type: z.string() }) }),
]);

/** The intent, or undefined for anything of another shape. */
export function parseReportIntent(message: unknown): ReportIntent | undefined {
  const parsed = intent.safeParse(message);
  return parsed.success ? (parsed.data as ReportIntent) : undefined;
}
