import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesSource } from '../../../src/core/readers/bytesSource.ts';
import { describeHead } from '../../../src/core/readers/fileHead.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { draftMapping } from '../../../src/core/readers/mapping/draftMapping.ts';
import { type Mapping, mappingSchema } from '../../../src/core/readers/mapping/mapping.ts';
import { mappingPreview } from '../../../src/core/readers/mapping/mappingPreview.ts';
import { unmappedKeys } from '../../../src/core/readers/mapping/unmappedKeys.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { decompressors } from '../../../src/node/decompressors.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const headOf = (text: string) => describeHead('made', bytesOf(text).length, bytesOf(text));

async function open(text: string, mapping: Mapping) {
  const file = await openTranscriptFile(bytesSource('made', bytesOf(text)), { decompressors, mapping });
  assert.ok(!isProblem(file));
  return file;
}

/** The draft is valid, and by it the first transcript says what is expected, `role: text` a message. */
const drafted: Record<string, readonly [string, readonly string[]]> = {
  'records in an object, text a level deeper': [
    '{"v": 1, "runs": [{"id": "a", "steps": [{"who": "Q", "said": {"text": "one"}}, {"who": "A", "said": {"text": "two"}}]}]}',
    ['user: one', 'assistant: two'],
  ],
  'lines with a list': [
    '{"uid": 1, "log": [{"speaker": "human", "text": "hi"}]}\n{"uid": 2, "log": [{"speaker": "bot", "text": "ho"}]}\n',
    ['user: hi'],
  ],
  'a line per message': [
    '{"thread": "x", "sender": "ann", "body": "one"}\n{"thread": "x", "sender": "bob", "body": "two"}\n{"thread": "y", "sender": "ann", "body": "three"}\n',
    ['user: one', 'assistant: two'],
  ],
  'a root list of records': ['[{"turns": [{"author": "User", "value": "q"}]}, {"turns": []}]', ['user: q']],
  'prompt and answer': ['[{"prompt": "p", "answer": "a", "n": 1}]', ['user: p', 'assistant: a']],
  'a table with its own words': [
    'id,comment_long,n\n1,"what it says, at length",2\n2,more,3\n',
    ['assistant: what it says, at length'],
  ],
  'a table by message': ['dialogue_id,Speaker,Utterance\n1,human,one\n1,bot,two\n', ['user: one', 'assistant: two']],
};
for (const [what, [text, said]] of Object.entries(drafted)) {
  test(`draft: ${what}`, async () => {
    const draft = draftMapping(headOf(text));
    const mapping = mappingSchema.parse({ name: 'draft', files: '*', ...draft });
    const file = await open(text, mapping);
    const { transcript, problems } = await file.read(0);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      transcript?.messages.map(({ role, parts }) => `${role}: ${parts.map((part) => part.text).join('')}`),
      said,
      JSON.stringify(mapping),
    );
  });
}

test('nothing to draft from', () => {
  for (const text of ['', 'Once upon a time.\n', '{"n": [1, 2]}', '[1, 2]'])
    assert.equal(draftMapping(headOf(text)), undefined, text);
});

test('what is not mapped is counted', async () => {
  const text =
    '{"log": [{"role": "user", "content": "hi", "mood": "calm"}], "topic": "x", "odd": 1}\n{"log": [], "odd": 2}\n';
  const mapping: Mapping = { name: 'm', files: '*', messages: 'log', metadata: ['topic'] };
  assert.deepEqual(unmappedKeys(mapping, headOf(text)), {
    records: 2,
    keys: [
      { key: 'topic', count: 1, metadata: true },
      { key: 'odd', count: 2, metadata: false },
      { key: 'log/mood', count: 1, metadata: false },
    ],
  });
  const file = await open(text, mapping);
  const preview = mappingPreview(mapping, headOf(text), file, await file.read(0));
  assert.match(preview, /2 transcripts in made/);
  assert.match(preview, /--- user\nhi/);
  assert.match(preview, /odd: 2, not shown/);
  assert.match(preview, /topic: 1, shown as metadata/);
});
