import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { addItem, changeItem } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, parseTagFileInSlices, type TagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import { makeRandom } from '../../support/random.ts';
import { randomTag } from './randomTags.ts';
import { edited, head, makeTag } from './support.ts';

const tags = (file: TagFile) =>
  valuesOf(file, 'tags')
    .map((tag) => tag.id)
    .join(' ');
const codes = (file: TagFile) => file.problems.map(({ code, at }) => `${code}@${at.line}`).join(' ');

test('reads every list', () => {
  const file = parseTagFile(`${head}reviewed:
  - {transcript: s-17/1, at: 2026-11-20T20:10:00Z, blind: true, kinds: [mistake]}
tags:
  - id: 007
    kind: mistake
    note:
    confidence: 1
    fields: {severity: 3, category:}
    targets:
      - {role: at, transcript: 12, message: "#41", part: {call: 007, argument: /a}}
    mine: kept
links:
  - {id: l, to: t, role: revealed, target: {transcript: s-3/1, message: m2}}
replies:
  - {id: r, to: t, stance: disagree, text: "Hypothetical.", created: 2026-11-20}
`);
  assert.equal(codes(file), '');
  assert.equal(file.state, 'ok');
  assert.deepEqual([file.version, file.reviewer, file.source], [1, 'alice', 'run1.jsonl']);
  assert.deepEqual(valuesOf(file, 'reviewed'), [
    { transcript: 's-17/1', at: '2026-11-20T20:10:00Z', blind: true, kinds: ['mistake'] },
  ]);
  assert.deepEqual(valuesOf(file, 'tags'), [
    {
      id: '007',
      kind: 'mistake',
      status: 'complete',
      confidence: 1,
      fields: { severity: 3 },
      targets: [{ role: 'at', transcript: '12', message: '#41', part: { call: '007', argument: '/a' } }],
      mine: 'kept',
    },
  ]);
  assert.equal(valuesOf(file, 'links')[0]?.target.message, 'm2');
  assert.equal(valuesOf(file, 'replies')[0]?.created, '2026-11-20');
});

const list = `${head}tags:\n  - {id: a, kind: m}\n  - {id: b, kind: m}\n  - {id: c, kind: m}\n`;
const states: readonly (readonly [string, string, string, string, string])[] = [
  ['a tag without a kind', list.replace('b, kind: m', 'b'), 'ok', 'a c', 'tags.schema@6'],
  ['confidence out of range', list.replace('b, kind: m', 'b, kind: m, confidence: 2'), 'ok', 'a c', 'tags.schema@6'],
  ['an unclosed quote', list.replace('id: b', 'id: "b'), 'broken', 'a c', 'tags.yaml@6'],
  ['a tab', list.replace('  - {id: b', '\t- {id: b'), 'broken', 'a c', 'tags.stray@6'],
  ['a stray line', list.replace('  - {id: b, kind: m}', 'oops'), 'broken', 'a c', 'tags.stray@6'],
  ['a stray dash', list.replace('  - {id: b', ' - {id: b'), 'broken', 'a c', 'tags.stray@6'],
  [
    'conflict markers',
    list.replace('  - {id: b', '<<<<<<< ours\n  - {id: b').replace('  - {id: c', '=======\n  - {id: c'),
    'broken',
    'a b c',
    'tags.conflictMarker@6 tags.conflictMarker@8',
  ],
  ['the same id twice', list.replace('id: b', 'id: a'), 'ok', 'a a c', 'tags.sameId@6'],
  ['a broken head', list.replace('alice', '[alice'), 'broken', 'a b c', 'tags.yaml@3'],
  ['no reviewer', list.replace('reviewer: alice\n', ''), 'ok', 'a b c', 'tags.schema@1'],
  ['a newer version', list.replace('version: 1', 'version: 2'), 'newer', 'a b c', 'tags.newer@1'],
  ['a flow list', `${head}tags: [{id: a, kind: m}, {id: b, kind: m}]\n`, 'foreign', 'a b', 'tags.layout@1'],
  [
    'a flow list over lines',
    `${head}tags: [\n  {id: a, kind: m},\n  {id: 007, kind: m}]\n`,
    'foreign',
    'a 007',
    'tags.layout@1',
  ],
  ['JSON', '{"version": 1, "reviewer": "a", "tags": [{"id": "x", "kind": "m"}]}', 'foreign', 'x', 'tags.layout@1'],
  ['a quoted key', `${head}"tags":\n  - {id: a, kind: m}\n`, 'foreign', 'a', 'tags.layout@1'],
  ['a dash alone', `${head}tags:\n  -\n    id: a\n    kind: m\n`, 'foreign', 'a', 'tags.layout@1'],
  [
    'anchors and aliases',
    `${head}tags:\n  - {id: a, kind: m, fields: &f {x: 1}}\n  - {id: b, kind: m, fields: *f}\n`,
    'foreign',
    'a b',
    'tags.layout@1',
  ],
  ['an alias of nothing', `${head}tags:\n  - {id: a, kind: *m}\n`, 'broken', '', 'tags.yaml@1'],
  ['two documents', `${list}---\na: 1\n`, 'broken', 'a b c', 'tags.yaml@8'],
  ['two lists of a name', `${list}tags:\n  - {id: d, kind: m}\n`, 'broken', 'a b c d', 'tags.yaml@7 tags.stray@8'],
  [
    'a lone carriage return',
    list.replace('kind: m}\n  - {id: c', 'kind: m}\r  - {id: c'),
    'broken',
    'a',
    'tags.yaml@6 tags.yaml@6 tags.schema@6 tags.schema@6',
  ],
  ['not a map', 'just words', 'broken', '', 'tags.yaml@1'],
  ['nothing', '', 'ok', '', ''],
];
for (const [name, text, state, ids, problems] of states) {
  test(`${name}: ${state}`, () => {
    const file = parseTagFile(text);
    assert.deepEqual([file.state, tags(file), codes(file)], [state, ids, problems]);
    for (const { at } of file.problems) assert.ok((at.range?.end ?? 0) <= text.length);
  });
}

test('block scalars keep what looks like items and comments', () => {
  const file = parseTagFile(
    `${head}tags:\n- id: a\n  kind: m\n  note: |+\n    - id: x\n    # not a comment\n    tags:\n\n\n- id: b\n  kind: m\n  note: "q\n    - z"\n`,
  );
  assert.deepEqual(
    valuesOf(file, 'tags').map((tag) => tag.note),
    ['- id: x\n# not a comment\ntags:\n\n\n', 'q - z'],
  );
});

test('hostile YAML is bounded', () => {
  const bomb = `${head}tags:\n  - &a {id: a, kind: m, fields: {x: &b [1,1,1,1,1,1,1,1,1,1], y: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b], z: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c], w: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]}}\n`;
  assert.equal(parseTagFile(bomb).state, 'broken');
  for (const depth of [2_000, 100_000]) {
    const deep = parseTagFile(`${list}  - {id: d, kind: m, fields: {x: ${'['.repeat(depth)}${']'.repeat(depth)}}}\n`);
    assert.match(tags(deep), /^a b c/);
  }
  const polluted = parseTagFile(
    `${head}tags:\n  - {id: a, kind: m, __proto__: {x: 1}, fields: {__proto__: 1, constructor: 2}}\n`,
  );
  assert.equal(Object.hasOwn(Object.prototype, 'x'), false);
  assert.equal(tags(polluted), 'a');
});

test('items are what the whole document says they are', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let run = 0; run < 60; run++) {
    let file = parseTagFile(random.chance(0.5) ? head : `${head}tags: []\nreplies:\n`.replaceAll('\n', '\r\n'));
    for (let n = random.int(8); n > 0; n--) file = edited(file, addItem(file, 'tags', randomTag(random)));
    assert.deepEqual(
      file.items.tags.map((item) => parse(`${' '.repeat(item.column)}${item.text}\n`)),
      parse(file.text.replace(/^\ufeff/, '')).tags ?? [],
    );
  }
});

const many = `${head}tags:\n${Array.from({ length: 10_000 }, (_, i) => `  - id: t${i}\n    kind: mistake\n    targets:\n      - {role: at, transcript: s-${i % 100}/1}\n`).join('')}`;

test('one tag saved into 10 000 parses only what changed', async () => {
  let parses = 0;
  const onParse = () => parses++;
  const file = parseTagFile(many, { onParse });
  assert.equal(parses, 10_001);
  parses = 0;
  const added = parseTagFile(edited(file, addItem(file, 'tags', makeTag('new'))).text, { previous: file, onParse });
  assert.equal(parses, 1);
  parses = 0;
  const changed = parseTagFile(
    edited(added, changeItem(added, 'tags', 't5000', [{ path: ['note'], value: 'x' }])).text,
    { previous: added, onParse },
  );
  assert.equal(parses, 1);
  parses = 0;
  parseTagFile(`${changed.text}# a comment\n`, { previous: changed, onParse });
  assert.equal(parses, 1, 'only what is outside the items');
});

test('slices give the same file, the first transcript’s tags before the others', async () => {
  const read: string[] = [];
  let pauses = 0;
  let first: TagFile | undefined;
  const file = await parseTagFileInSlices(many, {
    first: 's-42/1',
    onParse: (what) => read.push(what),
    onFirst: (partial) => {
      first = partial;
      assert.equal(read.length, 101);
    },
    pause: async () => {
      pauses++;
    },
  });
  assert.ok(pauses > 0);
  assert.equal(first === undefined ? '' : tags(first).split(' ').slice(0, 2).join(' '), 't42 t142');
  assert.equal(tags(file), tags(parseTagFile(many, { previous: file })));
});

test('slices stop when asked to', async () => {
  const stop = new AbortController();
  const pause = async () => stop.abort();
  await assert.rejects(parseTagFileInSlices(many, { pause }, stop.signal), { name: 'AbortError' });
});

test('10 000 broken tags have their lines', () => {
  const file = parseTagFile(many.replaceAll('kind: mistake', 'kind:'));
  assert.equal(file.problems.length, 10_000);
  assert.deepEqual([file.problems[0]?.at.line, file.problems.at(-1)?.at.line], [6, 6 + 9_999 * 4]);
});
