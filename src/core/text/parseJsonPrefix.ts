import type { Json } from './json.ts';
import { skipSpace, stringEnd } from './jsonTokens.ts';
import { parseJson } from './parseJson.ts';

/**
 * The value that a JSON text cut anywhere begins with: members and elements that are whole, in
 * containers closed where the text ends. Undefined where not even that is there. A whole text gives
 * its own value.
 */
export function parseJsonPrefix(text: string): Json | undefined {
  const whole = parseJson(text);
  if (whole.ok) return whole.value;
  const end = lastWhole(text);
  if (end === undefined) return undefined;
  const parsed = parseJson(text.slice(0, end) + closersAt(text, end));
  return parsed.ok ? parsed.value : undefined;
}

/** End of the last place where every open container can be closed: after a bracket, before a comma. */
function lastWhole(text: string): number | undefined {
  let safe: number | undefined;
  let depth = 0;
  for (let i = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0); i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) {
      i = stringEnd(text, i) - 1;
      if (i >= text.length - 1) break;
    } else if (unit === 0x7b || unit === 0x5b) {
      depth++;
      safe = i + 1;
    } else if (unit === 0x7d || unit === 0x5d) {
      safe = i + 1;
      if (--depth <= 0) break;
    } else if (unit === 0x2c) {
      safe = i;
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
