import { type Estimate, estimated, undefinedBecause } from '../../statistics/estimate.ts';
import { propertyTypes } from '../recordColumns.ts';
import type { RecordTable } from '../recordTable.ts';
import { type ChoiceGames, choiceGames, ratings } from './choiceRatings.ts';
import { joinRows } from './joinRows.ts';
import { pick } from './rowGroups.ts';
import type { SettledSettings } from './scoreSettings.ts';

/** Places of topics: names of properties, and values that options stand for. */
export class Topics {
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();

  placeOf(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** What one side, stated or revealed, says of each topic. */
export interface GapSide {
  readonly name: 'stated' | 'revealed';
  /** Records with a number, then records with a choice: what is resampled, in this order. */
  readonly rows: Uint32Array;
  readonly numbers: Float64Array;
  /** Topic of each number. */
  readonly topicOf: Uint32Array;
  readonly games: ChoiceGames;
}

const binary = propertyTypes.indexOf('binary');
const numeric = propertyTypes.indexOf('numeric');
const choice = propertyTypes.indexOf('choice');

export function gapSide(table: RecordTable, rows: Uint32Array, name: GapSide['name'], topics: Topics): GapSide {
  const side = name === 'stated' ? 'predicted' : 'observed';
  const [types, values, answers] = [table.states('type'), table.numbers(`${side}Value`), table.texts(side)];
  const rated = rows.filter((row) => (types[row] === binary || types[row] === numeric) && !Number.isNaN(values[row]));
  const chosen = rows.filter((row) => types[row] === choice && answers[row] !== 0);
  return {
    name,
    rows: joinRows(rated, chosen),
    numbers: pick(values, rated),
    topicOf: Uint32Array.from(rated, (row) => topics.placeOf(table.word(row, 'property'))),
    games: choiceGames(table, chosen, side, (value) => topics.placeOf(value)),
  };
}

/** What a side says of each topic where its i-th record counts `counts[i]` times: a mean, or a rating where choices speak of it. */
export function sideEstimates(
  { numbers, topicOf, games }: GapSide,
  topics: number,
  settings: Pick<SettledSettings, 'elo' | 'prior' | 'seed'>,
  counts?: Float64Array,
): Estimate[] {
  const [sums, totals] = [new Float64Array(topics), new Float64Array(topics)];
  for (let i = 0; i < numbers.length; i++) {
    const count = counts ? counts[i]! : 1;
    sums[topicOf[i]!]! += count * numbers[i]!;
    totals[topicOf[i]!]! += count;
  }
  const estimates = Array.from(
    sums,
    (sum, topic): Estimate => (totals[topic] === 0 ? undefinedBecause('no data') : estimated(sum / totals[topic]!)),
  );
  if (games.first.length === 0) return estimates;
  for (const [i, rating] of ratings(games, counts?.subarray(numbers.length), settings).entries())
    estimates[games.players[i]!] = rating;
  return estimates;
}

/** Whether choices, not numbers, speak of a topic. */
export function isRated({ games }: GapSide, topic: number): boolean {
  return games.players.includes(topic);
}
