import { bradleyTerry, type Comparisons } from '../../statistics/bradleyTerry.ts';
import { onlineElo } from '../../statistics/elo.ts';
import { type Estimate, estimated, undefinedBecause } from '../../statistics/estimate.ts';
import type { Property } from '../record.ts';
import type { RecordTable } from '../recordTable.ts';
import type { SettledSettings } from './scoreSettings.ts';

/** Choices as games: each value that the chosen option serves wins against each value of a rejected one. */
export interface ChoiceGames {
  /** Places of the values in the list of topics. */
  readonly players: readonly number[];
  /** Positions in `players`. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** Place of each game's record among the rows. */
  readonly record: Uint32Array;
}

/** Values that the options of a choice stand for; an option that stands for nothing is its own value. */
export function servedValues(property: Property): ReadonlyMap<string, readonly string[]> {
  const options = property.options ?? Object.keys(property.stands ?? {});
  return new Map(options.map((option) => [option.trim(), property.stands?.[option] ?? [option]]));
}

/** Games of the rows that chose, on one side. A value against itself is no game. `topicOf` gives the place of a value. */
export function choiceGames(
  table: RecordTable,
  rows: Uint32Array,
  side: 'predicted' | 'observed',
  topicOf: (value: string) => number,
): ChoiceGames {
  const answers = table.texts(side);
  const place = new Map<number, number>();
  const games: { readonly first: number[]; readonly second: number[]; readonly record: number[] } = {
    first: [],
    second: [],
    record: [],
  };
  const playerOf = (value: string): number => {
    const topic = topicOf(value);
    const known = place.get(topic) ?? place.size;
    place.set(topic, known);
    return known;
  };
  for (const [at, row] of rows.entries()) {
    const served = servedValues(table.propertyOf(row));
    const chosen = table.textOf(answers[row]!);
    for (const winner of served.get(chosen) ?? []) {
      for (const [option, losers] of served) {
        if (option === chosen) continue;
        for (const loser of losers) {
          if (loser === winner) continue;
          games.first.push(playerOf(winner));
          games.second.push(playerOf(loser));
          games.record.push(at);
        }
      }
    }
  }
  return {
    players: [...place.keys()],
    first: Uint32Array.from(games.first),
    second: Uint32Array.from(games.second),
    record: Uint32Array.from(games.record),
  };
}

/** A rating of each player, on the Elo scale about 1000, where the i-th record counts `counts[i]` times. */
export function ratings(
  { players, first, second, record }: ChoiceGames,
  counts: ArrayLike<number> | undefined,
  { elo, prior, seed }: Pick<SettledSettings, 'elo' | 'prior' | 'seed'>,
): readonly Estimate[] {
  const games: Comparisons = { players: players.length, first, second, score: new Uint8Array(first.length).fill(1) };
  if (elo === 'online') return onlineElo(games, { seed }).ratings.map(estimated);
  const weights = counts && Float64Array.from(record, (at) => counts[at]!);
  const found = bradleyTerry(weights ? { ...games, weights } : games, { prior });
  if (found.kind === 'undefined') return players.map(() => undefinedBecause(found.reason));
  return found.ratings.map(estimated);
}

/** How ratings were made, to be printed. */
export function ratingConvention({ elo, prior, seed }: Pick<SettledSettings, 'elo' | 'prior' | 'seed'>): string {
  if (elo === 'online')
    return `online Elo, K 4, start 1000, mean over 100 orders (seed ${JSON.stringify(seed)}): depends on the number of choices, to reproduce published tables`;
  const added = prior === 0 ? 'no prior' : `${prior} ties with an average value as prior`;
  return `Bradley-Terry, all choices at once, on the Elo scale about 1000; ${added}`;
}
