import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type BradleyTerry,
  type BradleyTerryOptions,
  bradleyTerry,
  type Comparisons,
} from '../../../src/core/statistics/bradleyTerry.ts';
import { expectedScore, onlineElo } from '../../../src/core/statistics/elo.ts';
import { numberOf } from '../../../src/core/statistics/estimate.ts';
import { describeNumbers } from '../../../src/core/statistics/meanError.ts';
import { seededRandom } from '../../../src/core/statistics/random.ts';
import { makeRandom } from '../../support/random.ts';
import { near, reason } from './near.ts';

/** Comparisons from lines of `player player score`. */
function games(players: number, lines: readonly (readonly [number, number, number])[]): Comparisons {
  const column = (k: 0 | 1 | 2): number[] => lines.map((line) => line[k]);
  return { players, first: column(0), second: column(1), score: column(2) };
}

function rated(comparisons: Comparisons, options?: BradleyTerryOptions): BradleyTerry {
  const made = bradleyTerry(comparisons, options);
  assert.ok(made.kind === 'ratings', JSON.stringify(made));
  return made;
}

test('Bradley-Terry: American League baseball 1987 (Agresti 1990, R BradleyTerry2)', () => {
  const teams = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore'];
  const wins = [
    [0, 7, 9, 7, 7, 9, 11],
    [6, 0, 7, 5, 11, 9, 9],
    [4, 6, 0, 7, 7, 8, 12],
    [6, 8, 6, 0, 6, 7, 10],
    [6, 2, 6, 7, 0, 7, 12],
    [4, 4, 5, 6, 6, 0, 6],
    [2, 4, 1, 3, 1, 7, 0],
  ];
  const cells = wins
    .flatMap((row, i) => row.map((count, j) => [i, j, count] as const))
    .filter(([, , count]) => count > 0);
  const comparisons = {
    ...games(
      7,
      cells.map(([i, j]) => [i, j, 1]),
    ),
    weights: cells.map(([, , count]) => count),
  };
  const { ratings, prior } = rated(comparisons);
  const strengths = ratings.map((rating) => ((rating - ratings[6]!) / 400) * Math.LN10);
  const published = [1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839, 0];
  for (const [i, team] of teams.entries()) near(strengths[i], published[i]!, team, 0.00005);
  near(ratings.reduce((sum, rating) => sum + rating, 0) / 7, 1000, 'mean', 1e-9);
  assert.equal(prior, 0);
});

test('two players: the ratings are the odds, ties half to each', () => {
  const { ratings } = rated(
    games(2, [
      [0, 1, 1],
      [0, 1, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]),
  );
  near(ratings[0]! - ratings[1]!, 400 * Math.log10(3), '', 1e-8);
  const tied = rated(
    games(2, [
      [0, 1, 1],
      [0, 1, 0.5],
      [1, 0, 0.5],
      [1, 1, 1],
    ]),
  ).ratings;
  near(expectedScore(tied[0]!, tied[1]!), 2 / 3, '', 1e-9);
});

test('no maximum, no ratings; a prior gives some and is told', () => {
  const always = games(3, [
    [0, 1, 1],
    [1, 2, 1],
    [2, 1, 1],
  ]);
  assert.equal(reason(bradleyTerry(always)), 'not connected by wins both ways: 2 parts');
  assert.equal(
    reason(
      bradleyTerry(
        games(4, [
          [0, 1, 0.5],
          [2, 3, 0.5],
        ]),
      ),
    ),
    'not connected by wins both ways: 2 parts',
  );
  assert.equal(reason(bradleyTerry(games(0, []))), 'no data');
  const { ratings, prior } = rated(always, { prior: 1 });
  assert.equal(prior, 1);
  // The one of the middle lost two of its three.
  assert.ok(ratings[0]! > ratings[2]! && ratings[2]! > ratings[1]!);
  // One win, and two ties each with the average player, who stands at 1000: what was won is what was expected.
  const [winner, loser] = rated(games(2, [[0, 1, 1]]), { prior: 2 }).ratings as [number, number];
  near(1 - expectedScore(winner, loser) + 1 - 2 * expectedScore(winner, 1000), 0, 'surplus', 1e-9);
  assert.throws(() => bradleyTerry(games(2, [[0, 2, 1]])), RangeError);
  assert.throws(() => bradleyTerry(games(2, [[0, 1, 2]])), RangeError);
});

test('at the maximum everyone has won what was expected; order and sides do not matter', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 60; i++) {
    const players = 2 + random.int(6);
    const lines = Array.from({ length: 60 }, () => {
      const first = random.int(players);
      return [first, (first + 1 + random.int(players - 1)) % players, random.pick([0, 0.5, 1, 1])] as const;
    });
    const prior = random.pick([0, 2]);
    const made = bradleyTerry(games(players, lines), { prior });
    if (made.kind === 'undefined') continue;
    if (prior === 0) {
      const surplus = new Float64Array(players);
      for (const [a, b, score] of lines) {
        const change = score - expectedScore(made.ratings[a]!, made.ratings[b]!);
        surplus[a]! += change;
        surplus[b]! -= change;
      }
      for (const left of surplus) near(left, 0, i, 1e-7);
    }
    const turned = lines.map(([a, b, score]) => [b, a, 1 - score] as const).reverse();
    const again = rated(games(players, turned), { prior });
    for (const [k, rating] of again.ratings.entries()) near(rating, made.ratings[k]!, i, 1e-6);
  }
});

test('online Elo: K 4 from 1000, by hand', () => {
  const { ratings, spread } = onlineElo(
    games(3, [
      [0, 1, 1],
      [1, 2, 0.5],
    ]),
    { seed: 's', shuffles: 0 },
  );
  const second = 4 * (0.5 - 1 / (1 + 10 ** (2 / 400)));
  near(ratings[0], 1002);
  near(ratings[1], 998 + second);
  near(ratings[2], 1000 - second);
  assert.deepEqual(spread, [0, 0, 0]);
});

test('online Elo: mean and standard deviation over the orders', () => {
  const lines = Array.from({ length: 12 }, (_, i) => [i % 3, (i + 1) % 3, (i % 5) / 4] as const);
  const shuffled = seededRandom('orders');
  const order = Uint32Array.from(lines.keys());
  const rounds = Array.from({ length: 5 }, () => {
    shuffled.shuffle(order);
    const played = Array.from(order, (game) => lines[game]!);
    return onlineElo(games(3, played), { seed: '', k: 30, start: 0, shuffles: 0 }).ratings;
  });
  const made = onlineElo(games(3, lines), { seed: 'orders', k: 30, start: 0, shuffles: 5 });
  for (const player of [0, 1, 2]) {
    const { mean, sd } = describeNumbers(rounds.map((ratings) => ratings[player]!));
    near(made.ratings[player], numberOf(mean)!, 'mean', 1e-9);
    near(made.spread[player], numberOf(sd)!, 'spread', 1e-9);
  }
});

test('online Elo depends on the order, hence the mean over seeded shuffles; points stay in the game', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  const lines = Array.from({ length: 300 }, () => {
    const first = random.int(5);
    return [first, (first + 1 + random.int(4)) % 5, random.pick([0, 0.5, 1])] as const;
  });
  const made = onlineElo(games(5, lines), { seed: 'a' });
  assert.equal(made.shuffles, 100);
  assert.deepEqual(onlineElo(games(5, lines), { seed: 'a' }), made);
  assert.notDeepEqual(onlineElo(games(5, lines), { seed: 'b' }).ratings, made.ratings);
  near(
    made.ratings.reduce((sum, rating) => sum + rating, 0),
    5000,
    'points',
    1e-7,
  );
  assert.ok(made.spread.every((value) => value > 0 && value < 30));
  const other = onlineElo(games(5, lines), { seed: 'b' }).ratings;
  // The mean of 100 orders is known to a tenth of the spread of one.
  for (const [i, rating] of other.entries()) near(rating, made.ratings[i]!, i, 0.8 * made.spread[i]!);
  assert.throws(() => onlineElo({ ...games(2, []), weights: [] }, { seed: 's' }), RangeError);
});
