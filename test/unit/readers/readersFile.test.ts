import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mappingFor, parseReadersFile, readersJsonSchema } from '../../../src/core/readers/mapping/readersFile.ts';

const good = 'readers:\n  - name: a\n    files: "*.csv"\n    messages: log\n';

test('media/schemas/readers.schema.json is up to date', () => {
  const file = new URL('../../../media/schemas/readers.schema.json', import.meta.url);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), readersJsonSchema(), 'run `npm run schemas`');
});

test('the first mapping whose globs match counts', () => {
  const file = parseReadersFile(`${good}  - { name: b, files: [x/*, '*.csv', '*.log'] }\n`);
  assert.deepEqual(file.problems, []);
  const name = (path: string): string | undefined => mappingFor(file, path)?.name;
  assert.deepEqual(['x/a.csv', 'x/a.json', 'a.log', 'a.json'].map(name), ['a', 'b', 'b', undefined]);
});

/** Code, reason and the text that the problem is at: marked with `[[` and `]]`. */
const bad: Record<string, readonly [string, string, RegExp]> = {
  'a mistyped key': ['readers:\n  - [[{ name: a, files: x, mesages: y }]]\n', 'yaml.schema', /mesages/],
  'a role that is none': ['readers:\n  - { name: a, files: x, roles: { bot: [[robot]] } }\n', 'yaml.schema', /system/],
  'no name': ['readers:\n  - [[{ files: x }]]\n', 'yaml.schema', /string/],
  'messages and turns': [
    'readers:\n  - { name: a, files: x, messages: y, turns: [[[ { role: user, content: z } ]]] }\n',
    'yaml.schema',
    /either/,
  ],
  'a pointer without its slash': ['readers:\n  - { name: a, files: x, records: [[data]] }\n', 'yaml.schema', /Pointer/],
  'readers that are no list': ['readers: [[5]]\n', 'yaml.schema', /array/],
  'a newer version': ['version: [[2]]\n', 'yaml.schema', /1/],
};
for (const [what, [marked, code, reason]] of Object.entries(bad)) {
  test(`problem at its place: ${what}`, () => {
    const open = marked.indexOf('[[');
    const text = marked.replace('[[', '').replace(/\]\](?!.*\]\])/s, '');
    const { problems } = parseReadersFile(text);
    assert.equal(problems[0]?.code, code);
    assert.match(String(problems[0]?.facts['reason']), reason);
    const close = marked.lastIndexOf(']]') - 2;
    assert.deepEqual(problems[0]?.at.range, { start: open, end: close });
  });
}

test('a bad mapping leaves the others', () => {
  const { mappings, problems } = parseReadersFile(`${good}  - name: 5\n`);
  assert.deepEqual([mappings.length, problems.length > 0], [1, true]);
});

test('broken YAML, an alias bomb, a scalar, nothing', () => {
  assert.equal(parseReadersFile('readers: [').problems[0]?.code, 'yaml.syntax');
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [${'*a,'.repeat(20)}]\nc: &c [${'*b,'.repeat(20)}]\nreaders: [${'*c,'.repeat(20)}]`;
  assert.equal(parseReadersFile(bomb).problems[0]?.code, 'yaml.syntax');
  assert.equal(parseReadersFile('text').problems[0]?.code, 'yaml.schema');
  for (const nothing of ['', '# only\n', 'readers:\n']) {
    assert.deepEqual(parseReadersFile(nothing), { mappings: [], problems: [] });
  }
});

test('the example in the documentation is valid', () => {
  const page = readFileSync(new URL('../../../docs/readers.md', import.meta.url), 'utf8');
  const { mappings, problems } = parseReadersFile(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '');
  assert.deepEqual(problems, []);
  assert.equal(mappings.length, 3);
});
