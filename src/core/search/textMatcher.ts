import { RE2JS, RE2JSException } from 're2js';
import { type Problem, problem } from '../problem.ts';
import type { Span } from '../text/span.ts';
import { escapePattern } from './escapePattern.ts';
import type { SearchQuery } from './searchQuery.ts';
import { textPieces } from './textPieces.ts';

/** The matches in a text, in order, none of them empty (UTF-16 units); undefined where others may have their turn. */
export type TextMatcher = (text: string) => Iterable<Span | undefined>;

/**
 * A literal is left to the platform's own engine, which does not backtrack on it. A pattern, which may be
 * anybody's, runs in an engine whose time is linear in the text, so that none can hang the host (ADR 8).
 */
export function textMatcher(query: SearchQuery): TextMatcher | Problem {
  if (query.text === '') return problem('search.empty');
  const find = query.regex ? patternMatcher(query) : literalMatcher(query);
  if (typeof find !== 'function' || !query.wholeWord) return find;
  return function* (text) {
    for (const span of find(text)) if (span === undefined || isWord(text, span)) yield span;
  };
}

function literalMatcher(query: SearchQuery): TextMatcher {
  // Without the flag `u`, letters of ASCII match no others, which `literalCandidates` counts on.
  const pattern = new RegExp(escapePattern(query.text), query.caseSensitive ? 'g' : 'gi');
  return function* (text) {
    for (const match of text.matchAll(pattern)) yield { start: match.index, end: match.index + match[0].length };
  };
}

function patternMatcher(query: SearchQuery): TextMatcher | Problem {
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(query.text, RE2JS.MULTILINE | (query.caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE));
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause;
    // The engine shows the pattern with its flags before it, which nobody typed.
    const reason = cause.message.replace(/^error parsing regexp: /, '').replace(/`(\(\?[im]\))+/, '`');
    return problem('search.pattern', { reason });
  }
  return function* (text) {
    for (const piece of textPieces(text)) {
      const matcher = pattern.matcher(piece.text);
      while (matcher.find()) {
        const span = { start: piece.start + matcher.start(), end: piece.start + matcher.end() };
        if (span.end > span.start) yield span;
      }
      yield undefined;
    }
  };
}

const wordBefore = /[\p{L}\p{M}\p{N}_]$/u;
const wordAfter = /^[\p{L}\p{M}\p{N}_]/u;

function isWord(text: string, { start, end }: Span): boolean {
  return !wordBefore.test(text.slice(Math.max(start - 2, 0), start)) && !wordAfter.test(text.slice(end, end + 2));
}
