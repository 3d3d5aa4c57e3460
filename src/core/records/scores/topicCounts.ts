import { type ParseStatus, parseStatuses } from '../record.ts';
import { propertyTypes } from '../recordColumns.ts';
import type { RecordTable } from '../recordTable.ts';
import { servedValues } from './choiceRatings.ts';
import type { GapSide, Topics } from './gapSide.ts';

export interface TopicCount {
  /** Records that were asked, parsed or not. */
  readonly total: number;
  /** Those with something to count. */
  readonly counted: number;
}

/** How many records speak of each topic on one side. What was asked and never answered is a topic too: it is added to `topics`. */
export function topicCounts(
  table: RecordTable,
  rows: Uint32Array,
  name: GapSide['name'],
  topics: Topics,
): TopicCount[] {
  const side = name === 'stated' ? 'predicted' : 'observed';
  const states = table.states(name === 'stated' ? 'predictionState' : 'outcomeState');
  const [types, values, answers] = [table.states('type'), table.numbers(`${side}Value`), table.texts(side)];
  const missing = parseStatuses.indexOf('missing' satisfies ParseStatus);
  const found: { total: number; counted: number }[] = [];
  for (const row of rows) {
    const type = propertyTypes[types[row]!];
    if (states[row] === missing || type === 'categorical' || type === 'freeform') continue;
    const ok = type === 'choice' ? answers[row] !== 0 : !Number.isNaN(values[row]);
    const names = type === 'choice' ? valuesAtStake(table, row) : [table.word(row, 'property')];
    for (const topic of names) {
      const place = topics.placeOf(topic);
      found[place] ??= { total: 0, counted: 0 };
      found[place].total++;
      found[place].counted += Number(ok);
    }
  }
  return Array.from(found, (count) => count ?? { total: 0, counted: 0 });
}

/** All that any option of a choice stands for. */
export function valuesAtStake(table: RecordTable, row: number): ReadonlySet<string> {
  return new Set([...servedValues(table.propertyOf(row)).values()].flat());
}
