import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptReanchors } from '../../../src/core/anchors/acceptReanchor.ts';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { proposeReanchors } from '../../../src/core/anchors/reanchor.ts';
import { resolveTarget } from '../../../src/core/anchors/resolve.ts';
import { addItem, invertItemEdit } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, type TagFile } from '../../../src/core/tags/tagFile.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import { makeTranscript } from '../../support/transcript.ts';
import { edited } from '../tags/support.ts';

const said = 'I would never act without asking you first, that I promise.';
const before = makeTranscript(['hello there', `Well. ${said} Do you believe it?`, 'Yes.']);
const promise = { message: 'm1', part: 0, start: 6, end: 6 + said.length };

/** A tag file with comments, of a tag on each place. */
function tagged(...places: readonly object[]): TagFile {
  return places.reduce((file: TagFile, place, i) => {
    const tag = {
      id: `01KAJ3W5Z0S7R3VQK6YH1T2B3${i}`,
      kind: 'note',
      status: 'complete' as const,
      targets: [describeTarget(before, { role: 'at', ...place })],
      fields: {},
      note: 'mine',
    };
    return parseTagFile(
      edited(file, addItem(file, 'tags', tag)).text.replace(/kind: note\n/, 'kind: note # looked at twice\n'),
    );
  }, parseTagFile('version: 1\nreviewer: alice\nsource: made.jsonl\n'));
}

const proposals = (file: TagFile, now: Transcript) => proposeReanchors(file, () => now);
const texts = (...lines: readonly string[]) =>
  makeTranscript(lines.map((text, i) => ({ id: `m${i}`, parts: [{ type: 'text' as const, text }] })));

test('what stands is not listed, what moved is, with its old and new context', () => {
  const file = tagged(promise);
  assert.deepEqual(proposals(file, before), []);
  const [moved, ...more] = proposals(file, texts('hello there', `Well now! ${said} Do you believe it?`, 'Yes.'));
  assert.deepEqual(more, []);
  assert.equal(moved?.outcome, 'moved');
  assert.equal(moved?.sameText, true);
  assert.deepEqual(moved?.was, { before: 'Well. ', text: said, after: ' Do you believe it?' });
  assert.deepEqual(moved?.candidates, [
    {
      place: { message: 'm1', part: 0, start: 10, end: 10 + said.length },
      messageIndex: 1,
      before: 'Well now! ',
      text: said,
      after: ' Do you believe it?',
    },
  ]);
});

test('words that changed are no same text', () => {
  const [moved] = proposals(tagged(promise), texts('x', `Well. ${said.replace('asking', 'askng')} Do you believe it?`));
  assert.deepEqual([moved?.outcome, moved?.sameText], ['moved', false]);
});

test('accepting keeps comments and finds the tags exactly; undone, the file is as it was', () => {
  const file = tagged(promise, { ...promise, end: 20 });
  const now = texts('hello there', `Well now. ${said} Do you still believe it?`);
  const accepted = proposals(file, now).map(({ at, candidates: [found] }) => ({
    at,
    transcript: now,
    place: found?.place ?? assert.fail('a place is offered'),
  }));
  assert.equal(accepted.length, 2);
  const edits = acceptReanchors(file, accepted, '2026-11-21T06:00:00Z');
  const after = edits.reduce(edited, file);
  assert.deepEqual(after.problems, []);
  assert.equal(after.text.match(/# looked at twice/g)?.length, file.text.match(/# looked at twice/g)?.length);
  for (const { value } of after.items.tags) {
    assert.deepEqual([value?.note, value?.updated], ['mine', '2026-11-21T06:00:00Z']);
    assert.equal(resolveTarget(now, value?.targets[0] ?? assert.fail()).outcome, 'exact');
  }
  const undone = edits.toReversed().reduce((each, edit) => edited(each, invertItemEdit(edit)), after);
  assert.equal(undone.text, file.text);
});

test('two as good are candidates, and what is nowhere is lost', () => {
  const file = tagged(promise);
  const twice = texts('x', `${said} And again: ${said}`);
  const [ambiguous] = proposals(file, twice);
  assert.deepEqual([ambiguous?.outcome, ambiguous?.candidates.map(({ text }) => text)], ['ambiguous', [said, said]]);
  const [lost] = proposals(file, texts('I like cheese.'));
  assert.deepEqual([lost?.outcome, lost?.candidates], ['lost', []]);
  const [gone] = proposeReanchors(file, () => 'gone');
  assert.deepEqual([gone?.outcome, gone?.was.text], ['lost', said]);
  assert.deepEqual(
    proposeReanchors(file, () => undefined),
    [],
  );
});

test('a whole transcript that changed can be taken as it is now', () => {
  const file = tagged({});
  const now = texts('something else', 'Yes.');
  const [changed] = proposals(file, now);
  assert.deepEqual([changed?.outcome, changed?.candidates.map(({ place }) => place)], ['ambiguous', [{}]]);
  const [edit] = acceptReanchors(file, [{ at: changed?.at ?? assert.fail(), transcript: now, place: {} }]);
  assert.deepEqual(proposals(edited(file, edit ?? assert.fail()), now), []);
});

test('a link is moved in its own file', () => {
  const target = describeTarget(before, { role: 'revealed', ...promise });
  const { role: _, ...place } = target;
  const empty = parseTagFile('version: 1\nreviewer: alice\nsource: made.jsonl\n');
  const link = { id: '01KAJ3W5Z0S7R3VQK6YH1T2B30', to: '01KAJ3W5Z0S7R3VQK6YH1T2B31', role: 'revealed', target: place };
  const file = edited(empty, addItem(empty, 'links', link));
  const now = texts('x', `So. And: ${said} Do you believe it?`);
  const [moved] = proposals(file, now);
  assert.deepEqual([moved?.tag, moved?.role, moved?.at.section], [link.to, 'revealed', 'links']);
  const [edit] = acceptReanchors(file, [
    { at: moved?.at ?? assert.fail(), transcript: now, place: moved?.candidates[0]?.place ?? assert.fail() },
  ]);
  const after = edited(file, edit ?? assert.fail());
  assert.deepEqual([after.problems, proposals(after, now)], [[], []]);
});
