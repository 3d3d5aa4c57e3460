import * as z from 'zod';
import type { AnchorIntent } from './anchorMessages.ts';
import type { PanelIntent } from './intents.ts';

/** The shapes of what the page asks while it reviews anchors, for `parseIntent`. */
const offset = z.number().int().min(0);
const name = z.string().max(10_000);
const at = z.object({ section: z.enum(['tags', 'links']), id: name, index: offset });
const target = z.object({
  role: name,
  pane: z.enum(['a', 'b']),
  transcript: z.string(),
  message: z.string().optional(),
  part: z.union([offset, z.object({ call: z.string(), argument: z.string() })]).optional(),
  start: offset.optional(),
  end: offset.optional(),
});

export const anchorIntents = [
  z.object({ type: z.literal('acceptPlace'), at, candidate: offset }),
  z.object({ type: z.literal('acceptMoves') }),
  z.object({ type: z.literal('anchorAt'), at, target }),
] as const;

const types: ReadonlySet<string> = new Set(anchorIntents.map(({ shape }) => shape.type.value));

export function isAnchorIntent(intent: PanelIntent): intent is AnchorIntent {
  return types.has(intent.type);
}
