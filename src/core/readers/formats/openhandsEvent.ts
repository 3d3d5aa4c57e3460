import type { Json } from '../../text/json.ts';
import { contentParts, resultParts } from '../drafts/chatContent.ts';
import { spokenPart, toolCallPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asString, dig } from '../jsonAccess.ts';

/** One event of the newer SDK's log. */
export function sdkEventMessage(event: Json, pointer: string): MessageDraft[] {
  const kind = asString(dig(event, 'kind'));
  const ownId = asString(dig(event, 'id'));
  const timestamp = asString(dig(event, 'timestamp'));
  const own = { pointer, ...(ownId !== undefined && { ownId }), ...(timestamp !== undefined && { timestamp }) };
  const callId = asString(dig(event, 'tool_call_id')) ?? '';
  const name = asString(dig(event, 'tool_name')) ?? '';
  switch (kind) {
    case 'SystemPromptEvent':
      return [
        {
          ...own,
          role: 'system',
          parts: spokenPart('text', dig(event, 'system_prompt', 'text'), `${pointer}/system_prompt/text`),
        },
      ];
    case 'MessageEvent': {
      const role = dig(event, 'llm_message', 'role') === 'user' ? 'user' : 'assistant';
      return [
        {
          ...own,
          role,
          parts: [
            ...spokenPart(
              'reasoning',
              dig(event, 'llm_message', 'reasoning_content'),
              `${pointer}/llm_message/reasoning_content`,
            ),
            ...contentParts(dig(event, 'llm_message', 'content'), `${pointer}/llm_message/content`),
          ],
        },
      ];
    }
    case 'ActionEvent': {
      const written = dig(event, 'tool_call', 'arguments') !== undefined;
      const given = written ? dig(event, 'tool_call', 'arguments') : dig(event, 'action');
      return [
        {
          ...own,
          role: 'assistant',
          parts: [
            ...spokenPart('reasoning', dig(event, 'reasoning_content'), `${pointer}/reasoning_content`),
            ...contentParts(dig(event, 'thought'), `${pointer}/thought`),
            toolCallPart(callId, name, given, `${pointer}/${written ? 'tool_call/arguments' : 'action'}`),
          ],
        },
      ];
    }
    case 'ObservationEvent': {
      const facts = { callId, name, ...(dig(event, 'observation', 'is_error') === true && { isError: true }) };
      const content = dig(event, 'observation', 'content');
      const at = `${pointer}/observation${content === undefined ? '' : '/content'}`;
      return [{ ...own, role: 'tool', parts: resultParts(content ?? dig(event, 'observation'), at, facts) }];
    }
    case 'AgentErrorEvent':
      return [
        {
          ...own,
          role: 'tool',
          parts: resultParts(dig(event, 'error'), `${pointer}/error`, { callId, name, isError: true }),
        },
      ];
    case 'UserRejectObservation':
      return [
        {
          ...own,
          role: 'tool',
          parts: resultParts(dig(event, 'rejection_reason'), `${pointer}/rejection_reason`, {
            callId,
            name,
            isError: true,
          }),
        },
      ];
    case 'Condensation':
      return [
        {
          ...own,
          role: 'system',
          name: 'condensation',
          parts: spokenPart('text', dig(event, 'summary'), `${pointer}/summary`),
        },
      ];
    default:
      return [];
  }
}
