import { escapePattern } from './escapePattern.ts';
import type { SearchQuery } from './searchQuery.ts';

/**
 * Whether the source text of a record may hold the query, told without parsing it. False only when it
 * cannot: escapes are thought of (`\n`, `\"`, `\u00e9`, JSON in a JSON string), as are the white space that
 * canonical text leaves out and answers that were streamed, whose text stands there in pieces.
 * Undefined for a pattern, and for a literal of which nothing stands in every such form.
 */
export function literalCandidates(query: SearchQuery): ((source: string) => boolean) | undefined {
  if (query.regex) return undefined;
  const needle = [...query.text.matchAll(plainRun)].map(([run]) => run).reduce(longer, '');
  const wanted = needle === '' ? foreign(query) : escapePattern(needle);
  if (wanted === undefined) return undefined;
  const pattern = new RegExp(`${wanted}|${anyway}`, query.caseSensitive ? '' : 'i');
  return (source) => pattern.test(source);
}

/** Printable ASCII that no JSON escapes, and beside which no white space is dropped. */
const plainRun = /[^\P{ASCII}\p{Cc}"\\/{}[\]:,]+/gu;

/** Texts in pieces; and ASCII written as escapes, which some writers do with `<`, and a hider with all. */
const anyway = String.raw`(?:delta|candidates|ticks)\\*"|\\u00[2-7]`;

function longer(a: string, b: string): string {
  return b.trim().length > a.length ? b.trim() : a;
}

/** The first run of other letters, each as itself or as an escape. */
function foreign({ text, caseSensitive }: SearchQuery): string | undefined {
  const run = /[^\p{ASCII}]+/u.exec(text)?.[0];
  if (run === undefined) return undefined;
  return [...run]
    .map((letter) => {
      const forms = caseSensitive ? [letter] : [letter, letter.toLowerCase(), letter.toUpperCase()];
      return `(?:${[...new Set(forms)].flatMap((form) => [form, escaped(form)]).join('|')})`;
    })
    .join('');
}

function escaped(letter: string): string {
  return Array.from({ length: letter.length }, (_, i) => {
    const digits = letter.charCodeAt(i).toString(16).padStart(4, '0');
    return String.raw`\\+u` + digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  }).join('');
}
