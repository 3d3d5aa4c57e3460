import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markedTurns } from '../../../src/core/readers/drafts/markedTurns.ts';

/** The turns of a text as `role[text]`, and that they tile it. */
function turns(text: string): string {
  const found = markedTurns(text);
  for (const [i, { turn }] of found.entries()) if (i > 0) assert.equal(turn.start, found[i - 1]?.turn.end);
  if (found.length > 0) assert.equal(found.at(-1)?.turn.end, text.length);
  return found.map(({ role, text: { start, end } }) => `${role}[${text.slice(start, end)}]`).join(' ');
}

test('two turns', () => assert.equal(turns('\n\nHuman: a\n\nAssistant: b'), 'user[a] assistant[b]'));
test('no blank line before the first', () => assert.equal(turns('Human: a\n\nAssistant: b'), 'user[a] assistant[b]'));
test('a blank line inside', () =>
  assert.equal(turns('\n\nHuman: a\n\nb\n\nAssistant: c'), 'user[a\n\nb] assistant[c]'));
test('the same speaker twice', () => assert.equal(turns('\n\nHuman: a\n\nHuman: b'), 'user[a] user[b]'));
test('an empty last turn', () => assert.equal(turns('\n\nHuman: a\n\nAssistant:'), 'user[a] assistant[]'));
test('a preamble is the system', () => assert.equal(turns('Be brief.\n\nHuman: a'), 'system[Be brief.] user[a]'));
test('a speaker inside a line is no marker', () =>
  assert.equal(turns('\n\nHuman: the\nAssistant: said'), 'user[the\nAssistant: said]'));
test('no marker, no turn', () => assert.equal(turns('Humans: all'), ''));
