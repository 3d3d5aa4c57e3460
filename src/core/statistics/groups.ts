import type { Forecasts } from './forecasts.ts';
import { sortOrder, upTo } from './order.ts';

/** Weighted sums over the forecasts of one group: of 1, p, y, p^2, y^2 and p y; `n` counts records. */
export interface Group {
  n: number;
  w: number;
  p: number;
  y: number;
  pp: number;
  yy: number;
  py: number;
  /** Extremes of y: equal where outcomes do not vary, which sums cannot tell exactly. */
  lowest: number;
  highest: number;
}

function emptyGroup(): Group {
  return { n: 0, w: 0, p: 0, y: 0, pp: 0, yy: 0, py: 0, lowest: 1, highest: 0 };
}

/** One group of all. */
export function groupOfAll(forecasts: Forecasts): Group {
  const group = emptyGroup();
  for (let i = 0; i < forecasts.p.length; i++) add(group, forecasts, i);
  return group;
}

/** Groups by key (undefined: left out). For few groups: each is held. */
export function groupsBy(forecasts: Forecasts, keyOf: (p: number) => number | undefined): ReadonlyMap<number, Group> {
  const groups = new Map<number, Group>();
  for (let i = 0; i < forecasts.p.length; i++) {
    const key = keyOf(forecasts.p[i]!);
    if (key === undefined) continue;
    let group = groups.get(key);
    if (!group) {
      group = emptyGroup();
      groups.set(key, group);
    }
    add(group, forecasts, i);
  }
  return groups;
}

/** Groups of equal p, upwards, one after the other: a million different probabilities are never held as a million groups. */
export function* groupsOfEqual(forecasts: Forecasts): Generator<Readonly<Group>> {
  const { p } = forecasts;
  const order = upTo(p.length);
  sortOrder(order, p);
  for (let start = 0, end = 0; start < order.length; start = end) {
    const group = emptyGroup();
    while (end < order.length && p[order[end]!] === p[order[start]!]) add(group, forecasts, order[end++]!);
    yield group;
  }
}

function add(group: Group, forecasts: Forecasts, i: number): void {
  const w = forecasts.weights ? forecasts.weights[i]! : 1;
  const p = forecasts.p[i]!;
  const y = forecasts.y[i]!;
  group.n++;
  group.w += w;
  group.p += w * p;
  group.y += w * y;
  group.pp += w * p * p;
  group.yy += w * y * y;
  group.py += w * p * y;
  if (y < group.lowest) group.lowest = y;
  if (y > group.highest) group.highest = y;
}

export function sumGroups(groups: Iterable<Group>): Group {
  const sum = emptyGroup();
  for (const group of groups) {
    sum.n += group.n;
    sum.w += group.w;
    sum.p += group.p;
    sum.y += group.y;
    sum.pp += group.pp;
    sum.yy += group.yy;
    sum.py += group.py;
    sum.lowest = Math.min(sum.lowest, group.lowest);
    sum.highest = Math.max(sum.highest, group.highest);
  }
  return sum;
}

/** Weighted variance of y (divided by the weights); exactly 0 where all outcomes are alike. */
export function varianceOfOutcomes(group: Group): number {
  if (group.lowest >= group.highest) return 0;
  return Math.max(0, group.yy / group.w - (group.y / group.w) ** 2);
}
