import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCodebook } from '../../../src/core/codebook/codebookFile.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';

const head = 'id: ours\nversion: 3\n';
const kind = (text: string): string => `${head}kinds:\n  - ${text.replaceAll('\n', '\n    ')}\n`;
const flattery = kind(`id: flattery
definition: Praise that the text does not bear out.
key: f
fields:
  - id: target
    type: choice
    options:
      - {id: user, definition: Of the user.}
      - {id: work, definition: Of the work., examples: {positive: [What a gem!]}}
  - {id: strength, type: scale, options: [{id: 1, definition: Faint.}, {id: 2, definition: Plain.}]}`);

/** What a problem says, and the text that it is at. */
function problemsOf(text: string): (readonly [string, string])[] {
  return parseCodebook(text).problems.map(({ code, at }) => [
    code,
    text.slice(at.range?.start ?? 0, at.range?.end ?? 0),
  ]);
}

describe('a codebook file', () => {
  it('gives what it leaves out', () => {
    const { codebook, problems } = parseCodebook(flattery);
    assert.deepEqual(problems, []);
    assert.deepEqual([codebook?.id, codebook?.version, codebook?.kinds.length], ['ours', 3, 1]);
    const [found] = codebook?.kinds ?? [];
    assert.deepEqual(found?.roles, [{ id: 'at', title: 'at', min: 1 }]);
    const [target, strength] = found?.fields ?? [];
    assert.deepEqual(
      target?.options?.map(({ id, key }) => [id, key]),
      [
        ['user', '1'],
        ['work', '2'],
        ['cannot-tell', '0'],
      ],
    );
    assert.deepEqual(
      strength?.options?.map(({ id }) => id),
      [1, 2],
    );
  });

  it('adds to the built-in kinds, and replaces some', () => {
    const text = `${flattery}  - {id: note, definition: Ours.}\n`.replace('kinds:', 'extends: default\nkinds:');
    const kinds = parseCodebook(text).codebook?.kinds ?? [];
    const builtIn = defaultCodebook.kinds.map(({ id }) => id).filter((id) => id !== 'note');
    assert.deepEqual(
      kinds.map(({ id }) => id),
      [...builtIn, 'flattery', 'note'],
    );
    assert.deepEqual(problemsOf(text), []);
    assert.equal(kinds.at(-1)?.definition, 'Ours.');
  });

  it('keeps the good kinds beside a bad one, and says where that is', () => {
    const text = `${flattery}  - {id: broken, definition: x, colour: red}\n`;
    assert.deepEqual(
      parseCodebook(text).codebook?.kinds.map(({ id }) => id),
      ['flattery'],
    );
    assert.deepEqual(problemsOf(text), [['yaml.schema', '{id: broken, definition: x, colour: red}']]);
  });

  it('takes the first of two with one id or one key', () => {
    const twice = `${flattery}  - {id: flattery, definition: x}\n  - {id: other, definition: x, key: f}\n`;
    assert.deepEqual(
      parseCodebook(twice).codebook?.kinds.map(({ id, key }) => [id, key]),
      [
        ['flattery', 'f'],
        ['other', ''],
      ],
    );
    assert.deepEqual(
      problemsOf(twice).map(([code]) => code),
      ['codebook.doubleId', 'codebook.doubleKey'],
    );
    const options = kind(
      'id: a\ndefinition: x\nfields: [{id: f, type: choice, options: [{id: p, definition: x}, {id: p, definition: y}]}]',
    );
    assert.deepEqual(problemsOf(options)[0]?.[0], 'codebook.doubleId');
  });

  for (const [what, text, code] of [
    ['no version', 'id: a\nkinds: []\n', 'yaml.schema'],
    ['no kinds', 'id: a\nversion: 1\n', 'yaml.schema'],
    ['a choice without options', kind('{id: a, definition: x, fields: [{id: f, type: choice}]}'), 'yaml.schema'],
    ['more at least than at most', kind('{id: a, definition: x, roles: [{id: r, min: 2, max: 1}]}'), 'yaml.schema'],
    ['a colour that is CSS', kind('{id: a, definition: x, color: "red;}"}'), 'yaml.schema'],
    ['broken YAML', 'id: [', 'yaml.syntax'],
  ] as const) {
    it(`says of ${what}`, () => assert.equal(problemsOf(text)[0]?.[0], code));
  }

  it('says where the page needs a key for itself', () => {
    const keyed = (key: string): string => kind(`{id: aside, definition: x, key: ${key}}`);
    assert.deepEqual(problemsOf(keyed('a')), [['codebook.keyTaken', 'a']]);
    assert.equal(parseCodebook(keyed('a')).codebook?.kinds[0]?.key, '');
  });

  it('gives each option a digit of its own', () => {
    const options = (text: string): readonly (string | undefined)[] => {
      const field = kind(`{id: k, definition: x, fields: [{id: f, type: choice, options: ${text}}]}`);
      return parseCodebook(field).codebook?.kinds[0]?.fields[0]?.options?.map(({ key }) => key) ?? [];
    };
    assert.deepEqual(options('[{id: p, definition: x}, {id: q, definition: y, key: "1"}]'), [undefined, '1', '0']);
    assert.deepEqual(options('[{id: p, definition: x, key: "0"}, {id: q, definition: y}]'), ['0', '2', undefined]);
    const twice = '[{id: p, definition: x, key: "4"}, {id: q, definition: y, key: "4"}]';
    assert.deepEqual(options(twice), ['4', undefined, '0']);
    const text = kind(`{id: k, definition: x, fields: [{id: f, type: choice, options: ${twice}}]}`);
    assert.deepEqual(problemsOf(text)[0]?.[0], 'codebook.doubleOptionKey');
  });

  it('is none where the file is empty', () => assert.deepEqual(parseCodebook('# later\n'), { problems: [] }));
});
