import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from 'yaml';
import { addItem } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile } from '../../../src/core/tags/tagFile.ts';
import { makeRandom } from '../../support/random.ts';
import { randomTag } from './randomTags.ts';
import { edited, head } from './support.ts';

const bits = [
  '\n',
  '\r\n',
  ' ',
  '  ',
  '\t',
  '- ',
  '#',
  ' # c',
  ':',
  ': ',
  '"',
  "'",
  '|',
  '>',
  '[',
  ']',
  '{',
  '}',
  ',',
  '&a ',
  '*a',
  '---\n',
  '...\n',
  'tags:',
  'tags:\n',
  'x',
  '!t ',
  '%',
  '? ',
  '\\',
  '\ufeff',
  '\u2028',
  '\r',
];

test('any damage is survived, and a file called ok is one for yaml too, with the same items', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  const states: Record<string, number> = {};
  for (let run = 0; run < 1500; run++) {
    let file = parseTagFile(random.pick([head, `${head}replies: []\ntags:\n- {id: x, kind: m}\nlinks:\n`]));
    for (let n = random.int(4); n > 0; n--) file = edited(file, addItem(file, 'tags', randomTag(random)));
    let text = file.text;
    for (let n = random.int(3); n >= 0; n--) {
      const at = random.int(text.length + 1);
      text = text.slice(0, at) + random.pick(bits) + text.slice(at + random.pick([0, 0, 1, 5]));
    }
    const read = parseTagFile(text, { previous: file });
    states[read.state] = (states[read.state] ?? 0) + 1;
    for (const { at } of read.problems) assert.ok((at.line ?? 0) >= 1 && (at.range?.end ?? 0) <= text.length);
    if (read.state !== 'ok') continue;
    const doc = parseDocument(text, { version: '1.2', schema: 'core' });
    const said = `run ${run}\n${text}`;
    assert.deepEqual(doc.errors, [], said);
    const whole = (doc.toJS() as { tags?: unknown[] } | null)?.tags ?? [];
    const items = read.items.tags.map(({ text: item, column }) =>
      parseDocument(`${' '.repeat(column)}${item}\n`, { version: '1.2', schema: 'core' }).toJS(),
    );
    assert.deepEqual(items, whole, said);
  }
  t.diagnostic(JSON.stringify(states));
});
