import { skipSpace, stringEnd, valueEnd } from './jsonTokens.ts';
import { type OffsetMap, OffsetMapBuilder } from './offsetMap.ts';

/** The source tokens of the JSON in `[start, end)`, white space between them removed. */
export function minifyJson(text: string, start = 0, end = text.length): string {
  const pieces: string[] = [];
  eachRun(text, start, end, (from, to) => pieces.push(text.slice(from, to)));
  return pieces.join('');
}

/** As `minifyJson`, with the place of each unit in `text`. */
export function minifyJsonMapped(
  text: string,
  start: number,
  end: number,
): { readonly text: string; readonly map: OffsetMap } {
  const map = new OffsetMapBuilder();
  let minified = '';
  eachRun(text, start, end, (from, to) => {
    map.add(minified.length, from, to - from, to - from);
    minified += text.slice(from, to);
  });
  return { text: minified, map: map.build() };
}

/** Calls back with each stretch that holds no white space outside strings. */
function eachRun(text: string, start: number, end: number, run: (from: number, to: number) => void): void {
  let from = skipSpace(text, start);
  for (let i = from; i < end; ) {
    const unit = text.charCodeAt(i);
    const next = unit === 0x22 ? stringEnd(text, i) : isOpenOrClose(unit) ? i + 1 : Math.max(valueEnd(text, i), i + 1);
    const after = skipSpace(text, next);
    if (after > next || after >= end) {
      run(from, Math.min(next, end));
      from = after;
    }
    i = after;
  }
}

const isOpenOrClose = (unit: number): boolean => unit === 0x7b || unit === 0x5b || unit === 0x7d || unit === 0x5d;
