import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { type FoundPlace, resolveTarget } from '../../../src/core/anchors/resolve.ts';
import type { Target } from '../../../src/core/tags/tag.ts';
import type { Message, Transcript } from '../../../src/core/transcripts/transcript.ts';
import { makeRandom, type Random } from '../../support/random.ts';
import { caseSeed } from '../runFuzz.ts';
import { type EditKind, editKinds, editLog } from './editLog.ts';
import { type MadeLog, type MadeMessage, randomLog, readLog } from './madeLog.ts';
import { plain, type Unit } from './madeText.ts';

/** Spans that are sought in each log. */
const spansPerLog = 4;

export interface AnchorTally {
  readonly outcomes: Record<'exact' | 'moved' | 'ambiguous' | 'lost', number>;
  /** Spans that still stand to the character; found at their place; found, or among the candidates. */
  standing: number;
  found: number;
  offered: number;
  /**
   * Found in a message that says word for word what the tagged one said, which is gone, edited or renumbered; or in words
   * that an edit typed as they had stood. Nothing that is kept tells these apart. `exact`: of those, without a proposal.
   */
  twins: number;
  exactTwins: number;
}

export interface AnchorFuzz {
  readonly cases: number;
  readonly total: AnchorTally;
  readonly byKind: ReadonlyMap<string, AnchorTally>;
  /** A sentence each: what was found at a place that is not the tag's. */
  readonly wrong: readonly string[];
}

/** Tags spans of made logs, changes the logs as files change, reads them again and looks where the tags are. */
export async function runAnchorFuzz(seed: number, count: number, from = 0): Promise<AnchorFuzz> {
  const total = emptyTally();
  const byKind = new Map<string, AnchorTally>();
  const wrong: string[] = [];
  let cases = 0;
  for (let index = from; cases < count; index++) {
    const random = makeRandom(caseSeed(seed, index));
    const log = randomLog(random);
    const kinds: readonly EditKind[] = random.chance(0.7)
      ? [random.pick(editKinds)]
      : [random.pick(editKinds), random.pick(editKinds), random.pick(editKinds)];
    const edited = kinds.reduce((made, kind) => editLog(random, made, kind), log);
    const [before, after] = [await readLog(log), await readLog(edited)];
    const name = kinds.length > 1 ? 'three at once' : (kinds[0] ?? '');
    const tally = byKind.get(name) ?? emptyTally();
    byKind.set(name, tally);
    for (let span = 0; span < spansPerLog && cases < count; span++) {
      const tagged = tagSpan(random, log, before);
      cases++;
      if (tagged === undefined) continue;
      const report = judge(tagged, edited, after, [total, tally]);
      if (report !== undefined) wrong.push(`case ${index} (${kinds.join(', ')}): ${report}`);
    }
  }
  return { cases, total, byKind, wrong };
}

const emptyTally = (): AnchorTally => ({
  outcomes: { exact: 0, moved: 0, ambiguous: 0, lost: 0 },
  standing: 0,
  found: 0,
  offered: 0,
  twins: 0,
  exactTwins: 0,
});

interface Tagged {
  readonly target: Target;
  readonly made: MadeMessage;
  readonly text: readonly Unit[];
  readonly span: readonly Unit[];
}

function tagSpan(random: Random, log: MadeLog, transcript: Transcript): Tagged | undefined {
  const index = random.int(log.messages.length);
  const made = log.messages[index];
  const message = transcript.messages[index];
  if (made === undefined || message === undefined) throw new Error('a message was not read');
  const call = made.call !== undefined && random.chance(0.5) ? made.call : undefined;
  const { text } = call ?? made;
  if (text.length < 3) return undefined;
  const start = random.int(text.length - 1);
  const end = Math.min(text.length, start + 1 + random.int(random.pick([8, 30, 120])));
  const part = call === undefined ? textPart(message) : { call: call.id, argument: '/cmd' };
  const target = describeTarget(transcript, { role: 'at', message: message.id, part, start, end });
  return { target, made, text, span: text.slice(start, end) };
}

const textPart = (message: Message): number => message.parts.findIndex(({ type }) => type === 'text');

/** Counts what was found; a sentence where it is wrong. */
function judge(
  { target, made, text, span }: Tagged,
  log: MadeLog,
  transcript: Transcript,
  tallies: readonly AnchorTally[],
): string | undefined {
  const result = resolveTarget(transcript, target);
  const right = (place: FoundPlace) => isRight(unitsAt(log, transcript, place), span);
  const standing = log.messages.some((made) => [made.text, made.call?.text ?? []].some((units) => holds(units, span)));
  const certain = result.outcome === 'exact' || result.outcome === 'moved';
  const hit = certain && right(result);
  const twin = certain && !hit && isTwin(log, transcript, result, { target, made, text, span });
  for (const tally of tallies) {
    tally.outcomes[result.outcome]++;
    if (standing) tally.standing++;
    if (standing && (hit || twin)) tally.found++;
    if (standing && (hit || twin || result.candidates?.some(right))) tally.offered++;
    if (twin) tally.twins++;
    if (twin && result.outcome === 'exact') tally.exactTwins++;
  }
  if (!certain || hit || twin) return undefined;
  const found = JSON.stringify(plain(unitsAt(log, transcript, result)));
  return `${result.outcome}: ${JSON.stringify(target)} -> ${result.message} ${found}`;
}

function isRight(found: readonly Unit[], span: readonly Unit[]): boolean {
  const origin = new Set(span.map((unit) => unit.origin));
  const shared = found.filter((unit) => origin.has(unit.origin)).length;
  // Edits may by chance type what they deleted: then one end is true.
  const ends = found[0]?.origin === span[0]?.origin || found.at(-1)?.origin === span.at(-1)?.origin;
  return ends || shared / (found.length + origin.size - shared) >= 0.5;
}

function isTwin(log: MadeLog, transcript: Transcript, place: FoundPlace, { made, text, span }: Tagged): boolean {
  if (plain(regionAt(log, transcript, place)) === plain(text)) return true;
  const found = unitsAt(log, transcript, place);
  const words = (units: readonly Unit[]) => units.map((unit) => ({ ...unit, origin: unit.copyOf ?? unit.origin }));
  const again = made.again ?? messageAt(log, transcript, place)?.again ?? false;
  const newest = Math.max(...text.map(({ origin }) => origin));
  const retyped =
    plain(found) === plain(span) && found.every(({ origin, copyOf }) => copyOf === undefined && origin > newest);
  return retyped || (again && isRight(words(found), words(span)));
}

function messageAt(log: MadeLog, transcript: Transcript, { message }: FoundPlace): MadeMessage | undefined {
  return log.messages[transcript.messages.findIndex(({ id }) => id === message)];
}

function regionAt(log: MadeLog, transcript: Transcript, place: FoundPlace): readonly Unit[] {
  const made = messageAt(log, transcript, place);
  return (typeof place.part === 'object' ? made?.call?.text : made?.text) ?? [];
}

function unitsAt(log: MadeLog, transcript: Transcript, place: FoundPlace): readonly Unit[] {
  return regionAt(log, transcript, place).slice(place.start, place.end);
}

function holds(units: readonly Unit[], span: readonly Unit[]): boolean {
  const at = units.findIndex((unit) => unit.origin === span[0]?.origin);
  return (
    at >= 0 && span.every(({ origin, char }, i) => units[at + i]?.origin === origin && units[at + i]?.char === char)
  );
}
