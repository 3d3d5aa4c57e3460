import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { resultParts } from '../drafts/chatContent.ts';
import { spokenPart, toolCallPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** Events that are bookkeeping, not conversation. */
const silent = new Set(['change_agent_state', 'agent_state_changed', 'null', 'recall', 'condensation_request']);

/** OpenHands event lists: a bare list of events, or an evaluation's row with its `history`. */
export const openhands: RecordFormat = {
  format: 'openhands',
  matches: (record) => isEvents(record) || isEvents(dig(record, 'history')),
  read: (record) => {
    const bare = isEvents(record);
    const events = asArray(bare ? record : dig(record, 'history'));
    if (events === undefined) return undefined;
    const messages = events.flatMap((event, i) => eventsOf(event, `${bare ? '' : '/history'}/${i}`));
    return { metadata: smallMembers(asObject(record) ?? {}, ['history']), scores: [], messages };
  },
};

const isEvent = (value: Json | undefined): boolean =>
  asObject(value) !== undefined &&
  (typeof dig(value, 'action') === 'string' || typeof dig(value, 'observation') === 'string') &&
  (dig(value, 'args') !== undefined || dig(value, 'content') !== undefined);

function isEvents(value: Json | undefined): boolean {
  const list = asArray(value);
  if (list === undefined || list.length === 0) return false;
  return list.slice(0, 3).every((each) => isEvent(each) || (asArray(each) ?? []).some(isEvent));
}

/** Older rows keep an action and its observation as a pair. */
function eventsOf(event: Json, pointer: string): MessageDraft[] {
  const pair = asArray(event);
  if (pair !== undefined) return pair.flatMap((each, i) => eventsOf(each, pointerJoin(pointer, i)));
  return eventMessage(event, pointer);
}

function eventMessage(event: Json, pointer: string): MessageDraft[] {
  const action = asString(dig(event, 'action'));
  const observation = asString(dig(event, 'observation'));
  if (silent.has(action ?? observation ?? '')) return [];
  const id = dig(event, 'id');
  const timestamp = asString(dig(event, 'timestamp'));
  const model = asString(dig(event, 'tool_call_metadata', 'model_response', 'model'));
  const own = {
    pointer,
    ...((typeof id === 'number' || typeof id === 'string') && { ownId: String(id) }),
    ...(timestamp !== undefined && { timestamp }),
  };
  if (observation !== undefined)
    return [{ ...own, role: 'tool', parts: observationParts(event, observation, pointer) }];
  if (action === undefined) return [];
  const role: Role = action === 'system' ? 'system' : dig(event, 'source') === 'user' ? 'user' : 'assistant';
  return [{ ...own, role, parts: actionParts(event, action, pointer), ...(model !== undefined && { model }) }];
}

function actionParts(event: Json, action: string, pointer: string): Part[] {
  const args = dig(event, 'args');
  if (action === 'message' || action === 'system') {
    const urls = asArray(dig(args, 'image_urls')) ?? [];
    const images = urls.map(
      (url, i): Part =>
        typeof url === 'string' && url.startsWith('data:')
          ? { type: 'image', text: '', data: { pointer: `${pointer}/args/image_urls/${i}` } }
          : { type: 'image', text: '', url: asString(url) ?? '' },
    );
    return [...spokenPart('text', dig(args, 'content'), `${pointer}/args/content`), ...images];
  }
  const name = asString(dig(event, 'tool_call_metadata', 'function_name')) ?? action;
  const thought = spokenPart('text', dig(args, 'thought'), `${pointer}/args/thought`);
  return [...thought, toolCallPart(callIdOf(event, 'id'), name, args, `${pointer}/args`)];
}

function observationParts(event: Json, observation: string, pointer: string): Part[] {
  const exit = dig(event, 'extras', 'metadata', 'exit_code') ?? dig(event, 'extras', 'exit_code');
  const isError = observation === 'error' || (typeof exit === 'number' && exit !== 0);
  const callId = callIdOf(event, 'cause');
  const name = asString(dig(event, 'tool_call_metadata', 'function_name')) ?? observation;
  return resultParts(dig(event, 'content'), `${pointer}/content`, {
    name,
    ...(callId !== '' && { callId }),
    ...(isError && { isError }),
  });
}

/** The call's own id, else the action event's, which its observation names as its cause. */
function callIdOf(event: Json, key: 'id' | 'cause'): string {
  const own = asString(dig(event, 'tool_call_metadata', 'tool_call_id'));
  const id = dig(event, key);
  return own ?? (typeof id === 'number' || typeof id === 'string' ? String(id) : '');
}
