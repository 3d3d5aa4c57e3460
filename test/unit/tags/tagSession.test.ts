import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { addItem, changeItem, removeItem } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile } from '../../../src/core/tags/tagFile.ts';
import { BrokenTagFileError, TagSession } from '../../../src/core/tags/tagSession.ts';

const tag = (n: number, fields: Tag['fields'] = {}): Tag => ({
  id: `01KAJ3W5Z0S7R3VQK6YH1T2B3${n}`,
  kind: 'mistake',
  status: 'complete',
  targets: [{ role: 'at', transcript: '#0', message: '#1', part: 0, start: 0, end: 3, quote: 'abc' }],
  fields,
});
const session = (base?: string) => new TagSession('ada', 'run.jsonl', base);
const ids = (text: string) => parseTagFile(text).items.tags.map((item) => item.id.at(-1));
/** A session with tag 1 saved. */
function saved(): TagSession {
  const made = session();
  made.edit(addItem(made.file, 'tags', tag(1)));
  const text = made.decide(undefined);
  made.saved(text, text);
  return made;
}

test('a new file is clean until the first tag, and undo makes it clean again', () => {
  const made = session();
  assert.equal(made.dirty, false);
  const edit = addItem(made.file, 'tags', tag(1));
  assert.equal(made.edit(edit), 'applied');
  assert.equal(made.dirty, true);
  made.undo(edit);
  assert.equal(made.dirty, false);
});

test('an empty file on disk is a file without tags', () => {
  const made = session('');
  assert.deepEqual([made.dirty, made.editable], [false, true]);
  made.edit(addItem(made.file, 'tags', tag(1)));
  assert.match(made.decide(''), /^version: 1\nreviewer: ada\n/);
});

test('what is saved is what the disk then holds', () => {
  const made = saved();
  assert.equal(made.dirty, false);
  assert.equal(made.base, made.file.text);
  assert.deepEqual(ids(made.file.text), ['1']);
});

test('a change on disk is shown when nothing is unsaved', () => {
  const made = saved();
  const theirs = session(made.base);
  theirs.edit(addItem(theirs.file, 'tags', tag(2)));
  assert.equal(made.adopt(theirs.file.text), 'reloaded');
  assert.deepEqual(ids(made.file.text), ['1', '2']);
  assert.equal(made.dirty, false);
});

test('a change on disk is merged into unsaved edits, which stay unsaved and can be undone', () => {
  const made = saved();
  const theirs = session(made.base);
  theirs.edit(addItem(theirs.file, 'tags', tag(2)));
  const edit = addItem(made.file, 'tags', tag(3));
  made.edit(edit);
  assert.equal(made.adopt(theirs.file.text), 'merged');
  assert.deepEqual(ids(made.file.text).sort(), ['1', '2', '3']);
  assert.equal(made.dirty, true);
  made.undo(edit);
  assert.deepEqual(ids(made.file.text), ['1', '2']);
  assert.equal(made.file.text, theirs.file.text);
});

test('a save merges what came to the disk unseen', () => {
  const made = saved();
  const theirs = session(made.base);
  theirs.edit(addItem(theirs.file, 'tags', tag(2)));
  made.edit(addItem(made.file, 'tags', tag(3)));
  assert.deepEqual(ids(made.decide(theirs.file.text)).sort(), ['1', '2', '3']);
});

test('edits made while a save is under way stay unsaved', () => {
  const made = saved();
  made.edit(addItem(made.file, 'tags', tag(2)));
  const of = made.file.text;
  const written = made.decide(made.base);
  made.edit(addItem(made.file, 'tags', tag(3)));
  made.saved(written, of);
  assert.equal(made.dirty, true);
  assert.deepEqual(ids(made.file.text), ['1', '2', '3']);
  assert.equal(made.decide(written), made.file.text);
});

test('edits made while a merging save is under way survive it', () => {
  const made = saved();
  const theirs = session(made.base);
  theirs.edit(addItem(theirs.file, 'tags', tag(4)));
  made.edit(addItem(made.file, 'tags', tag(2)));
  const of = made.file.text;
  const written = made.decide(theirs.file.text);
  made.edit(changeItem(made.file, 'tags', tag(1).id, [{ path: ['note'], value: 'late' }]));
  made.saved(written, of);
  assert.deepEqual(ids(made.file.text).sort(), ['1', '2', '4']);
  assert.match(made.file.text, /note: .*\s+late/);
  assert.equal(made.dirty, true);
});

test('a file broken on disk is never written over, and is shown as far as it can be read', () => {
  const made = saved();
  const broken = `${made.base}  - id: [\n`;
  assert.equal(made.adopt(broken), 'broken');
  assert.equal(made.editable, false);
  assert.deepEqual(ids(made.file.text).slice(0, 1), ['1']);
  assert.throws(() => made.decide(broken), BrokenTagFileError);
});

test('unsaved edits wait for a broken file to be mended, then merge', () => {
  const made = saved();
  const base = made.base ?? '';
  made.edit(addItem(made.file, 'tags', tag(2)));
  const broken = base.replace('tags:', 'tags: ]');
  assert.equal(made.adopt(broken), 'broken');
  assert.throws(() => made.decide(broken), BrokenTagFileError);
  assert.deepEqual(ids(made.file.text), ['1', '2']);
  const mended = base.replace('kind: mistake', 'kind: note');
  assert.equal(made.adopt(mended), 'merged');
  assert.equal(made.brokenOnDisk, undefined);
  assert.match(made.decide(mended), /kind: note/);
  assert.deepEqual(ids(made.decide(mended)), ['1', '2']);
});

test('a file deleted on disk leaves what is in the editor, unsaved', () => {
  const made = saved();
  made.edit(addItem(made.file, 'tags', tag(2)));
  made.adopt(undefined);
  assert.equal(made.dirty, true);
  assert.deepEqual(ids(made.decide(undefined)), ['1', '2']);
});

test('a backup is taken up again over what the disk holds now', () => {
  const made = saved();
  const base = made.base;
  made.edit(addItem(made.file, 'tags', tag(2)));
  const theirs = session(base);
  theirs.edit(addItem(theirs.file, 'tags', tag(3)));
  const later = new TagSession('ada', 'run.jsonl', theirs.file.text);
  later.restore(made.file.text, base);
  assert.deepEqual(ids(later.file.text).sort(), ['1', '2', '3']);
  assert.equal(later.dirty, true);
});

test('revert gives up what is unsaved', () => {
  const made = saved();
  made.edit(removeItem(made.file, 'tags', tag(1).id));
  made.revert(made.base);
  assert.deepEqual(ids(made.file.text), ['1']);
  assert.equal(made.dirty, false);
});

/** Tag 1 on both sides, tag 2 on ours, tag 3 on theirs, as git leaves it. */
function conflicted(base: TagSession): string {
  const add = (n: number): string => {
    const side = session(base.base);
    side.edit(addItem(side.file, 'tags', tag(n)));
    return side.file.text.slice(base.file.text.length);
  };
  return `${base.file.text}<<<<<<< ours\n${add(2)}=======\n${add(3)}>>>>>>> theirs\n`;
}

test('a conflict that git left is resolved as an unsaved step, undone and redone', () => {
  const text = conflicted(saved());
  const made = session(text);
  assert.equal(made.editable, false);
  const step = made.resolve();
  assert.deepEqual([ids(made.file.text), made.editable, made.dirty], [['1', '2', '3'], true, true]);
  step?.undo();
  assert.deepEqual([made.file.text, made.dirty], [text, false]);
  step?.redo();
  assert.equal(made.decide(text), made.file.text);
  made.saved(made.file.text, made.file.text);
  assert.equal(made.dirty, false);
});

test('what is unsaved when git leaves a conflict comes into what is resolved, and stays when that is undone', () => {
  const made = saved();
  const text = conflicted(made);
  made.edit(addItem(made.file, 'tags', tag(4)));
  assert.equal(made.adopt(text), 'broken');
  const step = made.resolve();
  assert.deepEqual([...ids(made.file.text)].sort(), ['1', '2', '3', '4']);
  const broken = (): string | undefined => made.brokenOnDisk?.text;
  assert.equal(broken(), undefined);
  step?.undo();
  assert.deepEqual([ids(made.file.text), broken()], [['1', '4'], text]);
  assert.throws(() => made.decide(text), BrokenTagFileError);
  step?.redo();
  assert.deepEqual([...ids(made.decide(text))].sort(), ['1', '2', '3', '4']);
});

test('a conflict with a side that is broken by itself is not resolved', () => {
  const made = session(`${saved().file.text}<<<<<<< ours\n  - id: [\n=======\n>>>>>>> theirs\n`);
  assert.equal(made.resolve(), undefined);
});
