import * as z from 'zod';
import { type PilotIntent, pilotIntents } from './pilotReport.ts';

const intent = z.object({ type: z.enum(pilotIntents) });

/** The intent, or undefined for anything of another shape. */
export function parsePilotIntent(message: unknown): PilotIntent | undefined {
  const parsed = intent.safeParse(message);
  return parsed.success ? parsed.data : undefined;
}
