import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { tagProblems } from '../../../src/core/codebook/tagProblems.ts';
import { problemTemplates } from '../../../src/core/problemText.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { makeTag, makeTarget } from '../tags/support.ts';

const kinds = defaultCodebook.kinds;

test('each kind has its key, colour and shape', () => {
  assert.deepEqual(
    kinds.map(({ id, key, color }) => `${key} ${id} ${color}`),
    [
      'g preference-gap plumbline.preferenceGap',
      'm mistake plumbline.mistake',
      'p prediction-miss plumbline.predictionMiss',
      'w warning-sign plumbline.warningSign',
      's self-report plumbline.selfReport',
      'n note plumbline.note',
    ],
  );
  for (const kind of kinds) assert.match(kind.definition, /\.$/);
});

for (const kind of kinds) {
  for (const field of kind.fields) {
    test(`${kind.id}.${field.id}: options are defined, told apart and keyed`, () => {
      const options = field.options ?? [];
      assert.equal(options.length > 0, ['choice', 'choices', 'scale'].includes(field.type));
      for (const key of ['id', 'key', 'definition', 'title'] as const) {
        assert.equal(new Set(options.map((option) => option[key])).size, options.length, key);
      }
      for (const option of options) {
        assert.match(option.definition, /^\S[^\n]*\.$/);
        assert.match(option.key ?? '', /^\d$/);
        assert.match(String(option.id), /^(?:[a-z]+(?:-[a-z]+)*|\d)$/);
      }
      if (field.type.startsWith('choice')) assert.equal(options.at(-1)?.id, 'cannot-tell');
    });
  }
}

const cases: readonly (readonly [string, Partial<Tag>, string])[] = [
  ['nothing wrong', { fields: { category: 'factual', severity: 3, identity: 'cannot-tell' }, confidence: 1 }, ''],
  ['a kind that is gone', { kind: 'gone' }, 'tag.kindUnknown kind'],
  ['an option that is gone', { fields: { category: 'gone' } }, 'tag.valueUnknown fields.category'],
  ['a digit as text', { fields: { severity: '3' } }, 'tag.valueUnknown fields.severity'],
  ['a field that is gone', { fields: { gone: 1 } }, 'tag.fieldUnknown fields.gone'],
  [
    'a role that is not one',
    { targets: [makeTarget(), makeTarget({ role: 'stated' })] },
    'tag.roleUnknown targets.1.role',
  ],
  ['no target', { targets: [] }, 'tag.roleMissing targets'],
  ['an open pair', { kind: 'preference-gap', status: 'open', targets: [makeTarget({ role: 'stated' })] }, ''],
  ['too many', { kind: 'note', targets: [makeTarget(), makeTarget()] }, 'tag.roleTooMany targets'],
  [
    'one of several values',
    { kind: 'preference-gap', status: 'open', targets: [], fields: { principle: ['corrigibility', 'gone'] } },
    'tag.valueUnknown fields.principle',
  ],
  ['confidence above 1', { confidence: 1.5 }, 'tag.confidence confidence'],
  ['confidence below 0', { confidence: -0.1 }, 'tag.confidence confidence'],
  ['a conflict', { conflict: { severity: 2 } }, 'tag.conflict conflict'],
];
for (const [name, more, expected] of cases) {
  test(`a tag with ${name}`, () => {
    const problems = tagProblems(makeTag('t', more), defaultCodebook);
    assert.equal(problems.map(({ code, at }) => `${code} ${at.field}`).join(', '), expected);
    for (const { code } of problems) assert.ok(Object.hasOwn(problemTemplates, code), code);
  });
}
