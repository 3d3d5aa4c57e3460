import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newTagFile } from '../../../src/core/tags/newTagFile.ts';
import {
  addItem,
  applyItemEdit,
  changeItem,
  type ItemEdit,
  invertItemEdit,
  removeItem,
} from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, type TagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import { applyEdits } from '../../../src/core/text/textEdit.ts';
import { makeRandom } from '../../support/random.ts';
import { randomChange, randomTag, randomText } from './randomTags.ts';
import { edit, edited, head, makeTag } from './support.ts';

test('the first tag, byte for byte', () => {
  const tag = makeTag('01KAJ3', {
    fields: { severity: 3, category: 'factual' },
    note: 'Two\n\nlines.\n',
    confidence: 0.8,
  });
  assert.equal(
    edit(newTagFile('alice', 'run 1.jsonl'), (file) => addItem(file, 'tags', tag)),
    `version: 1
reviewer: alice
source: run 1.jsonl
tags:
  - id: 01KAJ3
    kind: mistake
    status: complete
    targets:
      - role: at
        transcript: s-1/1
        message: m1
        part: 0
        start: 2
        end: 5
        quote: lie
    fields: {severity: 3, category: factual}
    confidence: 0.8
    note: |
      Two

      lines.
`,
  );
});

const adds: readonly (readonly [string, string, string])[] = [
  ['no list', head, `${head}replies:\n  - R\n`],
  ['no final newline', head.trimEnd(), `${head.trimEnd()}\nreplies:\n  - R`],
  ['an empty list', `${head}replies:\ntags:\n`, `${head}replies:\n  - R\ntags:\n`],
  ['a flow list', `${head}replies: [] # mine\ntags:\n`, `${head}replies: # mine\n  - R\ntags:\n`],
  ['null', `${head}replies: ~\n`, `${head}replies:\n  - R\n`],
  [
    'no indentation',
    `${head}replies:\n- {id: a, to: b, stance: agree}\n# end\n`,
    `${head}replies:\n- {id: a, to: b, stance: agree}\n- R\n# end\n`,
  ],
  [
    'wide indentation',
    `${head}replies:\n    - {id: a, to: b, stance: agree}\n`,
    `${head}replies:\n    - {id: a, to: b, stance: agree}\n    - R\n`,
  ],
  [
    'CRLF',
    `${head}replies:\n  - {id: a, to: b, stance: agree}\ntags:\n`.replaceAll('\n', '\r\n'),
    `${head}replies:\n  - {id: a, to: b, stance: agree}\n  - R\ntags:\n`.replaceAll('\n', '\r\n'),
  ],
  ['a byte order mark', `\ufeff${head}`, `\ufeff${head}replies:\n  - R\n`],
  ['a document start', `# mine\n---\n${head}`, `# mine\n---\n${head}replies:\n  - R\n`],
];
for (const [name, before, after] of adds) {
  test(`adding keeps the layout: ${name}`, () => {
    const file = parseTagFile(before);
    const made = addItem(file, 'replies', { id: 'r', to: 't', stance: 'agree', text: 'ok' });
    const result = edited(file, made);
    assert.equal(result.text, after.replace('- R', '- {id: r, to: t, stance: agree, text: ok}'));
    assert.equal(result.items.replies.at(-1)?.id, 'r');
    assert.equal(edited(result, invertItemEdit(made)).text, before);
  });
}

const item = (lines: string) => `${head}tags:\n  - ${lines.split('\n').join('\n    ')}\n  # after\nreplies: []\n`;
const changes: readonly (readonly [string, string, Parameters<typeof changeItem>[3][number], string])[] = [
  [
    'a scalar keeps its comment',
    'id: t\nkind: mistake # why\nmine: 1',
    { path: ['kind'], value: 'note' },
    'id: t\nkind: note # why\nmine: 1',
  ],
  [
    'a new key goes to its place',
    'id: t\nkind: mistake\ncreated: x',
    { path: ['confidence'], value: 0.5 },
    'id: t\nkind: mistake\nconfidence: 0.5\ncreated: x',
  ],
  [
    'a flow map grows',
    'id: t\nkind: m\nfields: {a: 1} # f',
    { path: ['fields', 'b'], value: 'x, y' },
    'id: t\nkind: m\nfields: {a: 1, b: "x, y"} # f',
  ],
  [
    'a flow map shrinks',
    'id: t\nkind: m\nfields: {a: 1, b: 2, c: 3}',
    { path: ['fields', 'b'] },
    'id: t\nkind: m\nfields: {a: 1, c: 3}',
  ],
  [
    'a flow map goes with its last key',
    'id: t\nkind: m\nfields: {a: 1}\nnote: n',
    { path: ['fields', 'a'] },
    'id: t\nkind: m\nnote: n',
  ],
  [
    'an empty flow map',
    'id: t\nkind: m\nfields: {}',
    { path: ['fields', 'a'], value: true },
    'id: t\nkind: m\nfields: {a: true}',
  ],
  [
    'a block map',
    'id: t\nkind: m\nfields:\n  # which\n  a: 1 # one\n  z: 2',
    { path: ['fields', 'a'], value: 'two' },
    'id: t\nkind: m\nfields:\n  # which\n  a: two # one\n  z: 2',
  ],
  [
    'a note becomes a block',
    'id: t\nkind: m\nnote: short # c',
    { path: ['note'], value: 'a\nb\n' },
    'id: t\nkind: m\nnote: | # c\n  a\n  b',
  ],
  [
    'a block stays one',
    'id: t\nkind: m\nnote: | # c\n  a\n\n  b\n\n# more\nx: 1',
    { path: ['note'], value: 'z' },
    'id: t\nkind: m\nnote: |- # c\n  z\n\n# more\nx: 1',
  ],
  [
    'a target joins',
    'id: t\nkind: m\ntargets:\n  - role: at # r\n    transcript: s\n# x\nnote: n',
    { path: ['targets', '+'], value: { role: 'b', transcript: 's' } },
    'id: t\nkind: m\ntargets:\n  - role: at # r\n    transcript: s\n  - role: b\n    transcript: s\n# x\nnote: n',
  ],
  [
    'a target goes',
    'id: t\nkind: m\ntargets:\n  # one\n  - role: a\n    transcript: s\n  - role: b # b\n    transcript: s',
    { path: ['targets', 0] },
    'id: t\nkind: m\ntargets:\n  # one\n  - role: b # b\n    transcript: s',
  ],
  ['unset where unset', 'id: t\nkind: m', { path: ['fields', 'a'] }, 'id: t\nkind: m'],
  [
    'an unknown key survives',
    'x-mine: {b: [1]}\nid: t\nkind: m',
    { path: ['note'], value: 'n' },
    'x-mine: {b: [1]}\nid: t\nkind: m\nnote: |-\n  n',
  ],
  [
    'a flow item',
    '{id: t, kind: m, fields: {a: 1}}',
    { path: ['fields', 'a'], value: 2 },
    '{id: t, kind: m, fields: {a: 2}}',
  ],
  ['a flow item gains a key', '{id: t, kind: m}', { path: ['note'], value: 'a\nb' }, '{id: t, kind: m, note: "a\\nb"}'],
];
for (const [name, before, change, after] of changes) {
  for (const eol of ['\n', '\r\n']) {
    test(`changing: ${name}${eol === '\n' ? '' : ', CRLF'}`, () => {
      const [from, to] = [before, after].map((lines) =>
        item(lines)
          .replaceAll('\n', eol)
          .replaceAll(/ +(?=\r?\n)/g, ''),
      );
      const file = parseTagFile(from ?? '');
      const made = changeItem(file, 'tags', 't', [change]);
      const result = edited(file, made);
      assert.equal(result.text, to);
      assert.equal(result.state, 'ok');
      assert.equal(edited(result, invertItemEdit(made)).text, from);
    });
  }
}

test('an item that changed meanwhile is merged by key, or left', () => {
  const file = parseTagFile(item('id: t\nkind: m\nnote: a\nconfidence: 0.5'));
  const made = changeItem(file, 'tags', 't', [{ path: ['confidence'], value: 1 }]);
  const inNote = parseTagFile(file.text.replace('note: a', 'note: b # by hand'));
  assert.equal(applyItemEdit(inNote, made).result, 'merged');
  assert.equal(edited(inNote, made).text, file.text.replace('note: a', 'note: b # by hand').replace('0.5', '1'));
  const inPlace = parseTagFile(file.text.replace('0.5', '0.7'));
  assert.equal(applyItemEdit(inPlace, made).result, 'conflict');
  assert.equal(edited(inPlace, made).text, inPlace.text);
  assert.equal(applyItemEdit(parseTagFile(head), made).result, 'gone');
  assert.equal(applyItemEdit(inNote, removeItem(file, 'tags', 't')).result, 'conflict');
});

test('a file that is not ok is not edited', () => {
  const file = parseTagFile(`${head}tags: [{id: a, kind: m}]\n`);
  assert.throws(() => applyItemEdit(file, addItem(file, 'tags', makeTag('b'))), /foreign/);
});

test('any text round-trips, any sequence of edits is undone and redone byte for byte', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let run = 0; run < 40; run++) {
    let file = parseTagFile(startText(run));
    const done: { readonly edit: ItemEdit; readonly before: string; readonly after: string }[] = [];
    for (let step = 0; step < 12; step++) {
      const before = file;
      const edit = randomEdit(file);
      const wanted = applyItemEdit(file, edit);
      assert.equal(wanted.result, 'applied');
      file = edited(file, edit);
      assert.equal(file.state, 'ok', `${before.text}\n=====\n${file.text}\n${JSON.stringify(file.problems)}`);
      assert.deepEqual(valuesOf(parseTagFile(file.text), 'tags'), valuesOf(file, 'tags'));
      done.push({ edit, before: before.text, after: file.text });
    }
    for (const { edit, before } of done.toReversed()) {
      file = edited(file, invertItemEdit(edit));
      assert.equal(file.text, before, `undo of ${JSON.stringify(edit)}`);
    }
    for (const { edit, after } of done) {
      file = edited(file, edit);
      assert.equal(file.text, after, `redo of ${JSON.stringify(edit)}`);
    }
  }

  function startText(run: number): string {
    const starts = [
      head,
      head.trimEnd(),
      `${head}tags: []`,
      `${head}tags:\n# none\nreplies:\n`,
      `# c\n${head}links:\ntags: [] # c\n`,
      `${head}tags:\n- id: x # c\n  kind: m\n\n# c\n\n- {id: y, kind: m}\n\n`,
    ];
    const start = starts[run % starts.length] ?? head;
    return run % 2 === 0 ? start : start.replaceAll('\n', '\r\n');
  }

  function randomEdit(file: TagFile): ItemEdit {
    const tags = valuesOf(file, 'tags');
    const tag = tags.length === 0 ? undefined : random.pick(tags);
    if (tag === undefined || random.chance(0.4)) {
      const made = randomTag(random);
      const edit = addItem(file, 'tags', made);
      assert.deepEqual(valuesOf(edited(file, edit), 'tags').at(-1), withoutUnset(made));
      return edit;
    }
    if (random.chance(0.2)) return removeItem(file, 'tags', tag.id);
    const change = randomChange(random, tag);
    const edit = changeItem(file, 'tags', tag.id, [change]);
    if (change.value !== undefined && change.path[0] === 'note') {
      assert.equal(edited(file, edit).items.tags.find((each) => each.id === tag.id)?.value?.note, change.value);
    }
    return edit;
  }
});

test('a very long quote round-trips', () => {
  const quote = `${'word '.repeat(20_000)}${randomText(makeRandom(1), 50)}`;
  const tag = makeTag('t', { targets: [{ role: 'at', transcript: 's', quote }] });
  const file = parseTagFile(edit(head, (empty) => addItem(empty, 'tags', tag)));
  assert.deepEqual(valuesOf(file, 'tags'), [tag]);
});

function withoutUnset<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

test('undo after the file changed by other hands keeps it whole', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  const hands: readonly ((text: string) => string)[] = [
    (text) => `# a comment\n${text}`,
    (text) => `${text.trimEnd()}\n# at the end`,
    (text) => text.replaceAll(/^( *)- id/gm, '# before\n$1- id'),
    (text) => text.replaceAll(/\r?\n/g, '\r\n'),
    (text) => text.replaceAll(/^ {2}(?=[- ])/gm, ''),
    (text) => text.replaceAll(/^(?=[- ])/gm, '  '),
    (text) => `${text.trimEnd()}\nreplies:\n- {id: r, to: t, stance: agree}\n`,
    (text) => text,
  ];
  for (let run = 0; run < 150; run++) {
    let file = parseTagFile(
      random.pick([head, `${head}tags: []\n`, `${head}tags:\n- {id: x, kind: m}\n- {id: y, kind: m}\n`]),
    );
    for (let n = random.int(4); n > 0; n--) file = edited(file, addItem(file, 'tags', randomTag(random)));
    const tags = valuesOf(file, 'tags');
    const some = tags.length === 0 ? undefined : random.pick(tags);
    const made =
      some === undefined || random.chance(0.5)
        ? addItem(file, 'tags', randomTag(random))
        : removeItem(file, 'tags', some.id);
    const after = edited(file, made);
    const others = parseTagFile(random.pick(hands)(after.text));
    if (others.state !== 'ok') continue; // that hand broke a block scalar
    const others2 = random.chance(0.5) ? edited(others, addItem(others, 'tags', randomTag(random))) : others;
    const { edits, result } = applyItemEdit(others2, invertItemEdit(made));
    const undone = parseTagFile(applyEdits(others2.text, edits));
    const said = `${others2.text}\n=====\n${undone.text}`;
    assert.equal(undone.state, 'ok', said);
    const ids = (of: TagFile) => of.items.tags.map((each) => each.id).sort();
    const wanted =
      made.before === undefined ? ids(others2).filter((id) => id !== made.id) : [...ids(others2), made.id].sort();
    if (result === 'applied') assert.deepEqual(ids(undone), wanted, said);
    else assert.equal(undone.text, others2.text);
    for (const comment of others2.text.match(/^# .*$/gm) ?? []) assert.ok(undone.text.includes(comment), said);
    if (made.before !== undefined && result === 'applied') {
      assert.deepEqual(undone.items.tags.find((each) => each.id === made.id)?.value, some, said);
    }
  }
});
