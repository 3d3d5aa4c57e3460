import type { Json } from './json.ts';
import { skipSpace, stringEnd } from './jsonTokens.ts';
import { parseJson } from './parseJson.ts';

/**
 * The value that a JSON text cut anywhere begins with: members and elements that are whole, in
 * containers closed where the text ends, or breaks. A member whose string the text ends in keeps the start
 * of it: the first message of a log may be longer than all that was read. Undefined where not even that is there. A whole
 * text gives its own value.
 */
export function parseJsonPrefix(text: string): Json | undefined {
  const whole = parseJson(text);
  if (whole.ok) return whole.value;
  const open = parseOpenString(text);
  if (open !== undefined) return open;
  const ends = wholeEnds(text);
  const last = parseUpTo(text, ends.at(-1));
  if (last !== undefined || ends.length === 0) return last;
  // Broken somewhere before: what parses up to one end parses up to each earlier one.
  let [low, high] = [0, ends.findLastIndex((end) => end <= maxSearched) + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (parseUpTo(text, ends[middle]) === undefined) high = middle;
    else low = middle + 1;
  }
  return parseUpTo(text, ends[low - 1]);
}

/** A broken text is searched only this far: each step parses it again. */
const maxSearched = 1 << 20;

function parseUpTo(text: string, end: number | undefined): Json | undefined {
  if (end === undefined) return undefined;
  const parsed = parseJson(text.slice(0, end) + closersAt(text, end));
  return parsed.ok ? parsed.value : undefined;
}

/** Characters kept of a string that does not end: enough to tell what it is. */
const keptOfString = 200;

/** With the string closed that the text ends in, where that is the value of a member. */
function parseOpenString(text: string): Json | undefined {
  let start = -1;
  for (let i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i)) {
    const end = stringEnd(text, i);
    if (end >= text.length && (end === i + 1 || text[end - 1] !== '"')) start = i;
    i = end;
  }
  if (start < 0 || !/:\s*$/.test(text.slice(Math.max(0, start - 20), start))) return undefined;
  const kept = /^[^\\]*/.exec(text.slice(start, start + keptOfString))?.[0] ?? '"';
  const parsed = parseJson(`${text.slice(0, start)}${kept}"${closersAt(text, start)}`);
  return parsed.ok ? parsed.value : undefined;
}

/** Where every open container can be closed: after a bracket, before a comma. */
function wholeEnds(text: string): number[] {
  const safe: number[] = [];
  let depth = 0;
  for (let i = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0); i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) {
      i = stringEnd(text, i) - 1;
      if (i >= text.length - 1) break;
    } else if (unit === 0x7b || unit === 0x5b) {
      depth++;
      safe.push(i + 1);
    } else if (unit === 0x7d || unit === 0x5d) {
      safe.push(i + 1);
      if (--depth <= 0) break;
    } else if (unit === 0x2c) {
      safe.push(i);
    }
  }
  return safe;
}

function closersAt(text: string, end: number): string {
  const open: string[] = [];
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) i = stringEnd(text, i) - 1;
    else if (unit === 0x7b) open.push('}');
    else if (unit === 0x5b) open.push(']');
    else if (unit === 0x7d || unit === 0x5d) open.pop();
  }
  return open.reverse().join('');
}
