import { makeEval } from './makeEval.ts';
import type { MadeMember } from './zipWriter.ts';

const chunk = 1000;
const folder = 'samples/long_epoch_1';
const header = { version: 3, status: 'success', eval: { task: 'long', model: 'demo/model' } };

/** An `.eval` with one chunked sample of so many events: a short main thread, and an agent that goes on for the whole run. */
export function makeLongSample(total: number): Uint8Array {
  const events = Array.from({ length: total / chunk }, (_, c): MadeMember => {
    const items = Array.from({ length: chunk }, (_, i) => event(c * chunk + i));
    return { name: `${folder}/events/${c * chunk}.json`, data: `[${items.join()}]`, method: 'deflate' };
  });
  const span = { id: 's', name: 'digger', type: 'agent', begin: 0, extent: [0, total - 1] };
  const member = (name: string, data: unknown): MadeMember => ({
    name: `${folder}/${name}`,
    data: JSON.stringify(data),
    method: 'deflate',
  });
  const said = (id: string, role: string, content: string) => ({ id, role, content });
  const members = [
    member('sample.json', { id: 'long', epoch: 1, input: 'go', message_refs: [[0, 2]] }),
    member('skeleton.json', { version: 1, counts: { events: total, models: total / 10 }, spans: [span], notables: [] }),
    member('messages/0.json', [said('a', 'user', 'go'), said('b', 'assistant', 'done')]),
    member('messages/2.json', [said('c', 'user', 'dig')]),
    member(
      'events/uuids.json',
      Array.from({ length: total }, (_, i) => `u${i}`),
    ),
  ];
  return makeEval(header, [], { extra: [...members, ...events] });
}

/** A generation of the agent (`m5`, `m15`, ...) in every tenth place; between them what tells nothing. */
function event(i: number): string {
  if (i === 0) return '{"event":"span_begin","uuid":"u0","id":"s","type":"agent","name":"digger"}';
  if (i % 10 !== 5) return `{"event":"info","uuid":"u${i}","span_id":"s","data":"${'.'.repeat(60)}"}`;
  const message = `{"id":"m${i}","role":"assistant","content":"dug [[${i}]] deep"}`;
  return `{"event":"model","uuid":"u${i}","span_id":"s","model":"x","input":[],"input_refs":[[2,3]],"output":{"choices":[{"message":${message}}]}}`;
}
