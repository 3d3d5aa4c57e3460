import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem, changeItem, removeItem } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, type TagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import { mergeTagFiles } from '../../../src/core/tags/tagMerge.ts';
import { makeRandom, type Random } from '../../support/random.ts';
import { randomChange, randomTag } from './randomTags.ts';
import { edit, edited, head, makeTag } from './support.ts';

const item = (id: string, more = '') => `  - id: ${id}\n    kind: mistake # why\n${more}`;
const base = `${head}tags:\n${item('a', '    note: one\n')}${item('b')}${item('c')}`;

const cases: readonly (readonly [string, string, string, string])[] = [
  ['only ours', base.replace('one', 'two'), base, base.replace('one', 'two')],
  ['only theirs', base, base.replace('one', 'two'), base.replace('one', 'two')],
  ['two items', base.replace('one', 'two'), `${base}# end\n`, `${base.replace('one', 'two')}# end\n`],
  [
    'both add at the end',
    `${base}${item('x')}`,
    `${base}${item('y')}${item('z')}`,
    `${base}${item('x')}${item('y')}${item('z')}`,
  ],
  [
    'ours adds in the middle',
    base.replace(item('c'), item('x') + item('y') + item('c')),
    base.replace('one', 'two'),
    base.replace('one', 'two').replace(item('c'), item('x') + item('y') + item('c')),
  ],
  [
    'both remove',
    base.replace(item('b'), ''),
    base.replace(item('c'), ''),
    `${head}tags:\n${item('a', '    note: one\n')}`,
  ],
  [
    'ours removes what theirs edits',
    base.replace(item('a', '    note: one\n'), ''),
    base.replace('one', 'two'),
    base.replace('one', 'two'),
  ],
  [
    'ours edits what theirs removes',
    base.replace('one', 'two'),
    base.replace(item('a', '    note: one\n'), ''),
    `${head}tags:\n${item('b')}${item('c')}${item('a', '    note: two\n')}`,
  ],
  [
    'one item, two keys',
    base.replace('one', 'two'),
    base.replace('id: a\n    kind: mistake', 'id: a\n    kind: note'),
    base.replace('one', '|-\n      two').replace('id: a\n    kind: mistake', 'id: a\n    kind: note'),
  ],
  [
    'the same change',
    base.replace('one', 'two'),
    `${base.replace('one', 'two')}# c\n`,
    `${base.replace('one', 'two')}# c\n`,
  ],
  [
    'a list of its own',
    `${base}replies:\n  - {id: r, to: t, stance: agree}\n`,
    `${base}links:\n- {id: l, to: t, role: x, target: {transcript: s}}\n`,
    `${base}links:\n- {id: l, to: t, role: x, target: {transcript: s}}\nreplies:\n  - {id: r, to: t, stance: agree}\n`,
  ],
  [
    'comments of ours',
    base.replace('tags:', '# mine\ntags:'),
    base.replace('one', 'two'),
    base.replace('tags:', '# mine\ntags:').replace('one', 'two'),
  ],
  [
    'another indentation',
    base.replace('one', 'two'),
    base.replaceAll(/^ {2}/gm, ''),
    base.replaceAll(/^ {2}/gm, '').replace('one', 'two'),
  ],
  [
    'other line breaks',
    `${base}${item('x')}`,
    base.replaceAll('\n', '\r\n'),
    `${base}${item('x')}`.replaceAll('\n', '\r\n'),
  ],
];
for (const [name, ours, theirs, merged] of cases) {
  test(`merges: ${name}`, () => {
    const result = mergeTagFiles(base, ours, theirs);
    assert.deepEqual(result.conflicts, []);
    assert.deepEqual(ids(result.text), ids(merged));
    if (!name.startsWith('both add')) assert.equal(result.text, merged);
  });
}

test('two values for one field are both kept', () => {
  const from = `${head}tags:\n  - id: a\n    kind: m\n    fields: {severity: 1, relation: weaker}\n    note: n\n`;
  const { text, conflicts } = mergeTagFiles(
    from,
    from.replace('severity: 1', 'severity: 2').replace('note: n', 'note: ours'),
    from.replace('severity: 1', 'severity: 3').replace('weaker', 'opposite'),
  );
  assert.deepEqual(conflicts, [{ id: 'a', field: 'severity', ours: 2, theirs: 3 }]);
  assert.equal(
    text,
    `${head}tags:\n  - id: a\n    kind: m\n    fields: {severity: 2, relation: opposite}\n    note: |-\n      ours\n    conflict: {severity: 3}\n`,
  );
});

test('a field set on one side and unset on the other is kept', () => {
  const from = `${head}tags:\n  - id: a\n    kind: m\n    note: n\n`;
  const { text, conflicts } = mergeTagFiles(
    from,
    from.replace('    note: n\n', ''),
    from.replace('note: n', 'note: theirs'),
  );
  assert.deepEqual(conflicts, [{ id: 'a', field: 'note', ours: undefined, theirs: 'theirs' }]);
  assert.match(text, /conflict: \{note: theirs\}/);
});

test('targets that both sides add are all there', () => {
  const from = edit(head, (file) => addItem(file, 'tags', makeTag('a')));
  const add = (message: string) =>
    edit(from, (file) =>
      changeItem(file, 'tags', 'a', [{ path: ['targets', '+'], value: { role: 'at', transcript: 's', message } }]),
    );
  const { text, conflicts } = mergeTagFiles(from, add('x'), add('y'));
  assert.deepEqual(conflicts, []);
  assert.deepEqual(
    valuesOf(parseTagFile(text), 'tags')[0]?.targets.map((target) => target.message),
    ['m1', 'y', 'x'],
  );
});

test('a text that is not ok is not merged', () => {
  assert.throws(() => mergeTagFiles(base, `${base}# c\n`, `${base}oops\n`), /broken/);
});

test('random merges lose nothing and agree whichever side is ours', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let run = 0; run < 150; run++) {
    let file = parseTagFile(random.pick([head, `${head}tags: []\n`, `# c\n${head}replies:\ntags:\n# none\n`]));
    for (let n = random.int(5); n > 0; n--) file = edited(file, addItem(file, 'tags', randomTag(random)));
    const [ours, theirs] = [randomEdits(random, file), randomEdits(random, file)];
    const merged = mergeTagFiles(file.text, ours.text, theirs.text);
    const after = parseTagFile(merged.text);
    assert.equal(after.state, 'ok', merged.text);
    assert.deepEqual(after.problems, []);
    assert.deepEqual(new Set(ids(merged.text)), survivors(file, ours, theirs));
    const swapped = mergeTagFiles(file.text, theirs.text, ours.text);
    assert.equal(swapped.conflicts.length, merged.conflicts.length);
    const conflicting = new Set(merged.conflicts.map((conflict) => conflict.id));
    assert.deepEqual(values(swapped.text, conflicting), values(merged.text, conflicting));
    for (const { id, field } of merged.conflicts) {
      const tag = valuesOf(after, 'tags').find((each) => each.id === id);
      assert.ok(tag?.conflict !== undefined && field in tag.conflict, `${id} ${field}`);
    }
    assert.equal(mergeTagFiles(file.text, ours.text, file.text).text, ours.text);
    assert.equal(mergeTagFiles(file.text, file.text, theirs.text).text, theirs.text);
    assert.equal(mergeTagFiles(file.text, ours.text, merged.text).text.includes('undefined'), false);
  }
});

function randomEdits(random: Random, from: TagFile): TagFile {
  let file = from;
  for (let n = random.int(5); n > 0; n--) {
    const all = valuesOf(file, 'tags');
    const tag = all.length === 0 ? undefined : random.pick(all);
    if (tag === undefined || random.chance(0.3)) file = edited(file, addItem(file, 'tags', randomTag(random)));
    else if (random.chance(0.25)) file = edited(file, removeItem(file, 'tags', tag.id));
    else file = edited(file, changeItem(file, 'tags', tag.id, [randomChange(random, tag)]));
  }
  return file;
}

/** Every id of either side, but those that one side removed and the other left alone. */
function survivors(base: TagFile, ours: TagFile, theirs: TagFile): Set<string> {
  const text = (file: TagFile, id: string) => file.items.tags.find((each) => each.id === id)?.text;
  const all = new Set([...ids(ours.text), ...ids(theirs.text)]);
  for (const id of ids(base.text)) {
    const [was, here, there] = [text(base, id), text(ours, id), text(theirs, id)];
    if ((here === undefined && there === was) || (there === undefined && here === was)) all.delete(id);
  }
  return all;
}

function ids(text: string): string[] {
  return parseTagFile(text).items.tags.map((each) => each.id);
}

/** By id, targets in any order, without those in conflict. */
function values(text: string, without: ReadonlySet<string>): unknown {
  const tags = valuesOf(parseTagFile(text), 'tags').filter((tag) => !without.has(tag.id));
  return tags
    .map((tag) => ({ ...tag, targets: tag.targets.map((target) => JSON.stringify(target)).sort() }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
