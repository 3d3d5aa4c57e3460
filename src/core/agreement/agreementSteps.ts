import { type Codebook, kindOf } from '../codebook/codebook.ts';
import type { BootstrapOptions } from '../statistics/bootstrap.ts';
import type { AgreementOptions, AgreementReport, RoundReport } from './agreementReport.ts';
import { type AgreementFile, codebookName, collectReadings } from './collectReadings.ts';
import { fieldScale } from './fieldScale.ts';
import { type MeasureName, type MeasureReport, measureSpans, measureUnits } from './measureReport.ts';
import type { LeftOut, Round } from './reading.ts';
import { readSpans } from './readSpans.ts';
import { presence } from './scale.ts';
import { fieldUnits, presenceUnits, type UnitSource } from './units.ts';

/** How much of a report is made: from 0 to 1. */
export type AgreementSteps = Generator<number, AgreementReport>;

/** The report, measure by measure: between two of them its maker may do something else, or give up. */
export function* agreementSteps(
  files: readonly AgreementFile[],
  codebook: Codebook,
  options: AgreementOptions = {},
): AgreementSteps {
  const codebooks = [codebook, ...(options.codebooks ?? [])];
  const { rounds, leftOut } = collectReadings(files, codebooks);
  yield 0;
  const left = [...leftOut];
  const bootstrap = { seed: 'agreement', resamples: 1000, ...options.bootstrap };
  const plans = rounds
    .filter(({ codebook: name, transcripts }) => transcripts.length > 0 && (options.round ?? name) === name)
    .map((round) => planRound(round, codebooks, options, bootstrap, (one) => left.push(one)));
  const total = plans.reduce((sum, { measures }) => sum + measures.length, 0);
  let done = 0;
  const reports: RoundReport[] = [];
  for (const { told, measures } of plans) {
    const made: MeasureReport[] = [];
    for (const measure of measures) {
      yield done++ / total;
      made.push(measure());
    }
    reports.push({ ...told, measures: made });
  }
  const distinct = new Map(left.map((one) => [JSON.stringify(one), one]));
  return { rounds: reports, leftOut: [...distinct.values()], bootstrap };
}

interface RoundPlan {
  readonly told: Omit<RoundReport, 'measures'>;
  readonly measures: readonly (() => MeasureReport)[];
}

function planRound(
  { codebook: name, transcripts }: Round,
  codebooks: readonly Codebook[],
  options: AgreementOptions,
  bootstrap: BootstrapOptions,
  leaveOut: (one: LeftOut) => void,
): RoundPlan {
  const readings = transcripts.flatMap((transcript) => transcript.readings);
  const reviewers = [...new Set(readings.map(({ reviewer }) => reviewer))].sort();
  const codebook = codebooks.find((one) => codebookName(one) === name);
  const told = {
    codebook: name,
    known: codebook !== undefined,
    reviewers,
    transcripts: transcripts.length,
    readings: readings.length,
    blindReadings: readings.filter(({ blind }) => blind).length,
  };
  if (codebook === undefined) return { told, measures: [] };
  for (const { reviewer, marks } of readings) {
    for (const { kind, tag } of marks)
      if (kindOf(codebook, kind) === undefined) leaveOut({ why: 'not on the scale', reviewer, tag, field: 'kind' });
  }
  const source: UnitSource = {
    transcripts,
    spans: transcripts.map((transcript) => readSpans(transcript, leaveOut)),
    ...(options.outlineOf && { outlineOf: options.outlineOf }),
    leaveOut,
  };
  const how = { all: options.all ?? false, pairIntervals: options.pairIntervals ?? false, bootstrap };
  const measures: (() => MeasureReport)[] = [];
  const plan = (of: MeasureName, make: () => MeasureReport): void => {
    if (options.wanted?.(of) ?? true) measures.push(make);
  };
  plan({ level: 'span' }, () => measureSpans(source, codebook.kinds, reviewers, how));
  for (const kind of codebook.kinds) {
    for (const level of ['transcript', 'message'] as const) {
      const of = { level, kind: kind.id };
      plan(of, () => measureUnits(of, presence, presenceUnits(source, kind, level), reviewers, how));
    }
    plan({ level: 'span', kind: kind.id }, () => measureSpans(source, [kind], reviewers, how));
    for (const field of kind.fields) {
      const scale = fieldScale(field);
      if (scale === undefined) continue;
      for (const level of ['transcript', 'message', 'span'] as const) {
        const of = { level, kind: kind.id, field: field.id };
        plan(of, () => measureUnits(of, scale, fieldUnits(source, kind, field, scale, level), reviewers, how));
      }
    }
  }
  return { told, measures };
}
