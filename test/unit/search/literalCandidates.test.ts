import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { literalCandidates } from '../../../src/core/search/literalCandidates.ts';
import type { SearchQuery } from '../../../src/core/search/searchQuery.ts';

function isCandidate(query: SearchQuery, source: string): boolean {
  const test = literalCandidates(query);
  assert.ok(test, 'it can be told');
  return test(source);
}

const json = JSON.stringify;
const nested = (text: string): string => json({ arguments: json({ code: text }) });
const asciiOnly = (text: string): string =>
  json({ text }).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const held: readonly (readonly [string, string, string])[] = [
  ['as it is', 'I would never', json({ text: 'i WOULD never lie' })],
  ['over a line end', 'first line\nsecond', json({ text: 'first line\nsecond' })],
  ['with quotes and slashes', 'say "yes" to C:\\dir/x', nested('say "yes" to C:\\dir/x')],
  ['with a slash that is escaped', 'and/or other', '{"text": "and\\/or other"}'],
  ['in JSON with white space that its text leaves out', '{"path":"/etc"}', '{ "path" : "/etc" }'],
  ['in other letters', 'caf\u00e9', json({ text: 'CAF\u00c9' })],
  ['in other letters, escaped', 'm\u00fcde', asciiOnly('m\u00fcde')],
  ['in other letters alone', '\u597d\u7684', json({ text: '\u597d\u7684' })],
  ['in other letters alone, escaped', '\u597d\u7684', asciiOnly('\u597d\u7684').toUpperCase().replaceAll('\\U', '\\u')],
  ['in other letters alone, escaped twice', '\u597d', json(asciiOnly('\u597d'))],
  ['in an astral character, escaped twice', '\u{1f600}\u597d', json(asciiOnly('\u{1f600}\u597d'))],
  ['in other letters of the other case, escaped', '\u00e9\u00e8', asciiOnly('\u00c9\u00c8')],
  ['in an astral character, escaped', '\u{1f600}', asciiOnly('\u{1f600}')],
  ['in ASCII that is escaped', 'a<b', '{"text": "a\\u003cb"}'],
  ['in a streamed answer', 'never', '{"delta": {"text": "ne"}}\n{"delta": {"text": "ver"}}'],
  ['in a streamed answer kept as a string', 'never', json({ body: 'data: {"delta": "ne"}' })],
];

describe('literalCandidates', () => {
  for (const [name, text, source] of held) {
    it(`holds a text ${name}`, () => assert.ok(isCandidate({ text }, source)));
  }

  const other = json({ role: 'user', content: 'Something else, \u00fcber \u{1f601}, entirely.' });
  for (const text of ['never', 'not there', '\u597d', '\u{1f600}', 'say "yes"', '\u00e9']) {
    it(`passes over a record without ${text}`, () => assert.ok(!isCandidate({ text }, other)));
  }

  it('minds the case where the query does', () => {
    assert.ok(!isCandidate({ text: 'Never', caseSensitive: true }, json('never')));
    assert.ok(isCandidate({ text: 'Never', caseSensitive: true }, json('Never')));
  });

  it('cannot tell for a pattern, nor for what may be written in any way', () => {
    assert.equal(literalCandidates({ text: 'a', regex: true }), undefined);
    assert.equal(literalCandidates({ text: '":{' }), undefined);
    assert.equal(literalCandidates({ text: '\n' }), undefined);
  });
});
