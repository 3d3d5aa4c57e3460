import type { BootstrapOptions } from '../statistics/bootstrap.ts';
import { type Estimate, undefinedBecause } from '../statistics/estimate.ts';
import { agreementIntervals, ownClusters } from './agreementIntervals.ts';
import { alphaU, type UnitizedText } from './alphaU.ts';
import { groupBy } from './groupBy.ts';
import { bySort } from './markedSpan.ts';
import { textKey } from './outline.ts';
import type { ReadSpan } from './readSpans.ts';
import { addSpanCounts, countSort, meanF1, type SpanCounts, type SpanF1, spanF1 } from './spanF1.ts';
import { type Figure, figure } from './unitCoefficients.ts';
import { looksFor, type UnitSource } from './units.ts';

export interface SpanAgreement {
  /** F1 pooled over all pairs of reviewers and transcripts, each span alike. */
  readonly exact: Figure;
  readonly overlap: Figure;
  readonly character: Figure;
  /** F1 averaged over pairs of reviewers, each pair alike. */
  readonly mean: SpanF1;
  /** Krippendorff's alpha for unitizing over the whole texts. */
  readonly alphaU: Figure;
  /** By role, or kind and role. */
  readonly alphaUByRole: Readonly<Record<string, Estimate>>;
  readonly spans: number;
}

export interface SpanPair {
  readonly first: number;
  readonly second: number;
  /** Transcripts that both reviewed. */
  readonly units: number;
  readonly f1: SpanF1;
}

/** Agreement on where spans are: of one kind, or, for several, of all of them. */
export function spanAgreement(
  source: UnitSource,
  reviewers: readonly string[],
  kinds: readonly string[],
  bootstrap: BootstrapOptions | undefined,
): { readonly together: SpanAgreement; readonly pairs: readonly SpanPair[]; readonly transcripts: number } {
  const indices = new Map(reviewers.map((reviewer, index) => [reviewer, index]));
  const pairs = new Map<number, { units: number; counts: SpanCounts[] }>();
  const pooled: Pooled[] = [];
  const own = spansByReviewer(source, kinds);
  for (const [index, { readings }] of source.transcripts.entries()) {
    const counts: SpanCounts[] = [];
    let read = false;
    const sorted = readings.map((reading) => ({
      reading,
      sorts: bySort(own[index]?.get(reading.reviewer) ?? []) as ReadonlyMap<string, readonly ReadSpan[]>,
    }));
    for (const [i, first] of sorted.entries()) {
      for (const second of sorted.slice(i + 1)) {
        const both = kinds.filter((kind) => looksFor(first.reading, kind) && looksFor(second.reading, kind));
        if (both.length === 0) continue;
        const [a, b] = [indices.get(first.reading.reviewer) as number, indices.get(second.reading.reviewer) as number];
        const key = Math.min(a, b) * reviewers.length + Math.max(a, b);
        const pair = pairs.get(key) ?? { units: 0, counts: [] };
        pairs.set(key, pair);
        pair.units++;
        read = true;
        if (first.sorts.size === 0 && second.sorts.size === 0) continue;
        const found = countPair(first.sorts, second.sorts, both);
        pair.counts.push(found);
        counts.push(found);
      }
    }
    if (read) pooled.push({ transcript: index, counts: addSpanCounts(counts) });
  }
  const cells = [...pairs].map(([key, { units, counts }]) => ({
    first: Math.floor(key / reviewers.length),
    second: key % reviewers.length,
    units,
    f1: spanF1(addSpanCounts(counts)),
  }));
  return { together: together(source, kinds, own, pooled, cells, bootstrap), pairs: cells, transcripts: pooled.length };
}

interface Pooled {
  readonly transcript: number;
  /** Summed over its pairs of readings. */
  readonly counts: SpanCounts;
}

function countPair(
  first: ReadonlyMap<string, readonly ReadSpan[]>,
  second: ReadonlyMap<string, readonly ReadSpan[]>,
  kinds: readonly string[],
): SpanCounts {
  const counts: SpanCounts[] = [];
  const count = (a: readonly ReadSpan[], b: readonly ReadSpan[]): void => {
    if (kinds.includes((a[0] ?? b[0])?.mark.kind ?? '')) counts.push(countSort(a, b));
  };
  for (const [sort, spans] of first) count(spans, second.get(sort) ?? []);
  for (const [sort, spans] of second) if (!first.has(sort)) count([], spans);
  return addSpanCounts(counts);
}

function together(
  source: UnitSource,
  kinds: readonly string[],
  own: OwnSpans,
  pooled: readonly Pooled[],
  pairs: readonly SpanPair[],
  bootstrap: BootstrapOptions | undefined,
): SpanAgreement {
  const { texts, known } = unitizedTexts(source, kinds, own);
  const unitizing = alphaU(texts);
  const whole = pooled.map(() => 1);
  const weighted = (weights: ArrayLike<number>) => {
    const sum = { exact: 0, overlap: 0, spans: 0, shared: 0, marked: 0 };
    for (const [i, { counts }] of pooled.entries()) {
      const weight = weights[i]!;
      if (weight === 0) continue;
      sum.exact += weight * counts.exact;
      sum.overlap += weight * counts.overlap;
      sum.spans += weight * counts.spans;
      sum.shared += weight * counts.shared;
      sum.marked += weight * counts.marked;
    }
    const { exact, overlap, character } = spanF1(sum);
    return [exact, overlap, character];
  };
  const positions = new Map(pooled.map(({ transcript }, i) => [transcript, i]));
  const inPooled = known.map((transcript) => positions.get(transcript) as number);
  const inText = (weights: ArrayLike<number>) => inPooled.map((i) => weights[i] as number);
  const unitized = unitizing(inText(whole));
  const alphaOf = (weights: ArrayLike<number>): Estimate =>
    texts.length === 0 ? undefinedBecause('the length of the texts is not known') : unitizing(inText(weights)).alpha;
  const all = (weights: ArrayLike<number>) => [...weighted(weights), alphaOf(weights)];
  const estimates = all(whole);
  const intervals = bootstrap && agreementIntervals(all, ownClusters(pooled.length), bootstrap);
  const [exact, overlap, character, alpha] = estimates.map((estimate, i) => figure(estimate, intervals?.[i]));
  return {
    exact: exact!,
    overlap: overlap!,
    character: character!,
    mean: meanF1(pairs.map(({ f1 }) => f1)),
    alphaU: alpha!,
    alphaUByRole: Object.fromEntries([...unitized.categories].map(([name, one]) => [name, one.alpha])),
    spans: source.transcripts.reduce(
      (sum, { readings }, i) =>
        sum + readings.reduce((known, { reviewer }) => known + (own[i]?.get(reviewer)?.length ?? 0), 0),
      0,
    ),
  };
}

/** The transcripts whose length is known, each as one text: its parts end to end. */
function unitizedTexts(
  source: UnitSource,
  kinds: readonly string[],
  own: OwnSpans,
): { texts: UnitizedText[]; known: number[] } {
  const texts: UnitizedText[] = [];
  const known: number[] = [];
  for (const [index, { dataFile, transcript, readings }] of source.transcripts.entries()) {
    const looking = readings.filter((reading) => kinds.every((kind) => looksFor(reading, kind)));
    if (looking.length < 2) continue;
    const outline = source.outlineOf?.(dataFile, transcript);
    if (outline === undefined) {
      if (source.outlineOf) source.leaveOut({ why: 'length not known', dataFile, transcript });
      continue;
    }
    const places = new Map<string, { readonly offset: number; readonly length: number }>();
    let length = 0;
    for (const text of outline.texts) {
      places.set(textKey(text.message, text.part), { offset: length, length: text.length });
      length += text.length;
    }
    const observers = looking.map(({ reviewer }) =>
      (own[index]?.get(reviewer) ?? []).flatMap(({ text, start, end, label, mark }) => {
        const place = places.get(text);
        if (place !== undefined && end <= place.length)
          return [{ start: place.offset + start, end: place.offset + end, category: label }];
        source.leaveOut({ why: 'text differs', reviewer, dataFile, transcript, tag: mark.tag });
        return [];
      }),
    );
    if (length === 0) continue;
    texts.push({ length, observers });
    known.push(index);
  }
  return { texts, known };
}

/** Of each transcript, its spans of some kinds by reviewer. */
type OwnSpans = readonly ReadonlyMap<string, readonly ReadSpan[]>[];

function spansByReviewer({ spans }: UnitSource, kinds: readonly string[]): OwnSpans {
  return spans.map((list) =>
    groupBy(
      list.filter(({ mark }) => kinds.includes(mark.kind)),
      ({ reviewer }) => reviewer,
    ),
  );
}
