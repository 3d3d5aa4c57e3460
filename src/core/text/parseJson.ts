import type { Json } from './json.ts';
import { stringEnd } from './jsonTokens.ts';

export type ParsedJson =
  | { readonly ok: true; readonly value: Json }
  /** `offset` in UTF-16 units where the engine tells it. */
  | { readonly ok: false; readonly message: string; readonly offset?: number };

const notANumber = '\udfffNaN\udfff';
/** Skips 16 units at a time where `longDigits` looks at each: most texts have neither. */
const digitRun = /\d{16}/;
const longDigits = /[[:,\s]-?\d{16}/;
const looseToken = /(-?)\b(NaN|Infinity)\b|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/**
 * Parse JSON as model logs write it: strict first; then bare `NaN`, `Infinity` and `-Infinity` are
 * numbers. A byte order mark is skipped. Integers beyond 2^53 become strings of their digits.
 */
export function parseJson(source: string): ParsedJson {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const loose = digitRun.test(text) && longDigits.test(text);
  let strict: unknown;
  if (!loose) {
    try {
      return { ok: true, value: JSON.parse(text) as Json };
    } catch (cause) {
      strict = cause;
    }
  }
  const nonFinite = text.includes('NaN') || text.includes('Infinity');
  if (!loose && !nonFinite) return failure(strict, text, source);
  try {
    const value = JSON.parse(withoutLooseTokens(text)) as Json;
    return { ok: true, value: nonFinite ? restoreNaN(value) : value };
  } catch (cause) {
    return failure(strict ?? cause, text, source);
  }
}

/** Rewrites the tokens that `JSON.parse` would refuse or round, outside strings only. */
function withoutLooseTokens(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; ) {
    const quote = text.indexOf('"', i);
    const gapEnd = quote < 0 ? text.length : quote;
    result += text.slice(i, gapEnd).replace(looseToken, (token, sign: string, word?: string) => {
      if (word === 'Infinity') return `${sign}1e999`;
      if (word === 'NaN') return `"${notANumber}"`;
      return Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
    });
    if (quote < 0) break;
    i = stringEnd(text, quote);
    result += text.slice(quote, i);
  }
  return result;
}

function restoreNaN(root: Json): Json {
  if (root === notANumber) return Number.NaN;
  const pending: Json[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const container = value as Record<string, Json>;
    for (const key of Object.keys(container)) {
      const child = container[key] as Json;
      if (child === notANumber) container[key] = Number.NaN;
      else if (typeof child === 'object' && child !== null) pending.push(child);
    }
  }
  return root;
}

function failure(cause: unknown, text: string, source: string): ParsedJson {
  const message = cause instanceof Error ? cause.message : String(cause);
  const shift = source.length - text.length;
  const position = / at position (\d+)/.exec(message)?.[1];
  // The engine quotes the text around the error: data, which a message must not repeat at length.
  const short = message
    .replace(/,? ?(\.\.\.)?"[\s\S]*"(\.\.\.)? is not valid JSON/, '')
    .replace(/ in JSON at position[\s\S]*/, '');
  if (position !== undefined) return { ok: false, message: short, offset: Number(position) + shift };
  return /end of JSON/.test(message)
    ? { ok: false, message: short, offset: source.length }
    : { ok: false, message: short };
}
