import type { AgreementReport } from '../core/agreement/agreementReport.ts';
import { codebookName } from '../core/agreement/collectReadings.ts';
import { measureTitle, saysSomething } from '../core/agreement/measureWords.ts';
import type { Codebook } from '../core/codebook/codebook.ts';
import type { PilotRound } from '../core/queue/pilotFile.ts';
import type { Progress } from '../core/queue/progress.ts';
import type { MeasureFigures } from '../core/queue/queueSchema.ts';
import { figuresOf } from '../core/queue/roundFigures.ts';
import type { PilotData, ViewDifference, ViewOpenRound, ViewPilotMeasure } from './pilotReport.ts';
import { type AgreementContext, viewDetail } from './viewAgreement.ts';

/** Places listed of each difference. */
const mostPlaces = 50;

/** The round that is going on, and what is measured of it so far. */
export interface OpenRound {
  readonly round: PilotRound;
  readonly progress: readonly Progress[];
  readonly report: AgreementReport;
  readonly hidden: boolean;
}

export interface PilotContext extends AgreementContext {
  /** As it is now. */
  readonly codebook: Codebook;
  readonly ownCodebook: boolean;
  readonly changes?: readonly string[];
}

export function viewPilot(
  rounds: readonly PilotRound[],
  open: OpenRound | undefined,
  context: PilotContext,
): PilotData {
  const { codebook, ownCodebook, changes } = context;
  const figures = rounds.map((round) => {
    if (round.figures !== undefined) return round.figures.measures;
    if (open === undefined || open.round !== round || open.hidden) return [];
    return figuresOf(open.report, round.codebook).measures;
  });
  return {
    codebook: codebookName(codebook),
    ownCodebook,
    rounds: rounds.map(({ round, codebook: name, items, reviewers, closed }) => ({
      round,
      codebook: name,
      transcripts: items.length,
      reviewers,
      ...(closed !== undefined && { closed }),
    })),
    measures: measuresOf(figures, codebook),
    ...(open !== undefined && { open: viewOpen(open, context) }),
    ...(changes !== undefined && { changes }),
  };
}

function viewOpen({ round, progress, report, hidden }: OpenRound, context: PilotContext): ViewOpenRound {
  const found = report.rounds.find(({ codebook }) => codebook === round.codebook);
  const others = report.rounds.map(({ codebook }) => codebook).filter((name) => name !== round.codebook);
  return {
    round: round.round,
    progress,
    ...(hidden && { hidden }),
    compared: hidden ? 0 : (found?.transcripts ?? 0),
    others: hidden ? [] : others,
    differences:
      hidden || found === undefined
        ? []
        : found.measures
            .filter((one) => saysSomething(one) && one.disagreements.length > 0)
            .map((one): ViewDifference => {
              const { level, kind, field } = one;
              const measure = { level, ...(kind !== undefined && { kind }), ...(field !== undefined && { field }) };
              const look = { round: round.codebook, measure, limit: mostPlaces };
              const { title, units, differing, confusions, cell } = viewDetail(one, found.reviewers, look, context);
              return { title, level, units, differing, confused: confusedOf(confusions), places: cell.shown };
            }),
  };
}

/** The table counts both ways round: each pair of values is told once. */
function confusedOf(
  confusions: { readonly values: readonly string[]; readonly table: readonly (readonly number[])[] } | undefined,
): ViewDifference['confused'] {
  const { values = [], table = [] } = confusions ?? {};
  return values
    .flatMap((first, i) =>
      values.slice(i + 1).map((second, j) => ({
        values: [first, second] as const,
        times: ((table[i]?.[i + 1 + j] ?? 0) + (table[i + 1 + j]?.[i] ?? 0)) / 2,
      })),
    )
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times);
}

function measuresOf(rounds: readonly (readonly MeasureFigures[])[], codebook: Codebook): readonly ViewPilotMeasure[] {
  const rows = new Map<string, MeasureFigures>();
  const keyOf = ({ level, kind, field }: MeasureFigures): string => JSON.stringify([level, kind, field]);
  // The last round first: what is measured now leads.
  for (const figures of [...rounds].reverse())
    for (const one of figures) rows.set(keyOf(one), rows.get(keyOf(one)) ?? one);
  return [...rows].map(([key, { level, kind, field }]) => ({
    title: measureTitle(
      { level, ...(kind !== undefined && { kind }), ...(field !== undefined && { field }) },
      codebook,
    ),
    level,
    figures: rounds.map((figures) => figures.find((one) => keyOf(one) === key) ?? null),
  }));
}
