import type { Tag } from '../../../src/core/tags/tag.ts';
import type { ItemChange } from '../../../src/core/tags/tagEdit.ts';
import type { Random } from '../../support/random.ts';
import { makeTag, makeTarget } from './support.ts';

const pieces = [
  'a',
  'no',
  'yes',
  '007',
  '1e5',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  ': ',
  ' #',
  '- ',
  '"',
  "'",
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  '&x',
  '*x',
  '!t',
  '|',
  '>',
  '%',
  '@',
  '`',
  '?',
  '~',
  'null',
  '---',
  '...',
  '😀',
  '👩‍👩‍👧',
  'שלום',
  '\u2028',
  '\u0085',
  '\ufeff',
  '\u0000',
  '\u001b',
  '\ud83d',
  '\ude00',
  '\u202e',
  'é',
  'word',
  '2026-11-20',
  '<<',
  '=',
  '.5',
  '0x1F',
] as const;

/** Text of any kind that a quote or a note may hold. */
export function randomText(random: Random, longest = 8): string {
  return Array.from({ length: random.int(longest + 1) }, () => random.pick(pieces)).join('');
}

let made = 0;

export function randomTag(random: Random): Tag {
  const targets = Array.from({ length: 1 + random.int(3) }, () =>
    makeTarget({
      role: random.pick(['at', 'stated', 'revealed']),
      message: randomText(random),
      quote: randomText(random),
      prefix: randomText(random, 4),
    }),
  );
  return makeTag(`t${made++}`, {
    targets,
    fields: random.chance(0.5) ? { severity: random.int(4) } : {},
    ...(random.chance(0.5) && { note: randomText(random, 12) }),
    ...(random.chance(0.5) && { confidence: random.int(11) / 10 }),
  });
}

export function randomChange(random: Random, tag: Tag): ItemChange {
  const changes: readonly (() => ItemChange)[] = [
    () => ({
      path: ['fields', random.pick(['severity', 'relation', 'odd: key'])],
      value: random.pick([1, 'weaker', ['a', 'b: c'], randomText(random)]),
    }),
    () => ({ path: ['fields', 'severity'] }),
    () => ({ path: ['note'], value: randomText(random, 12) }),
    () => ({ path: ['note'] }),
    () => ({ path: ['confidence'], value: random.int(11) / 10 }),
    () => ({ path: ['confidence'] }),
    () => ({ path: ['targets', '+'], value: makeTarget({ quote: randomText(random) }) }),
    () => ({ path: ['targets', random.int(Math.max(tag.targets.length, 1))] }),
    () =>
      tag.targets.length === 0 ? { path: ['note'] } : { path: ['targets', 0, 'message'], value: randomText(random) },
    () => ({ path: ['status'], value: random.pick(['open', 'complete']) }),
    () => ({ path: ['updated'], value: '2026-11-20T20:04:00Z' }),
  ];
  return random.pick(changes)();
}
