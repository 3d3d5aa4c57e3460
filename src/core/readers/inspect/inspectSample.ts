import type { Json, JsonObject } from '../../text/json.ts';
import type { Score } from '../../transcripts/transcript.ts';
import { scoreCitations } from '../drafts/scoreCitations.ts';
import type { TranscriptDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, member, smallMembers } from '../jsonAccess.ts';
import { attachmentsOf } from './inspectContent.ts';
import type { PlacedMessage } from './inspectEvents.ts';
import { inspectEventTree } from './inspectEventTree.ts';
import { inspectMessage } from './inspectMessage.ts';
import { messagePoolOf, pooledIndices } from './inspectPools.ts';
import { inspectThreads } from './inspectThreads.ts';

/** Kept as messages, as scores, or too large to be facts about the sample. */
const notMetadata = [
  'input',
  'output',
  'messages',
  'message_refs',
  'events',
  'attachments',
  'transcript',
  'events_data',
  'message_pool',
  'call_pool',
  'scores',
  'score',
  'store',
  'timelines',
  'error_retries',
];

/**
 * An EvalSample of any dialect (A to F). `firstScorer` names a legacy single
 * `score`. Undefined when the value is no sample.
 */
export function inspectSample(
  value: Json,
  firstScorer: string | undefined,
  log: JsonObject,
): TranscriptDraft | undefined {
  const sample = asObject(value);
  const messages = sample && shownMessages(sample);
  if (sample === undefined || messages === undefined) return undefined;
  const attachments = attachmentsOf(sample);
  const threads = inspectThreads(sample, messages, attachments);
  const events = inspectEventTree(sample, messages, attachments);
  // Without its trace, which may be too long to be shown.
  const error = asString(dig(sample, 'error', 'message'));
  const stop = asString(dig(sample, 'output', 'choices', 0, 'stop_reason'));
  return {
    metadata: {
      ...pick(log, ['task', 'model', 'eval_id', 'created']),
      ...smallMembers(sample, notMetadata),
      ...(error !== undefined && { error: error.slice(0, 2000) }),
      ...(stop !== undefined && { stop_reason: stop }),
    },
    scores: inspectScores(sample, firstScorer),
    messages: messages.map(({ value, pointer }) => inspectMessage(value, pointer, attachments)),
    ...(threads.length > 0 && { threads }),
    ...(events.nodes.length > 0 && { events }),
  };
}

/** The main thread: `messages`, or of a chunked sample what `message_refs` selects from its pool. */
function shownMessages(sample: JsonObject): PlacedMessage[] | undefined {
  const messages = asArray(sample['messages']);
  if (messages !== undefined) return messages.map((value, i) => ({ value, pointer: `/messages/${i}` }));
  if (asArray(sample['message_refs']) === undefined) return undefined;
  const pool = messagePoolOf(sample);
  return pooledIndices(sample['message_refs'], pool.messages.length).map((i) => ({
    value: pool.messages[i] ?? null,
    pointer: `${pool.pointer}/${i}`,
  }));
}

/** Scores of a sample or of its summary; the current value is what stands in the score itself. */
export function inspectScores(sample: JsonObject, firstScorer: string | undefined): Score[] {
  const scores = asObject(sample['scores']);
  if (scores !== undefined) return Object.entries(scores).map(([name, score]) => inspectScore(name, score));
  const legacy = sample['score'];
  return legacy === undefined || legacy === null ? [] : [inspectScore(firstScorer ?? 'score', legacy)];
}

function inspectScore(name: string, score: Json): Score {
  const answer = asString(member(score, 'answer'));
  const explanation = asString(member(score, 'explanation'));
  const metadata = asObject(member(score, 'metadata'));
  const citations = scoreCitations(score);
  return {
    name,
    value: member(score, 'value') ?? (asObject(score) === undefined ? score : null),
    ...(answer !== undefined && { answer }),
    ...(explanation !== undefined && { explanation }),
    ...(metadata !== undefined && Object.keys(metadata).length > 0 && { metadata }),
    ...(citations.length > 0 && { citations }),
  };
}

/** The name of a sample: `<sample id>/<epoch>`. Ids are strings or integers, compared as strings. */
export const sampleName = (id: Json | undefined, epoch: Json | undefined): string =>
  `${String(id ?? '')}/${String(epoch ?? 1)}`;

/** What a list shows of a sample: the beginning of its input. */
export function inputTitle(input: Json | undefined): string | undefined {
  const list = asArray(input);
  const last = list?.findLast((message) => member(message, 'role') === 'user') ?? list?.at(-1);
  const content = typeof input === 'string' ? input : member(last, 'content');
  const text = asString(content) ?? asString(dig(content, 0, 'text'));
  return text === undefined || text.trim() === '' ? undefined : text.trim().slice(0, 200);
}

const pick = (object: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(
    keys.flatMap((key) => (object[key] === undefined || object[key] === null ? [] : [[key, object[key]]])),
  );
