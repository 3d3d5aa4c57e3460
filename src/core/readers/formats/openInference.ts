import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import type { Generation } from '../drafts/generations.ts';
import { type SpanAttributes, spanMessages } from '../drafts/spanMessages.ts';
import { tracedList } from '../drafts/tracedList.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';

/** OpenInference spans (Phoenix): one, or a list of them, with attributes flat or nested. */
export const openInference = tracedList('openinference', (record) => {
  const list = asArray(record);
  return list === undefined ? generationOf(record, '') : list.flatMap((span, i) => generationOf(span, `/${i}`));
});

function generationOf(span: Json, pointer: string): Generation[] {
  const trace = dig(span, 'context', 'trace_id') ?? dig(span, 'trace_id');
  if (asObject(dig(span, 'attributes')) === undefined || typeof trace !== 'string') return [];
  const attributes = flatten(dig(span, 'attributes'), `${pointer}/attributes`);
  const kind = asString(dig(span, 'span_kind')) ?? asString(attributes.get('openinference.span.kind')?.value);
  const found = spanMessages(attributes);
  if (found === undefined || (kind !== undefined && kind !== 'LLM' && !attributes.has('gen_ai.operation.name')))
    return [];
  const model = asString((attributes.get('llm.model_name') ?? attributes.get('gen_ai.request.model'))?.value);
  const name = asString(dig(span, 'name'));
  return [
    {
      trace,
      start: asString(dig(span, 'start_time')) ?? pointer.padStart(12, '0'),
      ...found,
      ...(model !== undefined && { model }),
      ...(name !== undefined && { name }),
    },
  ];
}

/** Nested members under their dotted names; names that are dotted already stay as they are. */
function flatten(value: Json | undefined, pointer: string): SpanAttributes {
  const attributes = new Map<string, { readonly value: Json; readonly pointer: string }>();
  const visit = (each: Json, name: string, at: string): void => {
    const children =
      asArray(each)?.map((child, i) => [String(i), child] as const) ?? Object.entries(asObject(each) ?? {});
    if (typeof each !== 'object' || each === null) attributes.set(name, { value: each, pointer: at });
    for (const [key, child] of children) visit(child, name === '' ? key : `${name}.${key}`, pointerJoin(at, key));
  };
  visit(value ?? null, '', pointer);
  return attributes;
}
