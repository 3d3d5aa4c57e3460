import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMapping } from '../../../src/core/readers/mapping/addMapping.ts';
import { parseReadersFile } from '../../../src/core/readers/mapping/readersFile.ts';

const mapping = { name: 'new', files: '*.csv', messages: 'log' };

/** `|` marks where the mapping goes; everything else stays. */
const kept: Record<string, string> = {
  'two blanks before the dash': 'readers:\n  - name: a\n    files: x\n    messages: y\n|',
  'no blank before the dash': '# mine\nreaders:\n- name: a\n  files: x # this one\n  messages: y\n|',
  'comments and keys after it': 'readers:\n  - name: a\n    files: x\n    messages: y\n|\n# the end\nversion: 1\n',
  'a list without mappings': 'version: 1\nreaders:\n|',
  'no list': '# only this\nversion: 1\nreaders:\n|',
  'a flow mapping in the list': 'readers:\n  - { name: a, files: x, messages: y }\n|',
};
for (const [what, marked] of Object.entries(kept)) {
  test(`a mapping is added: ${what}`, () => {
    const text = what === 'no list' ? '# only this\nversion: 1\n' : marked.replace('|', '');
    const added = addMapping(text, mapping);
    assert.ok(added);
    const [before = '', after = ''] = marked.split('|');
    assert.ok(added.text.startsWith(before), added.text);
    assert.ok(added.text.endsWith(after), added.text);
    assert.match(added.text.slice(added.at), /^(readers:\n)?\s*- name: new/);
    const { mappings, problems } = parseReadersFile(added.text);
    assert.deepEqual(problems, []);
    assert.deepEqual(mappings.at(-1)?.mapping, mapping);
    assert.equal(mappings.length, parseReadersFile(text).mappings.length + 1);
  });
}

test('a new file', () => {
  const { mappings, problems } = parseReadersFile(addMapping(undefined, mapping)?.text ?? '');
  assert.deepEqual([mappings.map((item) => item.mapping), problems], [[mapping], []]);
});

test('what could be damaged is left alone', () => {
  for (const text of ['readers: [', 'readers: []\n', 'just text\n', '{ readers: [] }\n'])
    assert.equal(addMapping(text, mapping), undefined, text);
});
