import { type Undefined, undefinedBecause } from './estimate.ts';

/** Comparisons by position: `score` is 1 where `first` won, 0 where `second` did, 0.5 for a tie. */
export interface Comparisons {
  readonly players: number;
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
  readonly score: ArrayLike<number>;
  /** How often each comparison counts; 1 unless told. A bootstrap over dilemmas sets these. */
  readonly weights?: ArrayLike<number>;
}

export interface BradleyTerry {
  readonly kind: 'ratings';
  /** Elo scale: 400 points are odds of 10 to 1. Their mean is 1000. */
  readonly ratings: readonly number[];
  readonly iterations: number;
  /** As asked for, to be printed. */
  readonly prior: number;
}

export interface BradleyTerryOptions {
  /**
   * Ties that each player is given against an imagined average player. 0 unless told: plain maximum likelihood, which has no answer where one part of
   * the players never won, or never lost, against the rest.
   */
  readonly prior?: number;
}

const mostIterations = 100_000;

/**
 * Strengths from pairwise choices, whatever their order (Bradley and Terry 1952), by the MM algorithm (Hunter 2004); ties are half a win to each.
 * Undefined, with the reason, where there is no maximum (Ford 1957: the players must hang together by wins both ways).
 */
export function bradleyTerry(comparisons: Comparisons, options: BradleyTerryOptions = {}): BradleyTerry | Undefined {
  const { prior = 0 } = options;
  const { players } = comparisons;
  const wins = winsOf(comparisons);
  if (players === 0) return undefinedBecause('no data');
  if (prior === 0) {
    const parts = strongParts(wins);
    if (parts > 1) return undefinedBecause(`not connected by wins both ways: ${parts} parts`);
  }
  const won = wins.map((row) => row.reduce((sum, count) => sum + count, prior / 2));
  const games = wins.map((row, i) => row.map((count, j) => count + wins[j]![i]!));
  let strength = new Float64Array(players).fill(1);
  for (let iteration = 1; iteration <= mostIterations; iteration++) {
    const next = strength.map((own, i) => {
      let expected = prior / (own + 1);
      for (let j = 0; j < players; j++) if (games[i]![j]! > 0) expected += games[i]![j]! / (own + strength[j]!);
      return expected === 0 ? own : won[i]! / expected;
    });
    // The imagined player's strength is 1; without it only ratios are known, and the geometric mean is put at 1.
    const centre = prior === 0 ? Math.exp(next.reduce((sum, value) => sum + Math.log(value), 0) / players) : 1;
    let moved = 0;
    for (let i = 0; i < players; i++) {
      next[i]! /= centre;
      moved = Math.max(moved, Math.abs(Math.log(next[i]! / strength[i]!)));
    }
    strength = next;
    if (moved < 1e-12) return { kind: 'ratings', ratings: eloScale(strength), iterations: iteration, prior };
  }
  return undefinedBecause(`no convergence in ${mostIterations} iterations`);
}

function eloScale(strength: Float64Array): readonly number[] {
  const points = Array.from(strength, (value) => 400 * Math.log10(value));
  const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
  return points.map((value) => 1000 + value - mean);
}

/** wins[i][j]: how much i won against j. Comparisons of a player with itself say nothing. */
function winsOf({ players, first, second, score, weights }: Comparisons): readonly Float64Array[] {
  if (second.length !== first.length || score.length !== first.length) throw new RangeError('lengths differ');
  const wins = Array.from({ length: players }, () => new Float64Array(players));
  for (let g = 0; g < first.length; g++) {
    const [i, j, s] = [first[g]!, second[g]!, score[g]!];
    if (!(s >= 0 && s <= 1) || !wins[i] || !wins[j]) throw new RangeError(`not a comparison: ${i}, ${j}, ${s}`);
    if (i === j) continue;
    const weight = weights ? weights[g]! : 1;
    wins[i][j]! += weight * s;
    wins[j][i]! += weight * (1 - s);
  }
  return wins;
}

/** How many strongly connected parts the graph of wins has: players that reach each other by wins. */
function strongParts(wins: readonly Float64Array[]): number {
  const left = new Set(wins.keys());
  let parts = 0;
  for (const start of wins.keys()) {
    if (!left.has(start)) continue;
    const beats = reached(start, (i, j) => wins[i]![j]! > 0, wins.length);
    const beatenBy = reached(start, (i, j) => wins[j]![i]! > 0, wins.length);
    for (const player of beats) if (beatenBy.has(player)) left.delete(player);
    parts++;
  }
  return parts;
}

function reached(start: number, edge: (from: number, to: number) => boolean, players: number): ReadonlySet<number> {
  const seen = new Set([start]);
  for (const from of seen) for (let to = 0; to < players; to++) if (edge(from, to)) seen.add(to);
  return seen;
}
