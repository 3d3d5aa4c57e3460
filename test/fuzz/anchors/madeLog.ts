import type { JsonObject } from '../../../src/core/text/json.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import { makeEval } from '../../support/makeEval.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import type { Random } from '../../support/random.ts';
import { plain, randomText, repeated, type Unit } from './madeText.ts';

export interface MadeMessage {
  /** Undefined in a log without ids. */
  readonly id: string | undefined;
  readonly role: 'user' | 'assistant';
  readonly text: readonly Unit[];
  /** Says word for word what another one said. */
  readonly again?: true;
  /** The argument `cmd` of a call. */
  readonly call?: { readonly id: string; readonly text: readonly Unit[] };
}

/** A transcript before it is a file, and what its file is like. */
export interface MadeLog {
  readonly form: 'jsonl' | 'inspect' | 'eval';
  readonly messages: readonly MadeMessage[];
  /** Of an archive's members. */
  readonly method: 'stored' | 'deflate' | 'zstd';
  /** Scores and metadata, which are no part of any text. */
  readonly score: number;
  /** Blanks between the tokens of its JSON. */
  readonly spread: boolean;
}

const forms = ['jsonl', 'jsonl', 'jsonl', 'inspect', 'eval'] as const;

export function randomLog(random: Random): MadeLog {
  const named = random.chance(0.7);
  const messages: MadeMessage[] = [];
  for (let i = 0; i < 2 + random.int(6); i++) {
    // Retries, nudges, echoes: what was said once is said again whole.
    const again = messages.length > 0 && random.chance(0.1) ? repeated(random.pick(messages).text) : undefined;
    messages.push({
      id: named ? `msg_${i}` : undefined,
      role: i % 2 === 0 ? 'user' : 'assistant',
      text: again ?? randomText(random),
      ...(again && { again: true }),
      ...(i % 2 === 1 && random.chance(0.3) && { call: { id: `call_${i}`, text: randomText(random) } }),
    });
  }
  return { form: random.pick(forms), messages, method: 'deflate', score: 0, spread: false };
}

/** The log as a file, read by the reader of its form. */
export async function readLog(log: MadeLog): Promise<Transcript> {
  return readMade(await openMade(bytesOf(log), `made.${log.form === 'inspect' ? 'json' : log.form}`));
}

function bytesOf({ form, messages, method, score, spread }: MadeLog): string | Uint8Array {
  const said = messages.map(({ id, role, text, call }) => {
    const args = call && { cmd: plain(call.text) };
    const inspect = form !== 'jsonl';
    const calls = call && [
      inspect
        ? { id: call.id, function: 'bash', arguments: args, type: 'function' }
        : { id: call.id, type: 'function', function: { name: 'bash', arguments: JSON.stringify(args) } },
    ];
    return { ...(id !== undefined && { id }), role, content: plain(text), ...(calls && { tool_calls: calls }) };
  });
  if (form === 'jsonl') {
    const line = JSON.stringify({ id: 's', score, messages: said });
    return `${spread ? line.replaceAll(',"', ' , "') : line}\n`;
  }
  const sample = { id: 's', epoch: 1, input: 'x', target: 'y', messages: said, scores: { judge: { value: score } } };
  const header = { version: 2, status: 'success', eval: { task: 't', model: 'm' } } as unknown as JsonObject;
  if (form === 'eval') return makeEval(header, [sample as unknown as JsonObject], { method });
  return JSON.stringify({ ...header, samples: [sample] }, undefined, spread ? 2 : undefined);
}
