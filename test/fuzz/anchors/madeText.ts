import type { Random } from '../../support/random.ts';

/** A code point that knows where it came from: edits carry these, so the true place of a span is always known. */
export interface Unit {
  readonly char: string;
  readonly origin: number;
  /** Origin of what this repeats. */
  readonly copyOf?: number;
}

const words = [
  ...[
    'I',
    'would',
    'never',
    'lie',
    'ok',
    'ask',
    'first',
    'delete',
    'files',
    'the',
    'you',
    'because',
    'no',
    'principle',
  ],
  ...['שלום', '😀', '👩‍👩‍👧', 'e\u0301', '\ud83d', 'don’t', '"quoted"', '\\n'],
];
const gaps = [' ', ' ', ' ', ' ', ' ', ' ', '  ', '\n', '\r\n', '\n\n', '\t'];
let origins = 0;

export function plain(units: readonly Unit[]): string {
  return units.map((unit) => unit.char).join('');
}

export const typed = (text: string): Unit[] => Array.from(text, (char) => ({ char, origin: origins++ }));

export function randomUnits(random: Random, longest: number): Unit[] {
  const said = Array.from({ length: random.int(longest + 1) }, () =>
    random.chance(0.5) ? random.pick(words) : `word${random.int(300)}`,
  );
  return typed(said.map((word) => word + random.pick(gaps)).join(''));
}

export const repeated = (units: readonly Unit[]): Unit[] =>
  units.map(({ char, origin, copyOf }) => ({ char, origin: origins++, copyOf: copyOf ?? origin }));

/** Text as people and models write it: some of what was said is said again. */
export function randomText(random: Random): Unit[] {
  const units = randomUnits(random, 40);
  if (units.length === 0 || random.chance(0.6)) return units;
  const start = random.int(units.length);
  const again = repeated(units.slice(start, start + random.pick([4, 30, 80, 160])));
  units.splice(random.int(units.length + 1), 0, ...again);
  return units;
}

/** Short edits in few places, as when a log is redacted or mended; now and then a sentence. */
export function editText(random: Random, units: readonly Unit[]): Unit[] {
  const edited = [...units];
  for (let n = 1 + random.int(3); n > 0; n--) {
    const at = random.int(edited.length + 1);
    edited.splice(at, random.pick([0, 0, 1, 3, 12]), ...randomUnits(random, random.pick([0, 1, 1, 8])));
  }
  return edited;
}

const blank = /^\s$/u;

/** What an editor or a converter does to white space: ends of lines, runs, the ends of a text. */
export function normalise(random: Random, units: readonly Unit[]): Unit[] {
  const [lines, runs, ends] = [random.chance(0.6), random.chance(0.6), random.chance(0.6)];
  let made = [...units];
  if (lines) made = made.filter(({ char }, i) => !(char === '\r' && made[i + 1]?.char === '\n'));
  if (runs) {
    made = made.filter(({ char }, i) => !(blank.test(char) && blank.test(made[i - 1]?.char ?? 'x')));
    made = made.map((unit) => (blank.test(unit.char) ? { ...unit, char: ' ' } : unit));
  }
  if (ends) {
    while (blank.test(made[0]?.char ?? 'x')) made.shift();
    while (blank.test(made.at(-1)?.char ?? 'x')) made.pop();
  }
  return made;
}
