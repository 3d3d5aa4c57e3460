import type { Json } from '../../text/json.ts';
import type { Role } from '../../transcripts/transcript.ts';
import type { Generation } from '../drafts/generations.ts';
import { type SpanAttributes, spanMessages } from '../drafts/spanMessages.ts';
import { tracedList } from '../drafts/tracedList.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { valueMessages } from '../drafts/valueMessages.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';

/** OpenTelemetry's OTLP as JSON, with the GenAI conventions of any of their versions. */
export const otlp = tracedList('otlp', (record) =>
  (asArray(dig(record, 'resourceSpans')) ?? []).flatMap((resource, i) =>
    ['scopeSpans', 'instrumentationLibrarySpans'].flatMap((key) =>
      (asArray(dig(resource, key)) ?? []).flatMap((scope, j) =>
        (asArray(dig(scope, 'spans')) ?? []).flatMap((span, k) =>
          generationOf(span, `/resourceSpans/${i}/${key}/${j}/spans/${k}`),
        ),
      ),
    ),
  ),
);

function generationOf(span: Json, pointer: string): Generation[] {
  const attributes = attributesAt(dig(span, 'attributes'), `${pointer}/attributes`);
  const own = spanMessages(attributes);
  const events = eventMessages(span, pointer);
  const found = own ?? (events.input.length + events.output.length > 0 ? events : undefined);
  if (found === undefined) return [];
  const model = asString(
    (
      attributes.get('gen_ai.response.model') ??
      attributes.get('gen_ai.request.model') ??
      attributes.get('llm.model_name')
    )?.value,
  );
  const name = asString(dig(span, 'name'));
  return [
    {
      trace: asString(dig(span, 'traceId')) ?? '',
      start: String(dig(span, 'startTimeUnixNano') ?? ''),
      ...found,
      ...(model !== undefined && { model }),
      ...(name !== undefined && { name }),
    },
  ];
}

/** OTLP wraps each value in its type. */
const typed = ['stringValue', 'intValue', 'doubleValue', 'boolValue'];

function attributesAt(list: Json | undefined, pointer: string): SpanAttributes {
  const attributes = new Map<string, { readonly value: Json; readonly pointer: string }>();
  for (const [i, attribute] of (asArray(list) ?? []).entries()) {
    const key = asString(dig(attribute, 'key'));
    const type = typed.find((candidate) => dig(attribute, 'value', candidate) !== undefined);
    const value = type === undefined ? undefined : dig(attribute, 'value', type);
    if (key !== undefined && value !== undefined)
      attributes.set(key, { value, pointer: `${pointer}/${i}/value/${type}` });
  }
  return attributes;
}

const eventRoles: Readonly<Record<string, Role>> = {
  'gen_ai.system.message': 'system',
  'gen_ai.user.message': 'user',
  'gen_ai.assistant.message': 'assistant',
  'gen_ai.tool.message': 'tool',
};

/** The older conventions keep messages as events of the span. */
function eventMessages(
  span: Json,
  pointer: string,
): { readonly input: MessageDraft[]; readonly output: MessageDraft[] } {
  const input: MessageDraft[] = [];
  const output: MessageDraft[] = [];
  for (const [i, event] of (asArray(dig(span, 'events')) ?? []).entries()) {
    const name = asString(dig(event, 'name')) ?? '';
    const attributes = attributesAt(dig(event, 'attributes'), `${pointer}/events/${i}/attributes`);
    const role = eventRoles[name];
    const content = attributes.get('content') ?? attributes.get('gen_ai.event.content') ?? attributes.get('message');
    if (content === undefined) continue;
    if (role !== undefined) input.push(...valueMessages(content.value, { pointer: content.pointer }, role));
    if (name === 'gen_ai.choice')
      output.push(...valueMessages(content.value, { pointer: content.pointer }, 'assistant'));
  }
  return { input, output };
}
