import type { Field, Kind } from '../codebook/codebook.ts';
import type { PartSelector } from '../transcripts/locator.ts';
import { keyOf } from './codeRatings.ts';
import { groupBy } from './groupBy.ts';
import type { TranscriptOutline } from './outline.ts';
import type { LeftOut, Mark, Reading, ReadTranscript } from './reading.ts';
import { clusters, type ReadSpan } from './readSpans.ts';
import { isOn, type Rating, type Scale } from './scale.ts';

export type UnitLevel = 'transcript' | 'message' | 'span';

/** Where reviewers said something: a transcript, a message of it, or a stretch of a text. Code points, half-open. */
export interface Place {
  readonly dataFile: string;
  readonly transcript: string;
  readonly message?: string;
  readonly part?: PartSelector;
  readonly start?: number;
  readonly end?: number;
}

export interface Answer {
  readonly reviewer: string;
  readonly value: Rating;
  /** Ids of the tags that say so; none for an absence. */
  readonly tags: readonly string[];
}

/** Those who looked and marked nothing: all of these without an answer of their own have the value. The list is shared by units. */
export interface Silent {
  readonly value: Rating;
  readonly reviewers: readonly string[];
}

/** One thing that reviewers answered for; those who gave no value are not among the answers. */
export interface Unit {
  readonly place: Place;
  /** Index of its transcript in the round: units of one transcript are not independent. */
  readonly transcript: number;
  /** How many such units there are: messages in which no one marked anything are counted, not listed. */
  readonly times: number;
  readonly answers: readonly Answer[];
  /** Absent where only those who marked something have a value. */
  readonly silent?: Silent;
}

export interface UnitSource {
  readonly transcripts: readonly ReadTranscript[];
  /** Of each transcript, its usable spans. */
  readonly spans: readonly (readonly ReadSpan[])[];
  /** Absent: no transcript is at hand. */
  readonly outlineOf?: (dataFile: string, transcript: string) => TranscriptOutline | undefined;
  readonly leaveOut: (one: LeftOut) => void;
}

/**
 * Presence of a kind, by transcript or by message: every reading that looked for the kind says yes or no. A message counts for each
 * transcript whose number of messages is known, from its outline or from what all readings say.
 */
export function presenceUnits(source: UnitSource, kind: Kind, level: 'transcript' | 'message'): readonly Unit[] {
  return source.transcripts.flatMap((read, index): Unit[] => {
    const readings = read.readings.filter((reading) => looksFor(reading, kind.id));
    if (readings.length < 2) return [];
    const { dataFile, transcript } = read;
    const silent = { value: false, reviewers: readings.map(({ reviewer }) => reviewer) };
    const unit = (place: Place, times: number, marksOf: (reading: Reading) => readonly Mark[]): Unit => ({
      place,
      transcript: index,
      times,
      answers: readings.flatMap((reading) => {
        const tags = tagsOf(marksOf(reading));
        return tags.length === 0 ? [] : [{ reviewer: reading.reviewer, value: true, tags }];
      }),
      silent,
    });
    if (level === 'transcript') return [unit({ dataFile, transcript }, 1, (reading) => ofKind(reading, kind))];
    const count = messageCount(source, read);
    if (count === undefined) {
      source.leaveOut({ why: 'length not known', dataFile, transcript });
      return [];
    }
    const byMessage = new Map(
      readings.map((reading) => [reading, groupBy(ofKind(reading, kind), ({ target }) => target.message)]),
    );
    const ids = [...byMessage.values()].flatMap((marks) => [...marks.keys()]);
    const messages = new Set(ids.filter((id) => id !== undefined));
    const marked = [...messages].map((message) =>
      unit({ dataFile, transcript, message }, 1, (reading) => byMessage.get(reading)?.get(message) ?? []),
    );
    const rest = count - messages.size;
    return rest > 0 ? [...marked, unit({ dataFile, transcript }, rest, () => [])] : marked;
  });
}

/**
 * Values of a field, where reviewers marked the same thing: the transcript, the message, or spans that overlap. A tag lies, by message
 * and by span, where its sides of the kind's first role do, so that a pair is counted once. Tags of one reviewer in one
 * place must say the same to count.
 */
export function fieldUnits(
  source: UnitSource,
  kind: Kind,
  field: Field,
  scale: Scale,
  level: UnitLevel,
): readonly Unit[] {
  const [first] = kind.roles;
  const leads = ({ role }: Mark): boolean => first === undefined || role === first.id;
  return source.transcripts.flatMap((read, index) => {
    const { dataFile, transcript } = read;
    const places: (readonly [Place, ReadonlyMap<string, readonly Mark[]>])[] = [];
    if (level === 'span') {
      const own = (source.spans[index] ?? []).filter(({ mark }) => mark.kind === kind.id && leads(mark));
      for (const cluster of clusters(own)) places.push([placeOf(read, cluster), byReviewer(cluster)]);
    } else {
      const marks = read.readings.flatMap((reading) =>
        ofKind(reading, kind).map((mark) => ({ reviewer: reading.reviewer, mark })),
      );
      if (level === 'transcript') places.push([{ dataFile, transcript }, byReviewer(marks)]);
      else {
        const placed = marks.filter(({ mark }) => mark.target.message !== undefined && leads(mark));
        for (const [message, here] of groupBy(placed, ({ mark }) => mark.target.message as string))
          places.push([{ dataFile, transcript, message }, byReviewer(here)]);
      }
    }
    return places.flatMap(([place, marks]): Unit[] => {
      const answers = [...marks].flatMap(([reviewer, list]) => {
        const leaveOut = (why: LeftOut['why']): void =>
          source.leaveOut({ why, reviewer, dataFile, transcript, field: field.id, tag: list[0]?.tag ?? '' });
        return answerOf(reviewer, list, field, scale, leaveOut);
      });
      return answers.length < 2 ? [] : [{ place, transcript: index, times: 1, answers }];
    });
  });
}

/** What reviewers marked where their spans of a kind overlap: of each who looked for it, its spans as `start-end`. */
export function spanUnits(source: UnitSource, kind: Kind): readonly Unit[] {
  return source.transcripts.flatMap((read, index) => {
    const looking = read.readings.filter((reading) => looksFor(reading, kind.id)).map(({ reviewer }) => reviewer);
    if (looking.length < 2) return [];
    const known = new Set(looking);
    const own = (source.spans[index] ?? []).filter(
      ({ mark, reviewer }) => mark.kind === kind.id && known.has(reviewer),
    );
    const silent = { value: [], reviewers: looking };
    return clusters(own).map((cluster) => ({
      place: placeOf(read, cluster),
      transcript: index,
      times: 1,
      answers: [...groupBy(cluster, ({ reviewer }) => reviewer)].map(([reviewer, spans]) => ({
        reviewer,
        value: spans.map(({ start, end }) => `${start}-${end}`).sort(),
        tags: tagsOf(spans.map(({ mark }) => mark)),
      })),
      silent,
    }));
  });
}

/** Whether what reviewers say differs. */
export function disagrees({ answers, silent }: Pick<Unit, 'answers' | 'silent'>): boolean {
  const values = new Set(answers.map(({ value }) => keyOf(value)));
  if (silent !== undefined && silent.reviewers.length > answers.length) values.add(keyOf(silent.value));
  return values.size > 1;
}

/** What one reviewer says there; undefined for one who gave no value. */
export function answerIn({ answers, silent }: Unit, reviewer: string): Answer | undefined {
  const answer = answers.find((one) => one.reviewer === reviewer);
  if (answer !== undefined || silent === undefined || !silent.reviewers.includes(reviewer)) return answer;
  return { reviewer, value: silent.value, tags: [] };
}

export function looksFor({ kinds }: Reading, kind: string): boolean {
  return kinds === undefined || kinds.includes(kind);
}

function ofKind(reading: Reading, kind: Kind): readonly Mark[] {
  return looksFor(reading, kind.id) ? reading.marks.filter((mark) => mark.kind === kind.id) : [];
}

function answerOf(
  reviewer: string,
  marks: readonly Mark[],
  field: Field,
  scale: Scale,
  leaveOut: (why: LeftOut['why']) => void,
): Answer[] {
  const given = marks.filter(({ values }) => values[field.id] !== undefined);
  const values = given.map((mark) => mark.values[field.id]).filter((value) => isOn(scale, value));
  if (values.length < given.length) leaveOut('not on the scale');
  const [value] = values;
  if (value === undefined) return [];
  if (new Set(values.map(keyOf)).size > 1) {
    leaveOut('several values');
    return [];
  }
  return [{ reviewer, value, tags: tagsOf(given) }];
}

/** The fewest that a reading saw: later ones are of a log that was still growing. */
function messageCount(
  { outlineOf }: UnitSource,
  { dataFile, transcript, readings }: ReadTranscript,
): number | undefined {
  const known = readings.map(({ messages }) => messages).filter((count) => count !== undefined);
  if (known.length === readings.length) return Math.min(...known);
  return outlineOf?.(dataFile, transcript)?.messages;
}

function byReviewer(list: readonly { readonly reviewer: string; readonly mark: Mark }[]): Map<string, readonly Mark[]> {
  const grouped = groupBy(list, ({ reviewer }) => reviewer);
  return new Map([...grouped].map(([reviewer, items]) => [reviewer, items.map(({ mark }) => mark)]));
}

function placeOf({ dataFile, transcript }: ReadTranscript, cluster: readonly ReadSpan[]): Place {
  const { message, part } = cluster[0]?.mark.target ?? {};
  const start = Math.min(...cluster.map((span) => span.start));
  const end = Math.max(...cluster.map((span) => span.end));
  return {
    dataFile,
    transcript,
    ...(message !== undefined && { message }),
    ...(part !== undefined && { part }),
    start,
    end,
  };
}

function tagsOf(marks: readonly Mark[]): readonly string[] {
  return [...new Set(marks.map(({ tag }) => tag))];
}
