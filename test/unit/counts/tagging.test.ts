import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { addItem, changeItem, removeItem } from '../../../src/core/tags/tagEdit.ts';
import { TagSession } from '../../../src/core/tags/tagSession.ts';
import { madeTagFile, madeTagId } from '../../support/madeTagFile.ts';
import { makeTag } from '../tags/support.ts';

const count = 10_000;

describe(`a file of ${count} tags`, () => {
  const parsed: string[] = [];
  let session: TagSession;
  /** What `yaml` is given while `work` runs. */
  const parses = (work: () => void): readonly string[] => {
    parsed.length = 0;
    work();
    return [...parsed];
  };

  before(() => {
    const text = madeTagFile(Array.from({ length: count }, (_, n) => makeTag(madeTagId(n), { note: `Note ${n}.` })));
    session = new TagSession('alice', 'run1.jsonl', text, { onParse: (what) => parsed.push(what) });
    assert.equal(session.file.items.tags.length, count);
    assert.equal(parsed.length, count + 1, 'the count sees the parses: every item and the head');
  });

  it('parses nothing anew for a session on a file that the index has parsed', () => {
    const { file } = session;
    const onParse = (what: string) => parsed.push(what);
    const opened = () => new TagSession('alice', 'run1.jsonl', file.text, { previous: file, onParse });
    assert.deepEqual(
      parses(() => void opened()),
      [],
    );
    assert.equal(opened().file.items.tags.length, count);
  });

  it('parses one item when a tag is added, and none when that is undone', () => {
    const edit = addItem(session.file, 'tags', makeTag(madeTagId(count)));
    assert.deepEqual(
      parses(() => session.edit(edit)),
      ['tags'],
    );
    assert.equal(session.file.items.tags.length, count + 1);
    assert.deepEqual(
      parses(() => session.undo(edit)),
      [],
    );
    assert.equal(session.file.items.tags.length, count);
  });

  it('parses one item when a tag changes, and none when one goes', () => {
    const change = changeItem(session.file, 'tags', madeTagId(5000), [{ path: ['note'], value: 'Changed.' }]);
    assert.deepEqual(
      parses(() => session.edit(change)),
      ['tags'],
    );
    assert.deepEqual(
      parses(() => session.edit(removeItem(session.file, 'tags', madeTagId(17)))),
      [],
    );
  });

  it('parses nothing to save it', () => {
    const of = session.file.text;
    const text = { written: '' };
    assert.deepEqual(
      parses(() => (text.written = session.decide(session.base))),
      [],
    );
    assert.deepEqual(
      parses(() => session.saved(text.written, of)),
      [],
    );
    assert.equal(session.dirty, false);
  });

  it('parses the one item that changed on disk', () => {
    const onDisk = session.file.text.replace('Note 123.', 'Note 123, by hand.');
    assert.deepEqual(
      parses(() => session.adopt(onDisk)),
      ['tags'],
    );
  });

  it('keeps the parsed objects of every other tag', () => {
    const kept = new Set(session.file.items.tags.map((item) => item.value));
    session.edit(addItem(session.file, 'tags', makeTag(madeTagId(count + 1))));
    assert.equal(session.file.items.tags.filter((item) => !kept.has(item.value)).length, 1);
  });
});
