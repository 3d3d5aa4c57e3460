import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { JsonObject } from '../../src/core/text/json.ts';
import { makeRandom, type Random } from '../support/random.ts';

/** Where made data lie: ignored by git, kept from one run to the next. */
export const benchFolder = resolve(import.meta.dirname, '../../.cache/bench');

/** Path of a file of `.cache/bench`, written on first use. The name says what is in it: another content, another name. */
export function madeFile(name: string, pieces: () => Iterable<string | Uint8Array>): string {
  const path = resolve(benchFolder, name);
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(`${path}.part`, 'w');
  for (const piece of pieces()) typeof piece === 'string' ? writeSync(file, piece) : writeSync(file, piece);
  closeSync(file);
  renameSync(`${path}.part`, path);
  return path;
}

const words =
  'the a model said that it would never deceive its reviewer but then wrote to file and ran tests again because deadline was near über naïve 😀 שלום value answer question'.split(
    ' ',
  );

/** Sentences each made anew: slower, but none is said twice. */
export function freshProse(seed: number, length: number): string {
  const random = makeRandom(seed);
  let text = '';
  while (text.length < length) text += sentence(random);
  return text;
}

/** Sentences of a small vocabulary, mostly ASCII, as chat is. The same seed, the same text. */
export function proseMaker(seed: number): (length: number) => string {
  const random = makeRandom(seed);
  const stock = Array.from({ length: 400 }, () => sentence(random));
  return (length) => {
    let text = '';
    while (text.length < length) text += random.pick(stock);
    return text.slice(0, text.lastIndexOf(' ', length));
  };
}

function sentence(random: Random): string {
  const said = Array.from({ length: 6 + random.int(14) }, () => random.pick(words)).join(' ');
  return `${said[0]?.toUpperCase()}${said.slice(1)}. `;
}

/** One conversation: a system message, then user and assistant in turn, of up to `length` characters each. */
export function conversation(count: number, length: number, prose: (length: number) => string): readonly JsonObject[] {
  return Array.from({ length: count }, (_, n) => ({
    role: n === 0 ? 'system' : n % 2 ? 'user' : 'assistant',
    content: `Message ${n}. ${prose(length)}`,
  }));
}
