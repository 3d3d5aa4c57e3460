import type { Json } from '../../src/core/text/json.ts';
import type { Random } from './random.ts';

const strings = [
  '',
  'a',
  'quote " and \\ slash',
  'tab\tline\n\r\u0001',
  'é ü',
  '😀👩‍👩‍👧',
  'שלום',
  '\ud800 lone',
  '\u2028',
  '{"not": [structure]}',
  '\\',
  '"',
  'NaN',
  'x'.repeat(70) + '\\"',
];
const keys = ['id', 'a', 'b/c', '~d', '', 'messages', '"k"', '__proto__', '0', 'é\\'];

export function randomJson(random: Random, depth = 4): Json {
  const kind = random.int(depth > 0 ? 7 : 4);
  if (kind === 0) return random.pick(strings);
  if (kind === 1) return random.pick([0, -1, 1.5, 1e21, -2.25e-7, 123456789012]);
  if (kind === 2) return random.pick([true, false, null]);
  if (kind === 3) return random.pick(strings) + random.pick(strings);
  const size = random.int(5);
  if (kind < 6)
    return Object.fromEntries(
      Array.from({ length: size }, () => [random.pick(keys), randomJson(random, depth - 1)]),
    ) as Json;
  return Array.from({ length: size }, () => randomJson(random, depth - 1));
}

/** JSON text of a value with white space and escapes as no writer would choose them. */
export function looseJson(random: Random, value: Json): string {
  const space = (): string => random.pick(['', '', ' ', '\n', '\t ', '\r\n']);
  // A surrogate pair is escaped whole or not at all: half of it would not survive UTF-8.
  const text = (string: string): string =>
    JSON.stringify(string).replace(
      /\\(?:u....|.)|[\ud800-\udbff][\udc00-\udfff]|[a-z/\u0080-\ud7ff\ue000-\uffff]/g,
      (unit) => {
        if (unit.startsWith('\\') || random.chance(0.8)) return unit;
        return unit
          .split('')
          .map((half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join('');
      },
    );
  const write = (node: Json): string => {
    if (typeof node === 'string') return text(node);
    if (typeof node !== 'object' || node === null) return JSON.stringify(node);
    const body = Array.isArray(node)
      ? node.map((child) => space() + write(child as Json) + space())
      : Object.entries(node).map(
          ([key, child]) => `${space()}${text(key)}${space()}:${space()}${write(child)}${space()}`,
        );
    return Array.isArray(node) ? `[${body.join(',') || space()}]` : `{${body.join(',') || space()}}`;
  };
  return space() + write(value) + space();
}

/** Every pointer of a value with what stands there. */
export function* pointersOf(value: Json, pointer = ''): Generator<[string, Json]> {
  yield [pointer, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield* pointersOf(child as Json, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}
