import { asArray, asObject } from '../readers/jsonAccess.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { parseJson } from '../text/parseJson.ts';

type Kind = 'text' | 'number' | 'json' | readonly Kind[] | { readonly [key: string]: Kind };

const side: { readonly [key: string]: Kind } = {
  answer: 'text',
  value: 'number',
  raw: 'text',
  parseStatus: 'text',
  checkpoint: 'text',
};

/** What the fields hold, where a source may write it otherwise: as in the schema, which checks the rest. */
const shape: { readonly [key: string]: Kind } = {
  id: 'text',
  transcriptRef: 'text',
  model: 'text',
  predictorModel: 'text',
  checkpoint: 'text',
  update: { method: 'text', ref: 'text' },
  scenario: { id: 'text', prompt: 'text', dataset: 'text' },
  property: { name: 'text', type: 'text', options: ['text'], stands: 'json', direction: 'text' },
  prediction: {
    ...side,
    probability: 'number',
    confidence: 'number',
    distribution: 'json',
    elicitation: 'text',
  },
  outcome: {
    ...side,
    n: 'number',
    k: 'number',
    samples: [{ ...side, transcriptRef: 'text' }],
    labelSource: 'text',
    transcriptRefs: ['text'],
  },
  resample: { n: 'number', temperature: 'number', seed: 'number' },
  baseline: { modeAnswer: 'text', modeRate: 'number' },
  summary: { rankRmse: 'number', n: 'number' },
  metadata: 'json',
};

export interface PlainRecord {
  /** As the schema asks for it, as far as that is a matter of writing. */
  readonly record: JsonObject;
  /** What no field is for, by its path with dots. */
  readonly others: JsonObject;
}

/**
 * A record as written, in the schema's shape: `prediction.answer` becomes `answer` in `prediction`, `parse_status` becomes
 * `parseStatus`, `"0.8"` a number where one is meant and `7` a text, JSON in a text what it holds, `transcriptRef` of
 * an outcome a list of one. A field that is null, NaN or empty text is absent; so is one that is not of its object's.
 */
export function plainRecord(value: JsonObject): PlainRecord {
  const others: Record<string, Json> = {};
  const record = plainObject(nested(value), shape, '', others);
  return { record, others };
}

/** Members of keys with a dot in them, of the objects that the record has, moved to where they belong. */
function nested(value: JsonObject): JsonObject {
  const keys = Object.keys(value);
  if (!keys.some((key) => key.includes('.'))) return value;
  const made: Record<string, Json> = {};
  for (const key of keys) {
    const dot = key.indexOf('.');
    const head = dot < 0 ? key : camel(key.slice(0, dot));
    const inner = asObject(made[head]) ?? {};
    if (dot > 0 && typeof shape[head] === 'object') made[head] = { ...inner, [key.slice(dot + 1)]: value[key] as Json };
    else set(made, key, value[key] as Json);
  }
  return made;
}

function plainObject(
  value: JsonObject,
  kinds: { readonly [key: string]: Kind },
  path: string,
  others: Record<string, Json>,
): JsonObject {
  const made: Record<string, Json> = {};
  for (const [written, given] of Object.entries(value)) {
    if (given === null || given === '' || Number.isNaN(given)) continue;
    const key = Object.hasOwn(kinds, written) ? written : camel(written);
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    if (key === 'transcriptRef' && kind === undefined && Object.hasOwn(kinds, 'transcriptRefs')) {
      made['transcriptRefs'] = [given];
    } else if (kind === undefined || Object.hasOwn(made, key)) set(others, `${path}${written}`, given);
    else made[key] = plain(given, kind, `${path}${key}.`, key, others);
  }
  return made;
}

function plain(given: Json, kind: Kind, path: string, key: string, others: Record<string, Json>): Json {
  if (kind === 'text') return typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
  if (kind === 'number') return numberIn(given);
  const held = typeof given === 'string' && /^\s*[[{]/.test(given) ? parseJson(given) : undefined;
  const value = held?.ok ? held.value : given;
  if (kind === 'json') return value;
  if (isList(kind)) {
    const [each] = kind;
    // A list of texts may be one text.
    const list = asArray(value) ?? (typeof value === 'string' && each === 'text' ? [value] : undefined);
    return list === undefined ? value : list.map((item, i) => plain(item, each as Kind, `${path}${i}.`, '', others));
  }
  if (typeof value === 'string' && key === 'property') return { name: value };
  if (typeof value === 'string' && key === 'scenario') return { id: value };
  if (key === '' && typeof value !== 'object') return { answer: String(value) };
  const object = asObject(value);
  return object === undefined ? value : plainObject(object, kind, path, others);
}

const isList = (kind: Kind): kind is readonly Kind[] => Array.isArray(kind);

/** As tables write numbers. What is none is left, for the schema to refuse. */
function numberIn(given: Json): Json {
  if (typeof given === 'boolean') return Number(given);
  if (typeof given !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(given)) return given;
  return Number(given);
}

const camel = (key: string): string =>
  key.includes('_') ? key.replace(/_+([a-z])/g, (_, letter: string) => letter.toUpperCase()) : key;

/** `__proto__` too is a key like others. */
function set(object: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
