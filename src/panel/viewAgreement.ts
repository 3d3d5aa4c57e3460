import type { AgreementReport } from '../core/agreement/agreementReport.ts';
import { keyOf } from '../core/agreement/codeRatings.ts';
import { type AgreementFile, codebookName } from '../core/agreement/collectReadings.ts';
import { leftOutGroups } from '../core/agreement/leftOutText.ts';
import { disagreementsOf, type MeasureReport } from '../core/agreement/measureReport.ts';
import {
  type FigureName,
  figuresOf,
  figureTitle,
  measureTitle,
  saysSomething,
  spanTitles,
} from '../core/agreement/measureWords.ts';
import type { LeftOut } from '../core/agreement/reading.ts';
import { answerIn, type Place, type Unit } from '../core/agreement/units.ts';
import { valueText, whatWasSaid } from '../core/agreement/whatWasSaid.ts';
import type { Codebook } from '../core/codebook/codebook.ts';
import type { Tag } from '../core/tags/tag.ts';
import { valuesOf } from '../core/tags/tagFile.ts';
import { parseTagFileName } from '../core/tags/tagFileName.ts';
import { basename } from '../core/text/paths.ts';
import { formatLocator } from '../core/transcripts/locatorText.ts';
import type {
  AgreementData,
  AgreementLook,
  ViewCell,
  ViewDisagreement,
  ViewLeftOut,
  ViewMeasure,
  ViewMeasureDetail,
  ViewPair,
  ViewRound,
} from './agreementReport.ts';

/** What a view of agreement is made with. */
export interface AgreementContext {
  readonly codebooks: readonly Codebook[];
  /** To quote from. */
  readonly tags: ReadonlyMap<string, Tag>;
  /** A data file as the workspace calls it. */
  readonly nameOf: (dataFile: string) => string;
  readonly translate?: (text: string) => string;
}

/** Left-out items listed for each reason. */
const listed = 50;

export function viewAgreement(
  report: AgreementReport,
  files: readonly AgreementFile[],
  context: AgreementContext,
): AgreementData {
  return {
    rounds: report.rounds.map(({ measures, ...round }): ViewRound => {
      const codebook = codebookOf(context, round.codebook);
      const silent = measures.filter((one) => !saysSomething(one));
      return {
        ...round,
        measures: measures.filter(saysSomething).map((measure) => viewMeasure(measure, codebook)),
        unmarked: silent
          .filter(({ level, field }) => level === 'transcript' && field === undefined)
          .map((one) => measureTitle(one, codebook)),
      };
    }),
    leftOut: leftOutGroups(report.leftOut, context.translate).map(
      ({ text, items }): ViewLeftOut => ({
        text,
        count: items.length,
        items: items.slice(0, listed).map((one) => viewLeftOut(one, context)),
      }),
    ),
    reviewers: reviewersOf(files),
    bootstrap: report.bootstrap,
  };
}

/** A measure as it was opened, with the disagreements of the cell that is looked at. */
export function viewDetail(
  measure: MeasureReport,
  reviewers: readonly string[],
  look: AgreementLook,
  context: AgreementContext,
): ViewMeasureDetail {
  const codebook = codebookOf(context, look.round);
  const { scale, confusions, spans } = measure;
  const words = (value: Parameters<typeof valueText>[0]): string =>
    codebook === undefined ? String(value) : valueText(value, measure, codebook);
  return {
    ...viewMeasure(measure, codebook),
    round: look.round,
    reviewers,
    ...(scale !== undefined && {
      scale: `${scale.level}${scale.values === undefined ? '' : `: ${scale.values.map(words).join(', ')}`}`,
    }),
    pairs: measure.pairs.map(({ first, second, units, coefficients, f1 }): ViewPair => {
      const figures: (readonly [FigureName, ViewPair['figures'][number]['estimate']])[] =
        f1 === undefined
          ? figuresOf({ coefficients }).map(([name, { estimate }]) => [name, estimate])
          : (['overlap', 'exact', 'character'] as const).map((name) => [name, f1[name]]);
      return {
        first,
        second,
        units,
        figures: figures.map(([name, estimate]) => ({ name, title: figureTitle(name), estimate })),
      };
    }),
    ...(confusions !== undefined && {
      confusions: { values: confusions.categories.map(words), table: confusions.table },
    }),
    further:
      spans === undefined
        ? []
        : [
            ...(['overlap', 'exact', 'character'] as const).map((name) => ({
              title: `${spanTitles[name]}, mean over pairs`,
              estimate: spans.mean[name],
            })),
            ...Object.entries(spans.alphaUByRole).map(([role, estimate]) => ({
              title: `${spanTitles.alphaU}, ${role}`,
              estimate,
            })),
          ],
    cell: viewCell(measure, look, codebook, context),
  };
}

function viewMeasure(measure: MeasureReport, codebook: Codebook | undefined): ViewMeasure {
  const { level, kind, field, units, disagreements } = measure;
  return {
    level,
    ...(kind !== undefined && { kind }),
    ...(field !== undefined && { field }),
    title: measureTitle(measure, codebook),
    units,
    differing: disagreements.length,
    figures: figuresOf(measure).map(([name, figure]) => ({ ...figure, name, title: figureTitle(name) })),
  };
}

function viewCell(
  measure: MeasureReport,
  { pair, values, limit }: AgreementLook,
  codebook: Codebook | undefined,
  context: AgreementContext,
): ViewCell {
  const all = pair === undefined ? measure.disagreements : disagreementsOf(measure, ...pair);
  const meeting = values?.map((value) => measure.confusions?.categories[value]);
  const counted = meeting === undefined ? all : all.filter((unit) => meeting.every((value) => isSaid(unit, value)));
  return {
    ...(pair !== undefined && { pair }),
    ...(values !== undefined && { values }),
    total: counted.length,
    shown:
      codebook === undefined
        ? []
        : counted.slice(0, limit).map((unit): ViewDisagreement => {
            const { place, said } = whatWasSaid(unit, measure, codebook, context.tags);
            return { ...viewPlace(place, context), said };
          }),
  };
}

function isSaid(unit: Unit, value: string | number | boolean | undefined): boolean {
  if (value === undefined) return false;
  const said = [...unit.answers.map(({ reviewer }) => reviewer), ...(unit.silent?.reviewers ?? [])];
  return said.some((reviewer) => {
    const answer = answerIn(unit, reviewer);
    return answer !== undefined && keyOf(answer.value) === keyOf(value);
  });
}

function viewPlace(
  { dataFile, transcript, message, part, start, end }: Place,
  { nameOf }: AgreementContext,
): Pick<ViewDisagreement, 'title' | 'locator'> {
  const file = nameOf(dataFile);
  const span = start !== undefined && end !== undefined && { span: { start, end } };
  return {
    title: [file, transcript, message].filter((name) => name !== undefined).join(' › '),
    locator: formatLocator({
      file,
      transcript,
      ...(message !== undefined && { message }),
      ...(part !== undefined && { part }),
      ...span,
    }),
  };
}

function viewLeftOut(
  { reviewer, path, dataFile, transcript, tag, field }: LeftOut,
  { nameOf, tags }: AgreementContext,
): ViewLeftOut['items'][number] {
  const file = dataFile ?? path;
  const quote = tag === undefined ? undefined : tags.get(tag)?.targets[0]?.quote;
  const words = [
    reviewer,
    file && nameOf(file),
    transcript,
    field,
    quote === undefined ? (tags.has(tag ?? '') || tag === undefined ? undefined : tag) : `“${quote}”`,
  ];
  return {
    text: words.filter((word) => word !== undefined && word !== '').join(' · '),
    ...(tag !== undefined && tags.has(tag) && { tag }),
  };
}

function reviewersOf(files: readonly AgreementFile[]): AgreementData['reviewers'] {
  const reviewed = new Map<string, number>();
  for (const { path, file } of files) {
    const name = parseTagFileName(basename(path));
    if (name?.suggested || name?.consensus) continue;
    const reviewer = file.reviewer ?? name?.slug ?? path;
    reviewed.set(reviewer, (reviewed.get(reviewer) ?? 0) + valuesOf(file, 'reviewed').length);
  }
  return [...reviewed].map(([name, count]) => ({ name, reviewed: count })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function codebookOf({ codebooks }: AgreementContext, name: string): Codebook | undefined {
  return codebooks.find((one) => codebookName(one) === name);
}
