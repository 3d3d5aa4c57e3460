import { type Problem, type ProblemPlace, problem } from '../problem.ts';
import type { Json } from '../text/json.ts';
import { jsonErrorOffset } from '../text/jsonErrorOffset.ts';
import { parseJson } from '../text/parseJson.ts';
import { withoutTrailingCommas } from '../text/trailingCommas.ts';
import { wholeParts } from '../text/wholeParts.ts';

/** Records above this are not mended. */
const longest = 1 << 26;

/** UTF-16 units that are parsed in all to find what is whole. */
const mostTried = 1 << 27;

/** The value of a record, and what had to be forgiven for it. */
export interface RecordJson {
  readonly value: Json;
  readonly problems: readonly Problem[];
}

/**
 * Parse a record, which begins at the line `at` says. Commas before closing brackets are forgiven. Of a record that
 * is cut or broken what is whole before that is the value, if the format `accepts` it. Both are told with their line.
 */
export function recordJson(text: string, at: ProblemPlace, accepts?: (value: Json) => boolean): RecordJson | Problem {
  const parsed = parseJson(text);
  if (parsed.ok) return { value: parsed.value, problems: [] };
  const placed = (offset: number | undefined): ProblemPlace => {
    if (offset === undefined || at.line === undefined) return at;
    return { ...at, line: at.line + text.slice(0, offset).split('\n').length - 1 };
  };
  const mended = text.length > longest ? undefined : withoutTrailingCommas(text);
  const again = mended && parseJson(mended.text);
  if (mended !== undefined && again?.ok)
    return { value: again.value, problems: [problem('json.comma', {}, placed(mended.offset), 'warning')] };
  const reason = parsed.message;
  const offset = placeOf(again?.ok === false ? again : parsed, mended?.text ?? text);
  const value = accepts && text.length <= longest ? firstWhole(mended?.text ?? text, offset, accepts) : undefined;
  const code = value === undefined ? 'json.invalid' : 'json.cutInside';
  const found = problem(code, { reason }, placed(offset));
  return value === undefined ? found : { value, problems: [found] };
}

const placeOf = (parsed: { readonly offset?: number }, text: string): number | undefined =>
  parsed.offset ?? jsonErrorOffset(text);

function firstWhole(text: string, end: number | undefined, accepts: (value: Json) => boolean): Json | undefined {
  let left = mostTried;
  for (const part of wholeParts(text.slice(0, end))) {
    left -= part.length;
    if (left < 0) break;
    const parsed = parseJson(part);
    if (parsed.ok && accepts(parsed.value)) return parsed.value;
  }
  return undefined;
}
