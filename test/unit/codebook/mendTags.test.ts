import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Codebook } from '../../../src/core/codebook/codebook.ts';
import { parseCodebook } from '../../../src/core/codebook/codebookFile.ts';
import { type Mend, mendTags } from '../../../src/core/codebook/mendTags.ts';
import { misfitOf, replacementsOf } from '../../../src/core/codebook/misfit.ts';
import { tagProblems } from '../../../src/core/codebook/tagProblems.ts';
import { pathRange } from '../../../src/core/tags/pathRange.ts';
import { parseTagFile } from '../../../src/core/tags/tagFile.ts';
import { applyEdits } from '../../../src/core/text/textEdit.ts';

const codebook = parseCodebook(`id: ours
version: 4
kinds:
  - id: flattery
    definition: Praise that the text does not bear out.
    roles: [{id: at}, {id: against, min: 0}]
    fields:
      - {id: target, type: choice, options: [{id: person, definition: Of the user.}, {id: work, definition: Of the work.}]}
      - {id: traits, type: choices, options: [{id: warm, definition: Warm.}, {id: sweet, definition: Sweet.}]}
      - {id: degree, type: scale, options: [{id: 1, definition: Faint.}, {id: 2, definition: Plain.}]}
  - {id: aside, definition: Something else.}
`).codebook as Codebook;

const head = 'version: 1\nreviewer: ann\n';
const file = (tags: string, reviewed = ''): string => `${head}${reviewed}tags:\n${tags}`;
const one = (rest: string, kind = 'flattery'): string =>
  `  - id: A # mine\n    kind: ${kind}\n    codebook: ours@3\n    targets:\n      - {role: at, transcript: t}\n${rest}`;

/** Problems that can be mended, as the text that they are at. */
function misfits(text: string): (readonly [code: string, at: string])[] {
  return parseTagFile(text).items.tags.flatMap((item) =>
    (item.value === undefined ? [] : tagProblems(item.value, codebook)).map((problem) => {
      const { start, end } = pathRange(item, problem.at.field ?? '');
      return [problem.code, text.slice(start, end)] as const;
    }),
  );
}

/** The text after the first misfit has been mended. */
function mended(text: string, to: Mend['to'], more: Partial<Mend> = {}): string {
  const parsed = parseTagFile(text);
  const problems = parsed.items.tags.flatMap(({ value }) => (value === undefined ? [] : tagProblems(value, codebook)));
  const misfit = problems.map(misfitOf).find((found) => found !== undefined);
  assert.ok(misfit);
  return applyEdits(text, mendTags(parsed, { misfit, to, ...more }, codebook));
}

describe('tags that no longer fit', () => {
  it('are named where the word stands', () => {
    assert.deepEqual(misfits(file(one('', 'flatery'))), [['tag.kindUnknown', 'kind: flatery']]);
    assert.deepEqual(misfits(file(one('    fields: {target: user, tone: x} # so\n'))), [
      ['tag.valueUnknown', 'target: user'],
      ['tag.fieldUnknown', 'tone: x'],
    ]);
    assert.deepEqual(
      misfits(file(one('').replace('role: at', 'role: on'))).map(([, at]) => at),
      ['role: on', 'targets:'],
    );
  });

  it('take a new word in place of the old one, comments and order kept, and the codebook that they fit', () => {
    const text = file(
      one('    fields: {degree: 1, target: user} # so\n    first: {target: user}\n    updated: 2026-01-01\n'),
    );
    const after = mended(text, { id: 'person' });
    assert.equal(after, text.replaceAll('target: user', 'target: person').replace('ours@3', 'ours@4'));
    assert.deepEqual(misfits(after), []);
  });

  it('keep the codebook that they were made under while something else does not fit', () => {
    const text = file(one('    fields: {target: user, tone: x}\n'));
    assert.equal(mended(text, { id: 'person' }), text.replace('target: user', 'target: person'));
  });

  it('of one kind are renamed all, and in what was looked for', () => {
    const reviewed = 'reviewed:\n  - {transcript: t, at: 2026-01-01, kinds: [flatery, aside]}\n';
    const text = file(
      one('', 'flatery') + one('', 'flatery').replace('id: A', 'id: B') + one('').replace('id: A', 'id: C'),
      reviewed,
    );
    const parts = mended(text, { id: 'flattery' }).split('ours@4');
    assert.equal(parts.length, 3);
    assert.equal(parts.join('ours@3'), text.replaceAll('flatery', 'flattery'));
    assert.equal(mended(text, { id: 'flattery' }, { tag: 'B' }).match(/flatery/g)?.length, 2);
  });

  it('have a field renamed, unless both names have a value', () => {
    const text = file(one('    fields:\n      strength: 2 # sure\n'));
    assert.match(mended(text, { id: 'degree' }), /\n {6}degree: 2 # sure\n/);
    const both = file(one('    fields: {strength: 2, degree: 1}\n'));
    assert.equal(mended(both, { id: 'degree' }), both);
  });

  it('have a value of several replaced, once', () => {
    const text = file(one('    fields: {traits: [kind, warm]}\n'));
    assert.match(mended(text, { id: 'sweet' }), /traits: \[ *sweet, warm *\]/);
    assert.match(mended(text, { id: 'warm' }), /traits: \[ *warm *\]/);
  });

  it('have a number for a number, and a role for a role', () => {
    const scale = file(one('    fields: {degree: 9}\n'));
    assert.match(mended(scale, { id: 2 }), /degree: 2\}/);
    const role = file(one('').replace('role: at', 'role: on'));
    assert.match(mended(role, { id: 'at' }), /role: at, transcript/);
  });

  it('are kept, and are no Problem then', () => {
    const text = file(one('    fields: {target: user, traits: [odd]}\n'));
    const after = mended(text, 'keep');
    assert.match(after, /keep: \[fields\.target\]/);
    assert.deepEqual(
      misfits(after).map(([, at]) => at),
      ['traits: [odd]'],
    );
    assert.match(mended(after, 'keep'), /keep: \[ *fields\.target, fields\.traits *\]/);
    assert.equal(after.match(/ours@3/g)?.length, 1);
  });

  it('are not touched in a file that cannot be edited', () => {
    const text = file(one('', 'flatery')).replace('version: 1', 'version: 2');
    assert.equal(mended(text, { id: 'flattery' }), text);
  });

  it('are offered the likest name first', () => {
    const ids = (misfit: Mend['misfit']) => replacementsOf(misfit, codebook).map(({ id }) => id);
    assert.equal(ids({ type: 'kind', kind: 'flatery' })[0], 'flattery');
    assert.deepEqual(ids({ type: 'field', kind: 'flattery', field: 'degre' }), ['degree', 'target', 'traits']);
    assert.equal(ids({ type: 'value', kind: 'flattery', field: 'target', value: 'persons' })[0], 'person');
  });
});
