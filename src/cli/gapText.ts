import type { GapGroup, GapReport, Side, TopicGap } from '../core/records/scores/gapReport.ts';
import { printable } from './printable.ts';
import { estimateText, Footnotes, intervalText, keyText, numberText, scoreColumns } from './scoreColumns.ts';
import { measureLines } from './scoreText.ts';

/** Stated against revealed for reading in a terminal: a line for each topic, then what holds over all of them. */
export function gapText({ groups, notes }: GapReport): string {
  const footnotes = new Footnotes();
  const lines = groups.flatMap((group) => [...groupLines(group, footnotes), '']);
  return `${[...lines, ...footnotes.lines(), ...notes].join('\n')}\n`;
}

function groupLines({ key, topics, measures, abstained, warnings }: GapGroup, footnotes: Footnotes): string[] {
  const head = ['topic', 'stated', '', '', 'revealed', '', '', 'revealed - stated', '', ''];
  return [
    `${keyText(key)}: ${topics.length} topics (abstained: stated ${abstained.stated}, revealed ${abstained.revealed})`,
    ...warnings.map((warning) => `  ! ${warning}`),
    ...(topics.length > 0 ? scoreColumns([head, ...topics.map((topic) => topicCells(topic, footnotes))]) : []),
    ...measureLines(measures, footnotes),
  ];
}

function topicCells({ topic, stated, revealed, difference, interval }: TopicGap, footnotes: Footnotes): string[] {
  const methods = new Set([stated.interval?.method, revealed.interval?.method, interval?.method]);
  return [
    printable(topic),
    ...sideCells(stated),
    ...sideCells(revealed),
    estimateText(difference),
    intervalText(interval),
    [...methods].map((method) => footnotes.cite(method)).join(''),
  ];
}

/** The number with what it is, its interval, and how many of those asked it is of. */
function sideCells({ estimate, measure, sd, rank, n, total, interval }: Side): string[] {
  const place = rank === undefined ? '' : ` #${rank}`;
  const spread = sd === undefined ? '' : ` SD ${numberText(sd)}`;
  const value =
    estimate.kind === 'value' ? `${measure} ${estimateText(estimate)}${spread}${place}` : estimateText(estimate);
  return [value, intervalText(interval), `${n} of ${total}`];
}
