import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesGlob } from '../../../src/core/text/glob.ts';

const yes: readonly (readonly [string, string])[] = [
  ['*.csv', 'a/b/run.csv'],
  ['runs/*.csv', 'runs/a.csv'],
  ['./runs/*.csv', 'runs/a.csv'],
  ['runs/**/*.csv', 'runs/a.csv'],
  ['runs/**/*.csv', 'runs/x/y/a.csv'],
  ['**/*.{csv,tsv}', 'x/a.tsv'],
  ['run-?.json', 'run-1.json'],
  ['*', '.hidden'],
  ['a*b*c', 'axxbxxbc'],
  ['[1].csv', '[1].csv'],
  ['{a,b}/{c,d}', 'b/d'],
  ['{1}.csv', '{1}.csv'],
];
const no: readonly (readonly [string, string])[] = [
  ['*.csv', 'a.csv.bak'],
  ['runs/*.csv', 'runs/x/a.csv'],
  ['runs/*.csv', 'other/runs/a.csv'],
  ['**/runs/*', 'runs'],
  ['run-?.json', 'run-10.json'],
  ['*.CSV', 'a.csv'],
];
for (const [glob, path] of yes) test(`${glob} matches ${path}`, () => assert.ok(matchesGlob(glob, path)));
for (const [glob, path] of no) test(`${glob} does not match ${path}`, () => assert.ok(!matchesGlob(glob, path)));

test('a hostile glob takes no time', () => {
  const start = performance.now();
  matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(250));
  matchesGlob(`${'**/'.repeat(200)}b`, 'a/'.repeat(250));
  matchesGlob('{a,b}'.repeat(200), 'a');
  matchesGlob('{'.repeat(5000), 'a');
  assert.ok(performance.now() - start < 500);
});
