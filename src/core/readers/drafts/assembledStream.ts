import type { Json, JsonObject } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import { asArray, asObject, asString, dig, member } from '../jsonAccess.ts';

/** The response that the recorded body of a stream (`data:` lines) amounts to. Undefined when it is no stream of a known API. */
export function assembledStream(body: string): Json | undefined {
  const events = body.split('\n').flatMap((line): Json[] => {
    const parsed = line.startsWith('data:') ? parseJson(line.slice(5)) : undefined;
    return parsed?.ok ? [parsed.value] : [];
  });
  const last = events.findLast((event) => asObject(member(event, 'response')) !== undefined);
  if (last !== undefined) return member(last, 'response');
  if (events.some((event) => member(event, 'type') === 'message_start')) return anthropicMessage(events);
  return events.some((event) => asArray(member(event, 'choices')) !== undefined) ? completion(events) : undefined;
}

function anthropicMessage(events: readonly Json[]): Json {
  const blocks: Record<string, Json>[] = [];
  const inputs: string[] = [];
  const started = asObject(
    member(
      events.find((event) => member(event, 'type') === 'message_start'),
      'message',
    ),
  );
  for (const event of events) {
    const place = member(event, 'index');
    if (!isPlace(place, blocks.length)) continue;
    const start = asObject(member(event, 'content_block'));
    if (start !== undefined) blocks[place] = { ...start };
    const block = blocks[place];
    const delta = member(event, 'delta');
    if (block === undefined) continue;
    for (const key of ['text', 'thinking', 'signature'])
      if (asString(member(delta, key)) !== undefined) block[key] = `${block[key] ?? ''}${member(delta, key)}`;
    inputs[place] = (inputs[place] ?? '') + (asString(member(delta, 'partial_json')) ?? '');
  }
  const content = blocks.map((block, i): JsonObject => {
    const input = parseJson(inputs[i] ?? '');
    return inputs[i] ? { ...block, input: input.ok ? input.value : (inputs[i] as string) } : block;
  });
  const stop = dig(
    events.findLast((event) => member(event, 'type') === 'message_delta'),
    'delta',
    'stop_reason',
  );
  return { ...started, content, ...(stop !== undefined && { stop_reason: stop }) };
}

function completion(events: readonly Json[]): Json {
  const calls: { id: Json; name: string; arguments: string }[] = [];
  const said: Record<string, string> = {};
  for (const delta of events.map((event) => dig(event, 'choices', 0, 'delta'))) {
    for (const key of ['content', 'reasoning_content', 'refusal'])
      if (asString(member(delta, key)) !== undefined) said[key] = `${said[key] ?? ''}${member(delta, key)}`;
    for (const call of asArray(member(delta, 'tool_calls')) ?? []) {
      const place = member(call, 'index') ?? 0;
      if (!isPlace(place, calls.length)) continue;
      const known = calls[place] ?? { id: null, name: '', arguments: '' };
      calls[place] = known;
      known.id = member(call, 'id') ?? known.id;
      known.name += asString(dig(call, 'function', 'name')) ?? '';
      known.arguments += asString(dig(call, 'function', 'arguments')) ?? '';
    }
  }
  const tools = calls.map(({ id, ...called }) => ({ id, type: 'function', function: called }));
  const message = { role: 'assistant', content: null, ...said, ...(tools.length > 0 && { tool_calls: tools }) };
  const model = member(events[0], 'model');
  return { object: 'chat.completion', ...(model !== undefined && { model }), choices: [{ index: 0, message }] };
}

/** Of an item that is there, or the next one. */
const isPlace = (value: Json | undefined, length: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= length;
