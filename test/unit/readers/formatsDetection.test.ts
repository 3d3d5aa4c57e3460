import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeHead } from '../../../src/core/readers/fileHead.ts';
import { detectReader } from '../../../src/core/readers/readers.ts';

const golden = join(dirname(fileURLToPath(import.meta.url)), '../../golden');

const detected = (bytes: Uint8Array): string | undefined =>
  detectReader(describeHead('made', bytes.length, bytes))?.format;

/** Folders whose files are another format inside: rows of a table, a file that a mapping describes. */
const borrowed = new Set(['mapped', 'csv', 'parquet']);

for (const entry of readdirSync(golden, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.startsWith('input.')) continue;
  const path = join(entry.parentPath, entry.name);
  const folder = path.slice(golden.length + 1).split(/[\\/]/)[0] as string;
  if (borrowed.has(folder) || entry.name.endsWith('.parquet')) continue;
  test(`tells ${path.slice(golden.length + 1)} from all other formats`, () =>
    assert.equal(detected(readFileSync(path)), folder));
}

const lines = (...values: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(values.map((value) => JSON.stringify(value)).join('\n'));
const said = { type: 'user', uuid: 'u', sessionId: 's', message: { role: 'user', content: 'hi' } };
const item = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] };

const traps: Record<string, readonly [Uint8Array, string | undefined]> = {
  'a session that begins with a summary and snapshots': [
    lines({ type: 'summary', summary: 's', leafUuid: 'u' }, { type: 'file-history-snapshot', snapshot: {} }, said),
    'claude-code',
  ],
  'a session with a stray line': [lines(said, { silly: 'this' }, said), 'claude-code'],
  'an old rollout, mostly state': [
    lines({ id: 'x', timestamp: 't', instructions: null }, { record_type: 'state' }, item, { record_type: 'state' }),
    'codex-session',
  ],
  'an Anthropic answer, which is a message too': [
    lines({ type: 'message', role: 'assistant', content: [{ type: 'text', text: 'hi' }], stop_reason: 'end_turn' }),
    'anthropic-messages',
  ],
  'a trajectory whose other members are far away': [
    new TextEncoder().encode(
      `{"environment": "e", "trajectory": [{"action": "a", "observation": "o", "thought": "t"}, {"action": "${'x'.repeat(100)}`,
    ),
    'swe-agent',
  ],
  'rows that only look like a pair': [lines({ chosen: 1, rejected: 2 }, { chosen: 3, rejected: 4 }), undefined],
  'a pair of texts without a question': [lines({ chosen: 'a', rejected: 'b' }), undefined],
  'spans that are about no model': [
    lines({ resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 't', attributes: [] }] }] }] }),
    undefined,
  ],
  'a log of another kind': [
    lines({ level: 'info', message: 'started' }, { level: 'info', message: 'ended' }),
    undefined,
  ],
  'messages of a bot, a list of something else': [lines({ messages: ['a', 'b'] }, { messages: [] }), undefined],
  'Markdown with one heading of a speaker': [
    new TextEncoder().encode('# Guide\n\n## User\n\nA user is a person.\n'),
    undefined,
  ],
  'speakers inside fenced code only': [
    new TextEncoder().encode('Example:\n\n```\nUser: hi\nAssistant: ho\n```\n'),
    undefined,
  ],
  'prose with a colon': [new TextEncoder().encode('The user: a person.\nThe assistant: a model.\n'), undefined],
};

for (const [what, [bytes, format]] of Object.entries(traps)) {
  test(`${what}: ${format ?? 'nobody'}`, () => assert.equal(detected(bytes), format));
}
