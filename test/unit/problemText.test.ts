import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { problem } from '../../src/core/problem.ts';
import { placeText, problemTemplates, problemText } from '../../src/core/problemText.ts';

const source = join(dirname(fileURLToPath(import.meta.url)), '../../src');

/** Codes as the sources write them, an area, a dot, a name: any literal of a known area, and any that makes a Problem. */
const areas = [...new Set(Object.keys(problemTemplates).map((code) => code.split('.')[0]))].join('|');
const literal = new RegExp(`(?:problem\\(\\s*|report\\(\\s*|code: )'([a-z]+\\.\\w+)'|'((?:${areas})\\.\\w+)'`, 'g');

const used = new Set(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('problemText.ts'))
    .flatMap((name) =>
      [...readFileSync(join(source, name), 'utf8').matchAll(literal)].map((match) => match[1] ?? match[2]),
    ),
);

test('every code has a template, and every template a code', () => {
  assert.deepEqual([...used].sort(), Object.keys(problemTemplates).sort());
});

test('a sentence holds the facts', () => {
  const made = problem('zip.memberDamaged', { member: 'samples/1.json', reason: 'its checksum does not match' });
  assert.equal(problemText(made), 'Member samples/1.json cannot be read: its checksum does not match.');
});

test('facts are data: what looks like a placeholder in them stays', () => {
  assert.equal(
    problemText(problem('json.invalid', { reason: '{reason} {toString}' })),
    'This is not valid JSON: {reason} {toString}.',
  );
});

test('a localiser gets the template and the facts', () => {
  const translated = problemText(
    problem('json.invalid', { reason: 'x' }),
    (template, facts) => `${template.length > 0} ${facts['reason']}`,
  );
  assert.equal(translated, 'true x');
});

test('an unknown code is shown as it is', () => {
  assert.equal(problemText(problem('made.up')), 'made.up');
  assert.equal(problemText(problem('toString')), 'toString');
});

test('says where', () => {
  assert.equal(
    placeText(problem('x', {}, { file: 'a.jsonl', record: 2, line: 3, field: '/messages' })),
    'a.jsonl:3, at /messages',
  );
  assert.equal(
    placeText(problem('x', {}, { file: 'a.eval', member: 'samples/1.json', record: 0 })),
    'a.eval, member samples/1.json',
  );
  assert.equal(placeText(problem('x', {}, { file: 'a.json', record: 4 })), 'a.json, record 4');
  assert.equal(placeText(problem('x')), '');
});
