import * as z from 'zod';
import { adjudicationIntents } from './adjudicationIntents.ts';
import { anchorIntents } from './anchorIntents.ts';
import type { PanelIntent } from './intents.ts';
import { recordIntents } from './recordIntents.ts';

/**
 * What the page sends is checked before anything is done with it: the page shows hostile text, so a
 * message of another shape is refused whole.
 */
const pane = z.enum(['a', 'b']);
const offset = z.number().int().min(0);
const partSelector = z.union([offset, z.object({ call: z.string(), argument: z.string() })]);
const region = z.object({ message: z.string(), part: partSelector });
const place = {
  pane,
  transcript: z.string(),
  message: z.string().optional(),
  part: partSelector.optional(),
  start: offset.optional(),
  end: offset.optional(),
};
const target = z.object(place);
const targets = z
  .array(z.object({ role: z.string(), ...place }))
  .min(1)
  .max(200);
const tagId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const anyTag = z.string().min(1).max(200);
const longText = z.string().max(1_000_000);
const stance = z.enum(['agree', 'disagree', 'clarify', 'model']);
const other = z.object({ name: z.string(), file: z.string().optional() });
const where = z.object({
  mode: z.enum(['list', 'transcript', 'compare']),
  name: z.string().optional(),
  message: z.string().optional(),
  right: other.optional(),
  filter: z.string().optional(),
});

const intent = z.discriminatedUnion('type', [
  ...recordIntents,
  ...adjudicationIntents,
  ...anchorIntents,
  z.object({ type: z.literal('ready'), where: where.optional() }),
  z.object({ type: z.literal('openTranscript'), pane, name: z.string(), file: z.string().optional() }),
  z.object({ type: z.literal('openThread'), pane, thread: z.string().optional(), at: offset.optional() }),
  z.object({ type: z.literal('showList') }),
  z.object({ type: z.literal('reopen') }),
  z.object({ type: z.literal('compare'), left: z.object({ name: z.string() }), right: other.optional() }),
  z.object({ type: z.literal('loadRange'), pane, start: offset }),
  z.object({ type: z.literal('loadText'), pane, name: z.string(), region, from: offset }),
  z.object({ type: z.literal('loadImage'), pane, name: z.string(), region }),
  z.object({ type: z.literal('loadEvents'), pane }),
  z.object({ type: z.literal('describeEntries'), records: z.array(offset).max(1000) }),
  z.object({ type: z.literal('find'), pane, query: z.string().max(10_000) }),
  z.object({
    type: z.literal('addTag'),
    id: tagId,
    kind: z.string(),
    targets,
    suggestedBy: z.string().min(1).max(200).optional(),
  }),
  z.object({ type: z.literal('addTarget'), id: tagId, tag: anyTag, targets }),
  z.object({ type: z.literal('removeTarget'), tag: anyTag, target: offset }),
  z.object({ type: z.literal('setField'), tag: anyTag, field: z.string(), value: z.json().optional() }),
  z.object({ type: z.literal('setConfidence'), tag: anyTag, value: z.number().min(0).max(1).optional() }),
  z.object({ type: z.literal('setNote'), tag: anyTag, text: longText }),
  z.object({ type: z.literal('removeTag'), tag: anyTag }),
  z.object({ type: z.literal('resolveConflict') }),
  z.object({ type: z.literal('addReply'), id: tagId, to: anyTag, stance, text: longText }),
  z.object({ type: z.literal('changeReply'), reply: anyTag, stance, text: longText }),
  z.object({ type: z.literal('removeReply'), reply: anyTag }),
  z.object({ type: z.literal('acceptSuggestion'), id: tagId, tag: anyTag }),
  z.object({ type: z.literal('rejectSuggestion'), id: tagId, tag: anyTag }),
  z.object({ type: z.literal('setReviewed'), transcript: z.string(), reviewed: z.boolean() }),
  z.object({ type: z.literal('goToPlace'), target }),
  z.object({ type: z.literal('openSource'), target }),
  z.object({ type: z.literal('copyLink'), target }),
  z.object({ type: z.literal('copyText'), text: z.string() }),
  z.object({ type: z.literal('goTo'), tag: anyTag, target: offset, file: z.string().optional() }),
  z.object({ type: z.literal('openTagFile'), tag: anyTag }),
  z.object({ type: z.literal('runCommand'), command: z.enum(['undo', 'redo', 'save']) }),
  z.object({
    type: z.literal('didFocus'),
    selection: z.boolean(),
    tag: z.string().optional(),
    input: z.boolean(),
    transcript: z.string().optional(),
  }),
]);

/** The intent, or undefined for anything of another shape. */
export function parseIntent(message: unknown): PanelIntent | undefined {
  const parsed = intent.safeParse(message);
  return parsed.success ? (parsed.data as PanelIntent) : undefined;
}
