import { type Codebook, kindOf } from '../codebook/codebook.ts';
import type { BootstrapOptions } from '../statistics/bootstrap.ts';
import { type AgreementFile, codebookName, collectReadings } from './collectReadings.ts';
import { fieldScale } from './fieldScale.ts';
import type { MeasureReport, PairCell } from './measureReport.ts';
import { measureSpans, measureUnits } from './measureReport.ts';
import type { TranscriptOutline } from './outline.ts';
import type { LeftOut, Round } from './reading.ts';
import { readSpans } from './readSpans.ts';
import { presence } from './scale.ts';
import { fieldUnits, presenceUnits, type UnitSource } from './units.ts';

export interface AgreementOptions {
  /** Earlier versions of the codebook, and others: of a round whose codebook is not at hand nothing is computed. */
  readonly codebooks?: readonly Codebook[];
  /** What is known of a transcript's length; needed for alpha-U, and for messages where `reviewed` entries do not count them. */
  readonly outlineOf?: (dataFile: string, transcript: string) => TranscriptOutline | undefined;
  /** All coefficients, of all reviewers and of every pair. Percent agreement, alpha and span F1 unless told. */
  readonly all?: boolean;
  /** Bootstrap of the figures of all reviewers together; `resamples: 0` for none. Seed 'agreement' and 1000 unless told. */
  readonly bootstrap?: Partial<BootstrapOptions>;
  /** Intervals for every pair too: slow with many reviewers. */
  readonly pairIntervals?: boolean;
}

/** Plain data, for a panel or a command line. */
export interface AgreementReport {
  /** One for each codebook version under which two reviewers finished the same transcript. */
  readonly rounds: readonly RoundReport[];
  readonly leftOut: readonly LeftOut[];
  readonly bootstrap: BootstrapOptions;
}

export interface RoundReport {
  /** As `default@1`. */
  readonly codebook: string;
  /** Whether that codebook is at hand. If not, there is no scale to count on, and `measures` is empty. */
  readonly known: boolean;
  readonly reviewers: readonly string[];
  /** Transcripts that two reviewers or more marked reviewed. */
  readonly transcripts: number;
  /** How often one reviewer finished one of them, and how often blind. */
  readonly readings: number;
  readonly blindReadings: number;
  readonly measures: readonly MeasureReport[];
}

/**
 * How far reviewers agree, on the values they had when they marked a transcript reviewed (`first`), one codebook version at a time. Only
 * transcripts that two or more marked reviewed count; consensus and suggestions never do. The scales are the codebook's. What is
 * left out is listed with its reason.
 */
export function agreementReport(
  files: readonly AgreementFile[],
  codebook: Codebook,
  options: AgreementOptions = {},
): AgreementReport {
  const codebooks = [codebook, ...(options.codebooks ?? [])];
  const { rounds, leftOut } = collectReadings(files, codebooks);
  const left = [...leftOut];
  const bootstrap = { seed: 'agreement', resamples: 1000, ...options.bootstrap };
  const reports = rounds
    .filter(({ transcripts }) => transcripts.length > 0)
    .map((round) => roundReport(round, codebooks, options, bootstrap, (one) => left.push(one)));
  const distinct = new Map(left.map((one) => [JSON.stringify(one), one]));
  return { rounds: reports, leftOut: [...distinct.values()], bootstrap };
}

function roundReport(
  { codebook: name, transcripts }: Round,
  codebooks: readonly Codebook[],
  options: AgreementOptions,
  bootstrap: BootstrapOptions,
  leaveOut: (one: LeftOut) => void,
): RoundReport {
  const readings = transcripts.flatMap((transcript) => transcript.readings);
  const reviewers = [...new Set(readings.map(({ reviewer }) => reviewer))].sort();
  const codebook = codebooks.find((one) => codebookName(one) === name);
  const source: UnitSource = {
    transcripts,
    spans: transcripts.map((transcript) => readSpans(transcript, leaveOut)),
    ...(options.outlineOf && { outlineOf: options.outlineOf }),
    leaveOut,
  };
  const how = { all: options.all ?? false, pairIntervals: options.pairIntervals ?? false, bootstrap };
  const told = {
    codebook: name,
    known: codebook !== undefined,
    reviewers,
    transcripts: transcripts.length,
    readings: readings.length,
    blindReadings: readings.filter(({ blind }) => blind).length,
  };
  if (codebook === undefined) return { ...told, measures: [] };
  for (const { reviewer, marks } of readings) {
    for (const { kind, tag } of marks)
      if (kindOf(codebook, kind) === undefined) leaveOut({ why: 'not on the scale', reviewer, tag, field: 'kind' });
  }
  const measures = codebook.kinds.flatMap((kind) => {
    const present = (['transcript', 'message'] as const).map((level) =>
      measureUnits({ level, kind: kind.id }, presence, presenceUnits(source, kind, level), reviewers, how),
    );
    const spans = measureSpans(source, [kind], reviewers, how);
    const fields = kind.fields.flatMap((field) => {
      const scale = fieldScale(field);
      if (scale === undefined) return [];
      return (['transcript', 'message', 'span'] as const).map((level) =>
        measureUnits(
          { level, kind: kind.id, field: field.id },
          scale,
          fieldUnits(source, kind, field, scale, level),
          reviewers,
          how,
        ),
      );
    });
    return [...present, spans, ...fields];
  });
  return { ...told, measures: [measureSpans(source, codebook.kinds, reviewers, how), ...measures] };
}

/** The cell of two reviewers in the matrix of a measure, whichever comes first; undefined where they share nothing. */
export function pairCell(measure: MeasureReport, first: number, second: number): PairCell | undefined {
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  return measure.pairs.find((pair) => pair.first === low && pair.second === high);
}
