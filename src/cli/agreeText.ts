import type { AgreementReport, RoundReport } from '../core/agreement/agreementReport.ts';
import { leftOutGroups } from '../core/agreement/leftOutText.ts';
import type { MeasureReport, PairCell } from '../core/agreement/measureReport.ts';
import { figuresOf, figureTitle, measureTitle, saysSomething } from '../core/agreement/measureWords.ts';
import type { Figure } from '../core/agreement/unitCoefficients.ts';
import type { Disagreement } from '../core/agreement/whatWasSaid.ts';
import type { Kind } from '../core/codebook/codebook.ts';
import { formatLocator } from '../core/transcripts/locatorText.ts';
import { printable } from './printable.ts';
import { estimateText, Footnotes, intervalText, scoreColumns } from './scoreColumns.ts';

/** The report as it is printed and written as JSON. */
export interface ToldReport extends Omit<AgreementReport, 'rounds'> {
  readonly files: readonly string[];
  readonly rounds: readonly ToldRound[];
}

interface ToldRound extends Omit<RoundReport, 'measures'> {
  /** Of its codebook. */
  readonly kinds: readonly Kind[];
  readonly measures: readonly ToldMeasure[];
}

interface ToldMeasure extends Omit<MeasureReport, 'pairs' | 'disagreements'> {
  readonly pairs?: readonly PairCell[];
  /** How many units answers differ on. */
  readonly differing: number;
  readonly disagreements?: readonly Disagreement[];
}

/** Agreement for reading in a terminal: by level a line for each kind and field, leading figures first. */
export function agreeText({ rounds, leftOut, files }: ToldReport, all: boolean): string {
  if (rounds.length === 0) return `${nothingToCompare(files.length)}\n${leftOutLines(leftOut).join('')}`;
  const footnotes = new Footnotes();
  const parts = rounds.map((round) => roundLines(round, all, footnotes).join('\n'));
  const notes = footnotes.lines().map((line) => `${line}\n`);
  return `${parts.join('\n\n')}\n\n${notes.join('')}${leftOutLines(leftOut).join('')}`;
}

function nothingToCompare(files: number): string {
  const found = files === 0 ? 'There are no tag files here.' : `No transcript was marked reviewed by two reviewers.`;
  return `${found} Agreement needs two reviewers who marked the same transcript reviewed.`;
}

function roundLines({ measures, kinds, ...round }: ToldRound, all: boolean, footnotes: Footnotes): string[] {
  const { codebook, known, reviewers, transcripts, readings, blindReadings } = round;
  const lines = [
    printable(`${codebook}: ${reviewers.length} reviewers (${reviewers.join(', ')}), ${transcripts} transcripts, `) +
      `${readings} readings, ${blindReadings} of them blind`,
  ];
  if (!known) return [...lines, '  This version of the codebook is not at hand: name its file by --codebook.'];
  const book = { id: '', version: 1, kinds };
  const title = (measure: ToldMeasure): string => printable(measureTitle(measure, book));
  const shown = measures.filter((one) => all || saysSomething({ ...one, pairs: [], disagreements: [] }));
  for (const level of ['transcript', 'message', 'span'] as const) {
    for (const ofSpans of [true, false]) {
      const here = shown.filter((one) => one.level === level && (one.spans !== undefined) === ofSpans);
      if (here.length === 0) continue;
      const names = [...new Set(here.flatMap((one) => figuresOf(one).map(([name]) => name)))];
      lines.push('', ofSpans ? 'where spans are' : `by ${level}`);
      lines.push(
        ...scoreColumns([
          ['', ofSpans ? 'transcripts' : 'units', ...names.flatMap((name) => [figureTitle(name), '']), 'differ', ''],
          ...here.map((measure) => {
            const figures = new Map(figuresOf(measure));
            const cells = names.flatMap((name) => figureCells(figures.get(name), footnotes));
            return [title(measure), `${measure.units}`, ...cells, `${measure.differing}`, ''];
          }),
        ]),
      );
    }
  }
  const silent = measures.filter((one) => one.level === 'transcript' && !one.field && !shown.includes(one)).map(title);
  if (silent.length > 0) lines.push('', `No one marked: ${silent.join(', ')}.`);
  if (all) for (const measure of shown) lines.push(...pairLines(title(measure), measure, reviewers));
  for (const measure of shown) lines.push(...disagreementLines(title(measure), measure));
  return lines;
}

function figureCells(figure: Figure | undefined, footnotes: Footnotes): string[] {
  if (figure === undefined) return ['', ''];
  const { estimate, interval } = figure;
  if (estimate.kind === 'undefined' || interval === undefined) return [estimateText(estimate), ''];
  if (interval.kind === 'undefined') return [estimateText(estimate), `[undefined: ${interval.reason}]`];
  return [estimateText(estimate), `${intervalText(interval)}${footnotes.cite(interval.method)}`];
}

function pairLines(title: string, { pairs = [], level }: ToldMeasure, reviewers: readonly string[]): string[] {
  if (pairs.length < 2) return [];
  const rows = pairs.map(({ first, second, units, coefficients, f1 }) => {
    const figures =
      f1 === undefined
        ? figuresOf({ coefficients }).map(([name, { estimate }]) => [figureTitle(name), estimate] as const)
        : Object.entries(f1).map(([name, estimate]) => [`F1 ${name}`, estimate] as const);
    const names = printable(`${reviewers[first]}, ${reviewers[second]}`);
    return { names, units: `${units}`, figures };
  });
  const [head] = rows;
  return [
    '',
    `${title}, by ${level}, pairs`,
    ...scoreColumns([
      ['', 'units', ...(head?.figures.map(([name]) => name) ?? []), ''],
      ...rows.map(({ names, units, figures }) => [names, units, ...figures.map(([, one]) => estimateText(one)), '']),
    ]),
  ];
}

function disagreementLines(title: string, { disagreements = [], level }: ToldMeasure): string[] {
  if (disagreements.length === 0) return [];
  const lines = disagreements.flatMap(({ place, said }) => {
    const { dataFile, transcript, message, part, start, end } = place;
    const span = start !== undefined && end !== undefined && { span: { start, end } };
    const locator = formatLocator({
      file: dataFile,
      transcript,
      ...(message !== undefined && { message }),
      ...(part !== undefined && { part }),
      ...span,
    });
    return [
      `  ${locator}`,
      ...said.map(({ value, by }) => {
        const quote = by.flatMap(({ tags }) => tags.flatMap(({ quote: text }) => text ?? []))[0];
        const who = by.map(({ reviewer }) => reviewer).join(', ');
        return `    ${printable(`${value}: ${who}`)}${quote === undefined ? '' : ` ${printable(JSON.stringify(quote))}`}`;
      }),
    ];
  });
  return ['', `${title}, by ${level}: where reviewers differ`, ...lines];
}

function leftOutLines(leftOut: AgreementReport['leftOut']): string[] {
  const groups = leftOutGroups(leftOut);
  if (groups.length === 0) return [];
  return ['Left out:\n', ...groups.map(({ text, items }) => `  ${text}: ${items.length}\n`)];
}
