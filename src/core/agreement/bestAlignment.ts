import type { Span } from '../text/span.ts';
import { checkSpan } from './markedSpan.ts';

/** A unit of an annotator, for gamma. */
export interface GammaUnit extends Span {
  readonly category: string;
}

export interface Dissimilarity {
  /** Weight of position and of category. */
  readonly alpha: number;
  readonly beta: number;
  /** What a unit without partner costs. */
  readonly empty: number;
}

/** Positional: ((|start - start| + |end - end|) / (length + length))² times the cost of no partner (Mathet, Widlöcher and Métivier 2015, formula 3). */
export function positionalDissimilarity(u: Span, v: Span, empty = 1): number {
  const apart = Math.abs(u.start - v.start) + Math.abs(u.end - v.end);
  return (apart / (u.end - u.start + v.end - v.start)) ** 2 * empty;
}

/** Combined: alpha times positional plus beta times categorical, which is 0 or the cost of no partner. */
export function combinedDissimilarity(u: GammaUnit, v: GammaUnit, { alpha, beta, empty }: Dissimilarity): number {
  return alpha * positionalDissimilarity(u, v, empty) + (u.category === v.category ? 0 : beta * empty);
}

/** A group holds at most one unit of each annotator; its cost is the mean over all pairs of annotators, absent ones too. */
interface Group {
  readonly members: readonly number[];
  readonly cost: number;
}

/** Above so many steps an alignment is given up: exact for what people mark, never endless for what they do not. */
const mostSteps = 300_000;

/**
 * Disorder of the best alignment: the least sum of the costs of groups that hold every unit once, over the mean number of units of an
 * annotator. Exact, or undefined where too many units lie over each other to be searched. Throws a RangeError for fewer
 * than two annotators, no unit at all, or a unit without length.
 */
export function bestDisorder(
  annotators: readonly (readonly GammaUnit[])[],
  options: Dissimilarity,
): number | undefined {
  const units = annotators.flatMap((list, annotator) => list.map((unit) => ({ ...unit, annotator })));
  if (annotators.length < 2 || units.length === 0) throw new RangeError('gamma needs two annotators and a unit');
  for (const unit of units) checkSpan(unit);
  const pairs = (annotators.length * (annotators.length - 1)) / 2;
  const distances = units.map((u) =>
    units.map((v) => (u.annotator === v.annotator ? Number.POSITIVE_INFINITY : combinedDissimilarity(u, v, options))),
  );
  // A group of k that costs more than k units alone is in no best alignment, so no pair in it may cost more than that by itself.
  const farthest = pairs * annotators.length * options.empty;
  const costOf = (members: readonly number[]): number => {
    const filled = (members.length * (members.length - 1)) / 2;
    let cost = (pairs - filled) * options.empty;
    for (const [i, u] of members.entries()) for (const v of members.slice(i + 1)) cost += distances[u]![v]!;
    return cost / pairs;
  };
  let steps = 0;
  const groupsFrom = (first: number, component: readonly number[]): Group[] => {
    const groups: Group[] = [];
    const extend = (members: readonly number[], candidates: readonly number[]): void => {
      if (++steps > mostSteps) return;
      const cost = costOf(members);
      if (members.length === 1 || cost < members.length * options.empty) groups.push({ members, cost });
      for (const [at, next] of candidates.entries()) {
        const rest = candidates.slice(at + 1).filter((v) => distances[next]![v]! < farthest);
        extend([...members, next], rest);
      }
    };
    extend(
      [first],
      component.filter((v) => v > first && distances[first]![v]! < farthest),
    );
    return groups;
  };
  let total = 0;
  for (const component of componentsOf(units.length, (u, v) => distances[u]![v]! < farthest)) {
    const groups = component.map((unit) => groupsFrom(unit, component));
    if (steps > mostSteps) return undefined;
    const best = leastCover(component, groups, () => ++steps > mostSteps);
    if (best === undefined) return undefined;
    total += best;
  }
  return total / (units.length / annotators.length);
}

/** The least cost of groups that hold each unit once: depth first, with the sum of the cheapest shares as the bound. */
function leastCover(
  component: readonly number[],
  groups: readonly (readonly Group[])[],
  giveUp: () => boolean,
): number | undefined {
  const share = new Map<number, number>(component.map((unit) => [unit, Number.POSITIVE_INFINITY]));
  for (const { members, cost } of groups.flat())
    for (const unit of members) share.set(unit, Math.min(share.get(unit)!, cost / members.length));
  const ordered = groups.map((list) => list.toSorted((a, b) => a.cost / a.members.length - b.cost / b.members.length));
  const taken = new Set<number>();
  let best = Number.POSITIVE_INFINITY;
  let stopped = false;
  const search = (from: number, cost: number, bound: number): void => {
    if (stopped || cost + bound >= best - 1e-12) return;
    let next = from;
    while (next < component.length && taken.has(component[next]!)) next++;
    if (next === component.length) {
      best = cost;
      return;
    }
    for (const group of ordered[next]!) {
      if (giveUp()) stopped = true;
      if (stopped || group.members.some((unit) => taken.has(unit))) continue;
      for (const unit of group.members) taken.add(unit);
      const covered = group.members.reduce((sum, unit) => sum + share.get(unit)!, 0);
      search(next + 1, cost + group.cost, bound - covered);
      for (const unit of group.members) taken.delete(unit);
    }
  };
  search(
    0,
    0,
    component.reduce((sum, unit) => sum + share.get(unit)!, 0),
  );
  return stopped ? undefined : best;
}

/** Units that may share a group, directly or through others. */
function componentsOf(count: number, linked: (u: number, v: number) => boolean): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const components: number[][] = [];
  for (let start = 0; start < count; start++) {
    if (seen.has(start)) continue;
    const component = [start];
    seen.add(start);
    for (const u of component) {
      for (let v = 0; v < count; v++) {
        if (seen.has(v) || !linked(u, v)) continue;
        seen.add(v);
        component.push(v);
      }
    }
    components.push(component.sort((a, b) => a - b));
  }
  return components;
}
