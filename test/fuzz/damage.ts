import type { Random } from '../support/random.ts';

const pieces = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\0',
  '\ufeff',
  'NaN',
  '1e999',
  '9007199254740993',
  '"__proto__":',
  '\ud83d',
  'null',
  '"role"',
  '"\\ud800"',
  '{"a":',
  'data: ',
  'PK\u0003\u0004',
];

/** One to three mutations of an input; now and then one that repeats a piece many times, as a bomb would. */
export function damaged(random: Random, inputs: readonly Buffer[]): Buffer {
  let bytes: Buffer = random.pick(inputs);
  for (let times = 1 + random.int(3); times > 0; times--) bytes = damage(random, bytes, inputs);
  return bytes;
}

function damage(random: Random, bytes: Buffer, inputs: readonly Buffer[]): Buffer {
  const at = random.int(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.int(8)) {
    case 0:
      return before;
    case 1:
      return Buffer.concat([before, Buffer.from(random.pick(pieces)), after]);
    case 2:
      return Buffer.concat([before, after.subarray(1 + random.int(40))]);
    case 3:
      return Buffer.concat([before, Buffer.from(random.pick(pieces).repeat(1 + random.int(20_000))), after]);
    case 4:
      return Buffer.concat([before, after.subarray(0, random.int(2000)), after]);
    case 5: {
      const other = random.pick(inputs);
      return Buffer.concat([before, other.subarray(random.int(other.length + 1))]);
    }
    case 6: {
      const copy = Buffer.from(bytes);
      // Sizes and offsets of archives: a number of two or four bytes that is much too large, or nothing.
      const width = random.pick([2, 4]);
      const start = random.int(Math.max(1, copy.length - width));
      copy.fill(random.pick([0, 0xff, 0x7f]), start, Math.min(start + width, copy.length));
      return copy;
    }
    default: {
      const copy = Buffer.from(bytes);
      for (let i = 0; i < 3 && copy.length > 0; i++) copy[random.int(copy.length)] = random.int(256);
      return copy;
    }
  }
}
