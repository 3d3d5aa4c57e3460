import type { ChangeGroup, ChangeReport } from '../core/records/scores/changeReport.ts';
import type { Measure, ReliabilityBin, ScoreGroup, ScoreReport } from '../core/records/scores/scoreReport.ts';
import { estimateText, Footnotes, intervalText, keyText, numberText, scoreColumns } from './scoreColumns.ts';

/** Scores for reading in a terminal: a table for each group, conventions and notes at the end. */
export function scoreText({ groups, notes }: ScoreReport): string {
  const footnotes = new Footnotes();
  const lines = groups.flatMap((group) => [...groupLines(group, footnotes), '']);
  return `${[...lines, ...footnotes.lines(), ...notes].join('\n')}\n`;
}

function groupLines({ key, n, counts, measures, reliability, warnings }: ScoreGroup, footnotes: Footnotes): string[] {
  const states = Object.entries(counts).map(([state, count]) => `${state.replace('.', ' ')} ${count}`);
  return [
    `${keyText(key)}: ${n} records (${states.join(', ')})`,
    ...warnings.map((warning) => `  ! ${warning}`),
    ...measureLines(measures, footnotes),
    ...(reliability !== undefined && reliability.length > 0 ? reliabilityLines(reliability) : []),
  ];
}

export function measureLines(measures: readonly Measure[], footnotes: Footnotes): string[] {
  return scoreColumns(
    measures.map(({ title, estimate, interval, n, convention }) => [
      title,
      estimateText(estimate),
      intervalText(interval),
      `n ${n}`,
      `${footnotes.cite(convention)}${footnotes.cite(interval?.method)}`,
    ]),
  );
}

function reliabilityLines(bins: readonly ReliabilityBin[]): string[] {
  const head = ['forecasts', 'mean', 'observed', 'interval', 'n', ''];
  const rows = bins.map(({ low, high, n, meanForecast, observed, interval }) => [
    `${numberText(low)} to ${numberText(high)}`,
    numberText(meanForecast),
    numberText(observed),
    intervalText(interval),
    String(n),
    '',
  ]);
  return ['  reliability', ...scoreColumns([head, ...rows], '    ')];
}

/** Before and after: a table of changes for each pair of checkpoints. */
export function changeText({ groups, notes }: ChangeReport): string {
  if (groups.length === 0) return 'Nothing to compare: records name fewer than two checkpoints.\n';
  const footnotes = new Footnotes();
  const lines = groups.flatMap((group) => [...changeLines(group, footnotes), '']);
  return `${[...lines, ...footnotes.lines(), ...notes].join('\n')}\n`;
}

function changeLines(group: ChangeGroup, footnotes: Footnotes): string[] {
  const { key, from, to, update, paired, unpaired, changes, drift, foretold, warnings } = group;
  const by = update === undefined ? '' : ` by ${update}`;
  const step = `from ${from} to ${to}${by}`;
  return [
    `${keyText({ ...key, step })}: ${paired} scenarios on both sides, ${unpaired} on one`,
    ...warnings.map((warning) => `  ! ${warning}`),
    ...scoreColumns([
      ...(changes.length > 0 ? [['', 'before', 'after', 'change', '', '', '']] : []),
      ...changes.map(({ title, n, before, after, difference, interval, test, convention }) => [
        title,
        estimateText(before),
        estimateText(after),
        estimateText(difference),
        intervalText(interval),
        `n ${n}`,
        `${footnotes.cite(convention)}${footnotes.cite(interval?.method)}${test === undefined ? '' : ` ${test.name}, p = ${numberText(test.p)}`}`,
      ]),
    ]),
    ...(drift.length > 0 ? ['  drift of behaviour', ...measureLines(drift, footnotes)] : []),
    ...(foretold.length > 0 ? ['  predictions of the update', ...measureLines(foretold, footnotes)] : []),
  ];
}
