import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { resolveTarget } from '../../../src/core/anchors/resolve.ts';
import type { Message, Transcript } from '../../../src/core/transcripts/transcript.ts';
import { makeRandom, type Random } from '../../support/random.ts';
import { makeTranscript } from '../../support/transcript.ts';

/** A code point that knows where it came from: edits carry these, so the true place of a span is always known. */
interface Unit {
  readonly char: string;
  readonly origin: number;
  /** Origin of what this repeats. */
  readonly copyOf?: number;
}
interface Text {
  readonly id: string;
  readonly units: readonly Unit[];
}

const words = [
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
  'שלום',
  '😀',
  '👩‍👩‍👧',
  'because',
  'principle',
  'no',
  '\r\n',
  'e\u0301',
  '\ud83d',
];
let origins = 0;

function randomUnits(random: Random, longest: number): Unit[] {
  const text = Array.from({ length: random.int(longest + 1) }, () =>
    random.chance(0.5) ? random.pick(words) : `word${random.int(300)}`,
  ).join(' ');
  return Array.from(text, (char) => ({ char, origin: origins++ }));
}

/** Text as people and models write it: some of what was said is said again. */
function randomText(random: Random): Unit[] {
  const units = randomUnits(random, 40);
  if (units.length === 0 || random.chance(0.6)) return units;
  const start = random.int(units.length);
  const again = units
    .slice(start, start + random.pick([4, 30, 80]))
    .map(({ char, origin }) => ({ char, origin: origins++, copyOf: origin }));
  units.splice(random.int(units.length + 1), 0, ...again);
  return units;
}

/** Short edits in few places, as when a log is redacted or mended; now and then a sentence. */
function editText(random: Random, units: readonly Unit[]): Unit[] {
  const edited = [...units];
  for (let n = 1 + random.int(3); n > 0; n--) {
    const at = random.int(edited.length + 1);
    edited.splice(at, random.pick([0, 0, 1, 3, 12]), ...randomUnits(random, random.pick([0, 1, 1, 8])));
  }
  return edited;
}

function editAll(random: Random, texts: readonly Text[], byIndex: boolean): Text[] {
  const edited = texts.map((text) => (random.chance(0.5) ? { ...text, units: editText(random, text.units) } : text));
  if (random.chance(0.3)) edited.splice(random.int(edited.length), 1);
  if (random.chance(0.3))
    edited.splice(random.int(edited.length + 1), 0, { id: 'new', units: randomUnits(random, 30) });
  return byIndex ? edited.map((text, index) => ({ ...text, id: `#${index}` })) : edited;
}

function transcriptOf(texts: readonly Text[]): Transcript {
  return makeTranscript(
    texts.map(({ id, units }): Partial<Message> => ({ id, parts: [{ type: 'text', text: plain(units) }] })),
  );
}

test('a span is found after edits, and never at a wrong place', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  const counts = { exact: 0, moved: 0, ambiguous: 0, lost: 0 };
  let standing = 0;
  let found = 0;
  let copies = 0;
  for (let run = 0; run < 3000; run++) {
    const byIndex = random.chance(0.3);
    const texts = Array.from({ length: 2 + random.int(6) }, (_, index) => ({
      id: byIndex ? `#${index}` : `id${index}`,
      units: randomText(random),
    }));
    const text = random.pick(texts);
    // Joining lone surrogates would change what a code point is.
    if (text.units.length < 3) continue;
    const start = random.int(text.units.length - 1);
    const end = Math.min(text.units.length, start + 1 + random.int(random.pick([8, 30, 120])));
    const target = describeTarget(transcriptOf(texts), { role: 'at', message: text.id, part: 0, start, end });
    const edited = editAll(random, texts, byIndex);
    const result = resolveTarget(transcriptOf(edited), target);
    counts[result.outcome]++;
    const origin = new Set(text.units.slice(start, end).map((unit) => unit.origin));
    const whole = edited.some(({ units }) => standsWhole(units, text.units.slice(start, end)));
    if (whole) standing++;
    if (result.outcome !== 'exact' && result.outcome !== 'moved') continue;
    const units = edited.find(({ id }) => id === result.message)?.units.slice(result.start, result.end) ?? [];
    const shared = units.filter((unit) => origin.has(unit.origin)).length;
    const union = units.length + origin.size - shared;
    // Edits may by chance type what they deleted: then one end is true, or the whole text is as it was.
    const [first, last] = [text.units[start]?.origin, text.units[end - 1]?.origin];
    const right = shared / union >= 0.5 || units[0]?.origin === first || units.at(-1)?.origin === last;
    const all = edited.find(({ id }) => id === result.message)?.units ?? [];
    const retyped = plain(all) === plain(text.units);
    // The words said again, and the ones that were meant edited or gone: hardly anything tells them apart.
    const said = new Set(text.units.slice(start, end).map(sameWords));
    const copied = units.filter((unit) => said.has(sameWords(unit))).length / units.length >= 0.5;
    if (!right && !retyped && copied) {
      copies++;
      continue;
    }
    assert.ok(
      right || retyped,
      `${result.outcome}: ${JSON.stringify(target.quote)} -> ${JSON.stringify(plain(units))} (seed ${random.seed}, run ${run})`,
    );
    if (whole) found++;
  }
  t.diagnostic(
    `${JSON.stringify(counts)}; recall of spans that still stand: ${((100 * found) / standing).toFixed(1)} %; at a copy: ${copies}`,
  );
  assert.ok(found / standing > 0.75);
  assert.ok(copies < 10);
});

function standsWhole(units: readonly Unit[], span: readonly Unit[]): boolean {
  const at = units.findIndex((unit) => unit.origin === span[0]?.origin);
  return at >= 0 && span.every((unit, index) => units[at + index]?.origin === unit.origin);
}

function plain(units: readonly Unit[]): string {
  return units.map((unit) => unit.char).join('');
}

function sameWords({ origin, copyOf }: Unit): number {
  return copyOf ?? origin;
}
