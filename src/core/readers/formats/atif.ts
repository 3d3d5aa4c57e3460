import type { Json } from '../../text/json.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { contentParts, resultParts } from '../drafts/chatContent.ts';
import { spokenPart, toolCallPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

const roles: Readonly<Record<string, Role>> = { system: 'system', user: 'user', agent: 'assistant' };

/** Harbor's agent trajectories. A step's observation is a message of the tool after it. */
export const atif: RecordFormat = {
  format: 'atif',
  matches: (record) =>
    asString(dig(record, 'schema_version'))?.startsWith('ATIF') === true && asArray(dig(record, 'steps')) !== undefined,
  nameOf: (record) => asString(dig(record, 'session_id')),
  read: (record) => {
    const steps = asArray(dig(record, 'steps'));
    const model = asString(dig(record, 'agent', 'model_name'));
    if (steps === undefined) return undefined;
    const object = asObject(record) ?? {};
    return {
      metadata: { ...smallMembers(object, ['steps']), ...(model !== undefined && { model }) },
      scores: [],
      messages: steps.flatMap((step, i) => stepMessages(step, `/steps/${i}`)),
    };
  },
};

function stepMessages(step: Json, pointer: string): MessageDraft[] {
  const word = asString(dig(step, 'source')) ?? 'unknown';
  const role = roles[word] ?? 'other';
  const timestamp = asString(dig(step, 'timestamp'));
  const model = asString(dig(step, 'model_name'));
  // A step that another file begins with is repeated for context only.
  const name = dig(step, 'is_copied_context') === true ? 'copied context' : role === 'other' ? word : undefined;
  const own = { ...(timestamp !== undefined && { timestamp }), ...(name !== undefined && { name }) };
  const calls = (asArray(dig(step, 'tool_calls')) ?? []).map((call, i) =>
    toolCallPart(
      asString(dig(call, 'tool_call_id')) ?? '',
      asString(dig(call, 'function_name')) ?? '',
      dig(call, 'arguments'),
      `${pointer}/tool_calls/${i}/arguments`,
    ),
  );
  const parts = [
    ...spokenPart('reasoning', dig(step, 'reasoning_content'), `${pointer}/reasoning_content`),
    ...contentParts(dig(step, 'message'), `${pointer}/message`),
    ...calls,
  ];
  const results = (asArray(dig(step, 'observation', 'results')) ?? []).flatMap((result, i) =>
    resultOf(result, `${pointer}/observation/results/${i}`),
  );
  const message: MessageDraft = { role, pointer, parts, ...own, ...(model !== undefined && { model }) };
  return results.length === 0
    ? [message]
    : [message, { role: 'tool', pointer: `${pointer}/observation`, parts: results, ...own }];
}

function resultOf(result: Json, pointer: string): Part[] {
  const callId = asString(dig(result, 'source_call_id'));
  const content = dig(result, 'content');
  const other = content === undefined || content === null ? 'subagent_trajectory_ref' : 'content';
  return resultParts(dig(result, other), `${pointer}/${other}`, callId === undefined ? {} : { callId });
}
