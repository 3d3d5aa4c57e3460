import { isMap } from 'yaml';
import { parseItem } from './readItem.ts';
import { keyOrder } from './renderItem.ts';
import type { SectionName } from './section.ts';
import { type ItemChange, spliceItem } from './spliceItem.ts';

export interface FieldConflict {
  /** Name of the field, or of the item's key. */
  readonly field: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

export interface ItemVersions {
  /** Undefined where both sides made the item. */
  readonly base: string | undefined;
  readonly ours: string;
  readonly theirs: string;
  /** `mark`: ours in place, theirs under `conflict`. `theirs`: theirs stays. */
  readonly onConflict: 'mark' | 'theirs';
}

export interface ItemSetting {
  readonly section: SectionName;
  readonly column: number;
  readonly eol: '\n' | '\r\n';
}

/** Maps whose keys are merged one by one. */
const mergedByKey: ReadonlySet<string> = new Set(['fields', 'first', 'conflict', 'seen']);
/** Lists that are merged as sets: nothing that either side added is lost. */
const mergedAsSet: ReadonlySet<string> = new Set(['targets', 'from']);
const unset = Symbol('unset');

/**
 * Three-way merge of one item by key, on the text of the side whose layout counts for more: theirs,
 * unless theirs changed values only where ours changed comments. All texts stand at `column`.
 */
export function mergeItem(
  setting: ItemSetting,
  versions: ItemVersions,
): { readonly text: string; readonly conflicts: readonly FieldConflict[] } {
  const { base, ours, theirs } = versions;
  if (ours === theirs || ours === base) return { text: theirs, conflicts: [] };
  if (theirs === base) return { text: ours, conflicts: [] };
  const context = { column: setting.column, eol: setting.eol, order: keyOrder(setting.section) };
  const [b, o, t] = [base === undefined ? {} : flat(base, setting), flat(ours, setting), flat(theirs, setting)];
  if (b === undefined || o === undefined || t === undefined) return { text: theirs, conflicts: [] };
  const changes: ItemChange[] = [];
  const reverse: ItemChange[] = [];
  const conflicts: FieldConflict[] = [];
  for (const path of new Set([...Object.keys(b), ...Object.keys(o), ...Object.keys(t)])) {
    const [inBase, inOurs, inTheirs] = [at(b, path), at(o, path), at(t, path)];
    if (same(inOurs, inTheirs)) continue;
    if (same(inTheirs, inBase)) {
      changes.push(...change(path, inTheirs, inOurs));
    } else if (same(inOurs, inBase)) {
      reverse.push(...change(path, inOurs, inTheirs));
    } else {
      const both = reconcile(path, inBase, inOurs, inTheirs);
      if (both !== undefined) {
        changes.push(...change(path, inTheirs, both));
        reverse.push(...change(path, inOurs, both));
        continue;
      }
      const field = fieldName(path);
      conflicts.push({ field, ours: plain(inOurs), theirs: plain(inTheirs) });
      if (versions.onConflict === 'theirs') {
        reverse.push(...change(path, inOurs, inTheirs));
        continue;
      }
      const kept = { path: ['conflict', field], value: plain(inTheirs) ?? null };
      changes.push(...change(path, inTheirs, inOurs), kept);
      reverse.push(kept);
    }
  }
  if (changes.length === 0 && conflicts.length === 0) return { text: spliceItem(ours, reverse, context), conflicts };
  return { text: spliceItem(theirs, changes, context), conflicts };
}

/** Values of an item by path, one level deep in the maps that are merged by key. */
function flat(text: string, { column }: ItemSetting): Record<string, unknown> | undefined {
  const doc = parseItem(text, column);
  if (doc.errors.length > 0 || !isMap(doc.contents)) return undefined;
  const values: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(doc.toJS({ maxAliasCount: 100 }) as object)) {
    if (mergedByKey.has(key) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, innerValue] of Object.entries(value)) values[JSON.stringify([key, inner])] = innerValue;
    } else {
      values[JSON.stringify([key])] = value;
    }
  }
  return values;
}

/** Both sides changed: what holds both changes, if anything does. */
function reconcile(path: string, base: unknown, ours: unknown, theirs: unknown): unknown {
  const key = (JSON.parse(path) as string[])[0] ?? '';
  if (key === 'updated' && typeof ours === 'string' && typeof theirs === 'string') return ours > theirs ? ours : theirs;
  if (!mergedAsSet.has(key) || !Array.isArray(ours) || !Array.isArray(theirs)) return undefined;
  const was = Array.isArray(base) ? base : [];
  const kept = theirs.filter((element) => has(ours, element) || !has(was, element));
  return [...kept, ...ours.filter((element) => !has(was, element) && !has(theirs, element))];
}

function has(list: readonly unknown[], element: unknown): boolean {
  return list.some((other) => same(other, element));
}

/** What makes `from` into `to`; in a list, element by element, so that the layout of the others stays. */
function change(path: string, from: unknown, to: unknown): ItemChange[] {
  const steps = JSON.parse(path) as string[];
  if (to === unset) return [{ path: steps }];
  if (!mergedAsSet.has(steps[0] ?? '') || !Array.isArray(from) || !Array.isArray(to))
    return [{ path: steps, value: to }];
  const doomed = [...from.keys()].filter((index) => !has(to, from[index])).reverse();
  const added = to.filter((element) => !has(from, element));
  return [
    ...added.map((value) => ({ path: [...steps, '+'], value })),
    ...doomed.map((index) => ({ path: [...steps, index] })),
  ];
}

function fieldName(path: string): string {
  const [key = '', inner] = JSON.parse(path) as string[];
  return inner === undefined ? key : key === 'fields' ? inner : `${key}.${inner}`;
}

function at(values: Record<string, unknown>, path: string): unknown {
  return path in values ? values[path] : unset;
}

function plain(value: unknown): unknown {
  return value === unset ? undefined : value;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== unset && b !== unset && JSON.stringify(a) === JSON.stringify(b));
}
