import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import type { SearchQuery } from '../../../src/core/search/searchQuery.ts';
import { textMatcher } from '../../../src/core/search/textMatcher.ts';

/** The matches are what stands in [[ ]]. */
function finds(query: SearchQuery, marked: string): void {
  const find = textMatcher(query);
  assert.ok(!isProblem(find), JSON.stringify(find));
  const text = marked.replaceAll(/\[\[|\]\]/g, '');
  let found = '';
  let at = 0;
  for (const span of find(text)) {
    if (span === undefined) continue;
    found += `${text.slice(at, span.start)}[[${text.slice(span.start, span.end)}]]`;
    at = span.end;
  }
  assert.equal(found + text.slice(at), marked);
}

const rows: readonly (readonly [string, SearchQuery, string])[] = [
  ['a literal in any case', { text: 'never' }, 'I would [[never]]. [[NEVER]]! nev er'],
  ['a literal in its case', { text: 'Never', caseSensitive: true }, 'never [[Never]] NEVER'],
  ['a literal full of syntax', { text: 'a.b*(c)[d]\\' }, 'axb [[a.b*(c)[d]\\]] a.b'],
  ['other scripts', { text: 'É' }, 'caf[[é]] CAF[[É]] e'],
  ['letters of ASCII and no others', { text: 'k' }, '[[k]] [[K]] \u212a'],
  ['astral characters', { text: '😀' }, '😁[[😀]]x[[😀]]'],
  ['whole words', { text: 'ask', wholeWord: true }, '[[ask]], asks task [[Ask]] ask_ _ask éask ask\u0301 😀[[ask]]'],
  ['a pattern', { text: 'ne[v]+er\\s+\\w', regex: true }, 'I [[never l]]ie, [[NEVER\n A]]'],
  ['a pattern in its case', { text: '[A-Z]\\w+', regex: true, caseSensitive: true }, '[[Ab]] ab'],
  ['a pattern by lines', { text: '^a|b$', regex: true }, '[[a]] a [[b]]\n[[a]]b x'],
  ['a pattern of whole words', { text: 'as.', regex: true, wholeWord: true }, '[[ask]] [[asp]] asks'],
  ['nothing where nothing is matched', { text: 'x*', regex: true }, 'ab[[xx]]b'],
  ['offsets after astral characters', { text: 'y+', regex: true }, '😀😀[[yy]]'],
];

describe('textMatcher finds', () => {
  for (const [name, query, marked] of rows) it(name, () => finds(query, marked));
});

describe('textMatcher', () => {
  for (const [text, code] of [
    ['', 'search.empty'],
    ['(', 'search.pattern'],
    ['(?=a)', 'search.pattern'],
    ['(a)\\1', 'search.pattern'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const refused = textMatcher({ text, regex: true });
      assert.ok(isProblem(refused));
      assert.equal(refused.code, code);
    });
  }

  it('says what is wrong with a pattern as it was typed', () => {
    const refused = textMatcher({ text: '(ask', regex: true });
    assert.ok(isProblem(refused));
    assert.equal(refused.facts['reason'], 'missing closing ): `(ask`');
  });

  it('is not slowed by a pattern that backtracking engines die of', () => {
    const find = textMatcher({ text: '(a|a)*(a+)+b', regex: true });
    assert.ok(!isProblem(find));
    const before = performance.now();
    assert.deepEqual([...find('a'.repeat(50_000))].filter(Boolean), []);
    // Linear: milliseconds. Backtracking: longer than the universe.
    assert.ok(performance.now() - before < 5000);
  });

  it('searches a very long text in pieces, cut at line ends', () => {
    const text = `${'word '.repeat(20_000)}here\n`.repeat(30);
    const find = textMatcher({ text: 'here$', regex: true });
    assert.ok(!isProblem(find));
    const found = [...find(text)];
    const spans = found.filter((span) => span !== undefined);
    assert.equal(spans.length, 30);
    assert.ok(found.length - spans.length > 2, 'others had their turn');
    assert.ok(spans.every(({ start, end }) => text.slice(start, end) === 'here'));
  });
});
