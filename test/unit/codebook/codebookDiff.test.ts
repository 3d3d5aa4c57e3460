import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Codebook } from '../../../src/core/codebook/codebook.ts';
import { codebookDiff, codebookDiffText } from '../../../src/core/codebook/codebookDiff.ts';
import { parseCodebook } from '../../../src/core/codebook/codebookFile.ts';

const text = `id: ours
version: 3
kinds:
  - id: flattery
    definition: Praise that the text does not bear out.
    key: f
    fields:
      - id: target
        type: choice
        options:
          - {id: user, definition: Of the user.}
          - {id: work, definition: Of the work.}
      - {id: strength, type: scale, options: [{id: 1, definition: Faint.}, {id: 2, definition: Plain.}]}
  - {id: aside, definition: Something else.}
`;
function codebook(yaml: string): Codebook {
  const parsed = parseCodebook(yaml);
  assert.deepEqual(parsed.problems, []);
  return parsed.codebook as Codebook;
}
/** The lines that tell how the codebook differs after one replacement in its text, without the first. */
function diff(from: string, to: string): string[] {
  assert.ok(text.includes(from));
  return codebookDiffText(codebook(text), codebook(text.replace(from, to)))
    .trimEnd()
    .split('\n')
    .slice(1);
}
const raise = ['', 'Both are ours@3, though tags made under them can differ. Raise the version.'];

describe('the difference of two codebooks', () => {
  it('is none of one and itself', () => {
    assert.deepEqual(codebookDiff(codebook(text), codebook(text)), []);
    assert.deepEqual(diff('version: 3', 'version: 4'), ['No kind, field or option differs.']);
  });

  for (const [what, from, to, lines] of [
    ['a kind that comes', 'Something else.}', 'Something else.}\n  - {id: new, definition: New.}', ['+ kind new']],
    ['a kind that goes', '  - {id: aside, definition: Something else.}\n', '', ['- kind aside']],
    ['a kind that is renamed', 'id: aside', 'id: remark', ['> kind aside: now remark']],
    [
      'an option that comes',
      'work.}',
      'work.}\n          - {id: self, definition: Of itself.}',
      ['+ kind flattery, field target, option self'],
    ],
    ['an option that is renamed', 'id: work', 'id: text', ['> kind flattery, field target, option work: now text']],
    ['a field that is renamed', 'id: strength', 'id: degree', ['> kind flattery, field strength: now degree']],
    [
      'a definition',
      'Of the user.',
      'Of the person.',
      ['~ kind flattery, field target, option user', '    definition: Of the user.', '                Of the person.'],
    ],
  ] as const) {
    it(`names ${what}, and wants a new version`, () => assert.deepEqual(diff(from, to), [...lines, ...raise]));
  }

  it('lets looks and examples change within a version', () => {
    const lines = diff('definition: Of the work.', 'definition: Of the work., examples: {positive: [What a gem!]}');
    assert.deepEqual(lines, [
      '~ kind flattery, field target, option work',
      '    examples: (none)',
      '              {"positive":["What a gem!"]}',
    ]);
    assert.deepEqual(
      diff('key: f', 'key: y').filter((line) => line.startsWith('Both')),
      [],
    );
  });

  it('is told with the names of both', () => {
    const raised = codebook(text.replace('version: 3', 'version: 4').replace('id: aside', 'id: remark'));
    assert.equal(codebookDiffText(codebook(text), raised), 'ours@3 -> ours@4\n> kind aside: now remark\n');
  });
});
