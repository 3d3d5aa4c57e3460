import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  parseRecordsFile,
  recordMappingFor,
  recordsJsonSchema,
} from '../../../../src/core/records/mapping/recordsFile.ts';

const property = 'property: { name: p, type: binary }';

test('media/schemas/recordMappings.schema.json is up to date', () => {
  const file = new URL('../../../../media/schemas/recordMappings.schema.json', import.meta.url);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), recordsJsonSchema(), 'run `npm run schemas`');
});

test('the first mapping whose globs match counts', () => {
  const item = (name: string, files: string): string => `  - { name: ${name}, files: ${files}, ${property} }\n`;
  const file = parseRecordsFile(`version: 1\nrecords:\n${item('a', "'*.csv'")}${item('b', "[x/*, '*.log']")}`);
  assert.deepEqual(file.problems, []);
  const name = (path: string): string | undefined => recordMappingFor(file, path)?.name;
  assert.deepEqual(['x/a.csv', 'x/a.json', 'a.log', 'a.json'].map(name), ['a', 'b', 'b', undefined]);
});

/** What is wrong, and the text that the problem is at: marked with `[[` and `]]`. */
const bad: Record<string, readonly [string, RegExp]> = {
  'a mistyped key': [`[[{ name: a, files: x, ${property}, outcom: z }]]`, /outcom/],
  'a mistyped key of a side': [`{ name: a, files: x, ${property}, outcome: [[{ anser: z }]] }`, /anser/],
  'no property': ['[[{ name: a, files: x }]]', /property|object/],
  'a type that is none': ['{ name: a, files: x, property: { name: p, type: [[boolean]] } }', /binary/],
  'a pattern that is none': [`{ name: a, files: x, path: [['(']], ${property} }`, /missing closing|parenthesis|\)/],
  'a step that is none': [
    `{ name: a, files: x, ${property}, prediction: { value: { from: v, to: [[upper]] } } }`,
    /number|option/i,
  ],
  'a mistyped step': [
    `{ name: a, files: x, ${property}, prediction: { value: { from: v, to: [ [[{ scal: [0, 1] }]] ] } } }`,
    /scal|number|input/i,
  ],
  'a scale upside down': [
    `{ name: a, files: x, ${property}, prediction: { value: { from: v, to: { scale: [[[7, 1]]] } } } }`,
    /lower/,
  ],
  'a value from nowhere': [`{ name: a, files: x, ${property}, prediction: { value: [[{ to: number }]] } }`, /one of/],
  'a value from two places': [`{ name: a, files: x, ${property}, model: [[{ from: m, is: n }]] }`, /one of/],
  'a join that is not there': [`{ name: a, files: x, ${property}, outcome: { answer: [[$seen/x]] } }`, /join seen/],
  'a join that is not there, in a template': [
    `{ name: a, files: x, ${property}, id: { template: [['{a}-{$seen/x}']] } }`,
    /join seen/,
  ],
  'a join with a name that means something': [
    `{ name: a, files: x, ${property}, join: [{ name: [[root]], files: y, on: [{ here: a, there: b }] }] }`,
    /own/,
  ],
  'outcomes from two places': [
    `{ name: a, files: x, ${property}, group: { by: g, as: [[outcomes]] }, join: [{ name: j, files: y, on: [{ here: a, there: b }], samples: true }] }`,
    /group or/,
  ],
  'rows without a slash': [`{ name: a, files: x, ${property}, rows: [[data/*]] }`, /Pointer/],
};
for (const [what, [marked, reason]] of Object.entries(bad)) {
  test(`problem at its place: ${what}`, () => {
    const whole = `records:\n  - ${marked}\n`;
    const start = whole.indexOf('[[');
    const text = whole.replace('[[', '').replace(/\]\](?!.*\]\])/s, '');
    const end = whole.lastIndexOf(']]') - 2;
    const { mappings, problems } = parseRecordsFile(text);
    assert.deepEqual(mappings, []);
    assert.equal(problems[0]?.code, 'yaml.schema');
    assert.match(String(problems[0]?.facts['reason']), reason);
    assert.deepEqual(problems[0]?.at.range, { start, end });
  });
}

test('a bad mapping leaves the others; constants and patterns are no references', () => {
  const good = `{ name: b, files: x, ${property}, model: { is: $seen/x }, prediction: { answer: a, refused: [$seen/y, { matches: '\\$z/' }] } }`;
  const { mappings, problems } = parseRecordsFile(`records:\n  - 7\n  - ${good}\n`);
  assert.deepEqual([mappings.length, problems.length], [1, 1]);
});
