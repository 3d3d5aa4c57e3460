import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contextLine } from '../../../src/core/search/contextLine.ts';

/** The match is what stands in [[ ]], in the text and in the line. */
function shows(marked: string, expected: string): void {
  const start = marked.indexOf('[[');
  const end = marked.indexOf(']]') - 2;
  const { line, match } = contextLine(marked.replaceAll(/\[\[|\]\]/g, ''), { start, end });
  assert.equal(
    `${line.slice(0, match.start)}[[${line.slice(match.start, match.end)}]]${line.slice(match.end)}`,
    expected,
  );
}

describe('contextLine', () => {
  it('is the line of the match', () => shows('one\ntwo [[three]] four\nfive', 'two [[three]] four'));
  it('drops the indent', () => shows('{\n   \tx [[y]]\n}', 'x [[y]]'));
  it('knows the other line ends', () => shows('a\r\nb [[c]]\rd', 'b [[c]]'));
  it('ends with the line in which the match begins', () => shows('a [[b\nc]] d', 'a [[b]]'));
  it('shows a match that is a line end', () => shows('a[[\n]]b', 'a[[\u240a]]'));
  it('cuts a long line on both sides', () =>
    shows(`${'a'.repeat(100)}[[b]]${'c'.repeat(200)}`, `…${'a'.repeat(60)}[[b]]${'c'.repeat(140)}…`));
  it('cuts a long match', () => shows(`[[${'b'.repeat(300)}]]`, `[[${'b'.repeat(200)}]]${'b'.repeat(100)}`));
  it('splits no character', () =>
    shows(`a${'😀'.repeat(40)}b[[c]]d${'😀'.repeat(80)}`, `…${'😀'.repeat(29)}b[[c]]d${'😀'.repeat(69)}…`));
  it('shows what would act, one for one', () => shows('a\u001b[[\u202ex\tb]]\u0085', 'a\u241b[[\ufffdx b]]\ufffd'));
});
