import type { Json } from '../../text/json.ts';
import type { TranscriptDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, member, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';
import { attachmentsOf } from './inspectContent.ts';
import { eventsOf, modelInput, modelOutputs, type PlacedMessage, scopedEvents } from './inspectEvents.ts';
import { inspectEventTree } from './inspectEventTree.ts';
import { inspectMessage } from './inspectMessage.ts';
import { messagePoolOf } from './inspectPools.ts';
import { inspectThreads } from './inspectThreads.ts';

/**
 * The events of a sample without the sample: a list of them, or an object with `events`. What is shown is the longest
 * exchange that was not left and is no judge's; the others are beside it.
 */
export const inspectBareEvents: RecordFormat = {
  format: 'inspect',
  matches: (record) => {
    if (member(record, 'messages') !== undefined) return false;
    const { events, pointer } = eventsOf(record);
    if (pointer === '/transcript/events') return false;
    const first = events.slice(0, 50);
    if (first.length > 0) return first.filter(isEvent).length * 2 > first.length;
    return pointer === '/events' && !Object.values(asObject(record) ?? {}).some((value) => asArray(value)?.length);
  },
  read: (record): TranscriptDraft => {
    const shown = longestExchange(record);
    const attachments = attachmentsOf(record);
    const threads = inspectThreads(record, shown, attachments);
    const events = inspectEventTree(record, shown, attachments);
    return {
      metadata: smallMembers(asObject(record) ?? {}, [
        'events',
        'events_data',
        'message_pool',
        'call_pool',
        'attachments',
      ]),
      scores: [],
      messages: shown.map(({ value, pointer }) => inspectMessage(value, pointer, attachments)),
      ...(threads.length > 0 && { threads }),
      ...(events.nodes.length > 0 && { events }),
    };
  },
};

const kinds = new Set(
  (
    'sample_init sample_limit sandbox state store model tool approval compaction input score score_edit error logger ' +
    'info span_begin span_end step subtask branch anchor checkpoint interrupt'
  ).split(' '),
);

/** Its kind, and what every event of Inspect has besides. */
function isEvent(value: Json): boolean {
  if (!kinds.has(asString(member(value, 'event')) ?? '')) return false;
  return ['uuid', 'span_id', 'working_start', 'timestamp'].some((key) => member(value, key) !== undefined);
}

function longestExchange(record: Json): PlacedMessage[] {
  const pool = messagePoolOf(record);
  let longest: PlacedMessage[] = [];
  for (const each of scopedEvents(record)) {
    if (each.kind !== 'model' || each.scope?.branch !== undefined || each.scope?.speaker?.type === 'scorer') continue;
    const input = modelInput(each, pool);
    const outputs = modelOutputs(each).slice(0, 1);
    if (input.length + outputs.length < longest.length) continue;
    longest = [...Array.from({ length: input.length }, (_, i) => input.at(i)), ...outputs];
  }
  return longest;
}
