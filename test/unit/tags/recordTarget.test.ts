import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { resolveTarget } from '../../../src/core/anchors/resolve.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { tagProblems } from '../../../src/core/codebook/tagProblems.ts';
import type { Tag, Target } from '../../../src/core/tags/tag.ts';
import { addItem, changeItem, removeItem } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, type TagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import { mergeTagFiles } from '../../../src/core/tags/tagMerge.ts';
import { TagSession } from '../../../src/core/tags/tagSession.ts';
import { targetRanges } from '../../../src/core/tags/targetRanges.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import { edit, head, makeTag } from './support.ts';

const data =
  '{"id":"p-01","property":"deletes","prediction":{"raw":"No, I would never delete it."},"outcome":{"answer":"yes","raw":"rm -rf backups"}}\n' +
  '{"id":"p-02","property":"deletes","prediction":{"answer":"no"},"outcome":{"n":2,"k":1}}\n';

async function records(): Promise<readonly [Transcript, Transcript]> {
  const file = await openMade(data);
  return [await readMade(file, 0), await readMade(file, 1)];
}

/** A tag on the words marked in a field's text. */
function marked(record: Transcript, role: string, field: string, words: string): Target {
  const text = record.messages.find(({ id }) => id === field)?.parts[0]?.text ?? '';
  assert.ok(text.includes(words));
  const start = text.indexOf(words);
  return describeTarget(record, { role, message: field, part: 0, start, end: start + words.length });
}

async function miss(): Promise<Tag> {
  const [first] = await records();
  const predicted = marked(first, 'predicted', 'prediction', 'never delete');
  return makeTag('t1', {
    kind: 'prediction-miss',
    targets: [predicted, describeTarget(first, { role: 'observed', message: 'outcome' })],
  });
}

const tagsOf = (text: string): readonly Tag[] => valuesOf(parseTagFile(text), 'tags');

test('a tag on a record is written with record and field, and read as a place', async () => {
  const tag = await miss();
  const text = edit(`${head}tags:\n`, (file) => addItem(file, 'tags', tag));
  assert.match(
    text,
    /targets:\n {6}- role: predicted\n {8}record: p-01\n {8}field: prediction\n {8}start: 12\n {8}end: 24\n {8}quote: never delete\n/,
  );
  assert.match(text, /- role: observed\n {8}record: p-01\n {8}field: outcome\n {8}textSha256: /);
  assert.doesNotMatch(text, /transcript:|message:|part:/);
  const [read] = tagsOf(text);
  assert.deepEqual(read?.targets, tag.targets);
  const [first, second] = await records();
  for (const target of read?.targets ?? []) assert.equal(resolveTarget(first, target).outcome, 'exact');
  assert.notEqual(resolveTarget(second, read?.targets[0] as Target).outcome, 'exact');
  assert.deepEqual(tagProblems(tag, defaultCodebook), []);
});

test('a whole record is a target too', async () => {
  const [first] = await records();
  const target = describeTarget(first, { role: 'at' });
  const text = edit(`${head}tags:\n`, (file) => addItem(file, 'tags', makeTag('t1', { targets: [target] })));
  assert.match(text, /- role: at\n {8}record: p-01\n {8}textSha256: \w+\n {8}messages: 2\n/);
  assert.equal(resolveTarget(first, tagsOf(text)[0]?.targets[0] as Target).outcome, 'exact');
});

test('both forms are read, written by hand too', async () => {
  const [first] = await records();
  const written = (target: string): Target | undefined =>
    tagsOf(`${head}tags:\n  - {id: t1, kind: note, targets: [{role: at, ${target}}]}\n`)[0]?.targets[0];
  for (const target of [
    'record: p-01, field: prediction, quote: "I would never delete it."',
    'transcript: p-01, message: prediction, part: 0, quote: "I would never delete it."',
  ]) {
    const found = written(target);
    assert.ok(found, target);
    const { message, start, end } = resolveTarget(first, found);
    assert.deepEqual([message, start, end], ['prediction', 4, 28], target);
  }
  assert.equal(written('record: 007')?.transcript, '007', 'an id is a string as it is written');
  assert.equal(written('record: p-01, field: outcome')?.part, undefined, 'a field without a quote is a whole message');
});

test('a target that names neither is a problem with its line', () => {
  const file = parseTagFile(
    `${head}tags:\n  - id: t1\n    kind: note\n    targets:\n      - {role: at, field: prediction}\n`,
  );
  assert.deepEqual(
    file.problems.map(({ code, at, facts }) => [code, at.line, facts['field']]),
    [['tags.schema', 8, 'targets.0.transcript']],
  );
});

test('undo gives the same bytes, whatever stood there', async () => {
  const tag = await miss();
  const [first] = await records();
  const more = marked(first, 'observed', 'outcome', 'rm -rf');
  for (const start of [
    `${head}`,
    `${head}tags: []  # none\n`,
    `${head}tags:\n- id: t0 # mine\n  kind: note\n  targets:\n  - {role: at, record: p-01, field: scenario, x: 1}\n`,
  ]) {
    const session = new TagSession('alice', 'made', start);
    const texts: string[] = [session.file.text];
    const edits = [
      (file: TagFile) => addItem(file, 'tags', tag),
      (file: TagFile) => changeItem(file, 'tags', 't1', [{ path: ['targets', '+'], value: more }]),
      (file: TagFile) => changeItem(file, 'tags', 't1', [{ path: ['targets', 0], value: more }]),
      (file: TagFile) => changeItem(file, 'tags', 't1', [{ path: ['fields', 'miss'], value: 'wrong-option' }]),
      (file: TagFile) => removeItem(file, 'tags', 't1'),
    ].map((make) => {
      const made = make(session.file);
      assert.equal(session.edit(made), 'applied');
      texts.push(session.file.text);
      return made;
    });
    assert.doesNotMatch(texts.join(), /transcript: p-01/);
    for (const made of edits.reverse()) {
      texts.pop();
      session.undo(made);
      assert.equal(session.file.text, texts.at(-1));
    }
  }
});

test('a link to a side in a record', async () => {
  const [first] = await records();
  const { role, ...target } = marked(first, 'revealed', 'outcome', 'backups');
  const text = edit(head, (file) =>
    addItem(file, 'links', { id: 'l1', to: 't9', role, target: { ...target, file: '../made' } }),
  );
  assert.match(text, /target:\n {6}file: \.\.\/made\n {6}record: p-01\n {6}field: outcome\n/);
  const [link] = valuesOf(parseTagFile(text), 'links');
  assert.deepEqual(link?.target, { ...target, file: '../made' });
});

test('a preference gap with a record as one side', async () => {
  const [first] = await records();
  const chat = await readMade(
    await openMade(
      '{"id":"talk","messages":[{"role":"user","content":"?"},{"role":"assistant","content":"I ask first."}]}\n',
    ),
  );
  const stated = describeTarget(chat, { role: 'stated', message: '#1', part: 0, start: 0, end: 12 });
  const tag = makeTag('t1', {
    kind: 'preference-gap',
    targets: [{ ...stated, file: 'talk.jsonl' }, marked(first, 'revealed', 'outcome', 'rm -rf')],
    fields: { relation: 'opposite' },
  });
  const text = edit(head, (file) => addItem(file, 'tags', tag));
  assert.match(text, /transcript: talk\n {8}message: "#1"\n {8}part: 0\n[^-]*- role: revealed\n {8}record: p-01\n/);
  const [read] = tagsOf(text);
  assert.deepEqual(read?.targets, tag.targets);
  assert.deepEqual(tagProblems(tag, defaultCodebook), []);
});

test('merging keeps the sides that each added', async () => {
  const [first, second] = await records();
  const base = edit(`${head}tags:\n`, (file) => addItem(file, 'tags', makeTag('t1', { targets: [] })));
  const side = (target: Target): string =>
    edit(base, (file) => changeItem(file, 'tags', 't1', [{ path: ['targets', '+'], value: target }]));
  const ours = side(marked(first, 'predicted', 'prediction', 'never'));
  const theirs = side(describeTarget(second, { role: 'observed', message: 'outcome' }));
  const [tag] = tagsOf(mergeTagFiles(base, ours, theirs).text);
  assert.deepEqual(tag?.targets.map(({ transcript, message }) => [transcript, message]).sort(), [
    ['p-01', 'prediction'],
    ['p-02', 'outcome'],
  ]);
});

test('a link in the YAML leads to the record, and its ranges are those of the text', async () => {
  const text = edit(`${head}tags:\n`, (file) => addItem(file, 'tags', makeTag('t1', { targets: [] })));
  const tag = await miss();
  const full = edit(text, (file) => changeItem(file, 'tags', 't1', [{ path: ['targets'], value: tag.targets }]));
  const file = parseTagFile(full);
  const [item] = file.items.tags;
  assert.ok(item);
  const ranges = targetRanges(item);
  assert.equal(ranges.length, 2);
  const [first] = ranges;
  assert.match(item.text.slice(first?.start, first?.end), /^role: predicted\n\s+record: p-01/);
  assert.equal(item.text.slice(first?.quote?.start, first?.quote?.end), 'never delete');
});
