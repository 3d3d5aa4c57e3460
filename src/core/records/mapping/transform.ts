import { RE2JS } from 're2js';
import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { TransformStep } from './valueSchema.ts';

/** What a step makes of a value; undefined where it fails: the value is not what the step takes. */
export type Transform = (value: Json) => Json | undefined;

export function transformOf(step: TransformStep): Transform {
  if (typeof step === 'string') return plain[step];
  if ('scale' in step) return scaled(step.scale);
  if ('extract' in step) return extracted(step.extract);
  const { lookup, default: otherwise } = step;
  return (value) => {
    const key = textOf(value);
    return key !== undefined && Object.hasOwn(lookup, key) ? lookup[key] : otherwise;
  };
}

/** The text that a scalar is; undefined for lists, objects and null. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
}

/** A finite number, or a text that is one, white space around it left out. */
export function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** `yes` or `no`. */
export function yesNo(value: Json): string | undefined {
  const text = textOf(value)?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (/^(yes|y|true|1(\.0+)?)$/.test(text)) return 'yes';
  return /^(no|n|false|0(\.0+)?)$/.test(text) ? 'no' : undefined;
}

const ofText =
  (change: (text: string) => Json | undefined): Transform =>
  (value) => {
    const text = textOf(value);
    return text === undefined ? undefined : change(text);
  };

const plain: Readonly<Record<TransformStep & string, Transform>> = {
  number: numberOf,
  strip: ofText((text) => text.trim()),
  lower: ofText((text) => text.toLowerCase()),
  letter: ofText((text) =>
    /^\s*(?:\(([A-Z])\)|([A-Z])(?:[.):]|\s*$))/i.exec(text)?.slice(1).find(Boolean)?.toUpperCase(),
  ),
  'yes-no': yesNo,
  reverse: (value) => {
    if (value === 'yes' || value === 'no') return value === 'yes' ? 'no' : 'yes';
    const number = numberOf(value);
    return number === undefined ? undefined : 1 - number;
  },
  list: (value) => (Array.isArray(value) ? value : typeof value === 'string' ? wordsIn(value) : undefined),
};

/** `["a", "b"]`, `['a', "b"]`, or `a, b`. */
function wordsIn(text: string): Json {
  const trimmed = text.trim();
  const parsed = trimmed.startsWith('[') ? parseJson(trimmed) : undefined;
  if (parsed?.ok && Array.isArray(parsed.value)) return parsed.value;
  const bare = /^\[(.*)\]$/s.exec(trimmed)?.[1] ?? trimmed;
  return [...bare.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,;'"\s][^,;]*)/g)]
    .map(([, single, double, word]) => single ?? double ?? word?.trim() ?? '')
    .filter((word) => word !== '');
}

function scaled([low, high]: readonly [number, number]): Transform {
  return (value) => {
    const number = numberOf(value);
    return number === undefined || number < low || number > high ? undefined : (number - low) / (high - low);
  };
}

function extracted(pattern: string): Transform {
  const compiled = RE2JS.compile(pattern);
  return ofText((text) => {
    const matcher = compiled.matcher(text);
    if (!matcher.find()) return undefined;
    return (matcher.groupCount() > 0 ? matcher.group(1) : matcher.group()) ?? undefined;
  });
}
