import type { RecordTable } from '../recordTable.ts';
import { breather } from './breather.ts';
import { gapGroup } from './gapGroup.ts';
import type { GapReport } from './gapReport.ts';
import { rowGroups } from './rowGroups.ts';
import { scenesOf } from './scoreGroup.ts';
import { type ScoreOptions, type ScoreSettings, settle } from './scoreSettings.ts';

/**
 * Stated against revealed: per topic (the property, or the values that options stand for) what predictions say and what outcomes show, and how their
 * rankings agree. A side may be in records of its own. Throws the signal's reason when it is aborted.
 */
export async function gapTable(
  table: RecordTable,
  rows: Uint32Array,
  asked: ScoreSettings = {},
  options: ScoreOptions = {},
  signal?: AbortSignal,
): Promise<GapReport> {
  const settings = settle(asked, rows.length);
  const breathe = breather(options, signal);
  const scenes = scenesOf(table);
  // Topics are what is compared, not what groups are made by.
  const by = settings.by.filter((dimension) => dimension !== 'property');
  const groups = [];
  let done = 0;
  for (const group of rowGroups(table, rows, by)) {
    groups.push(await gapGroup(table, scenes, group, settings, breathe));
    done += group.rows.length;
    options.progress?.(done / rows.length);
  }
  const { seed, resamples, level } = settings;
  const notes = [
    'Stated is what predictions say, revealed is what outcomes show; a gap is revealed - stated.',
    'Rates have Wilson intervals and their differences Newcombe intervals where each scenario is one record; all else is resampled by scenario (dilemma).',
    'Abstentions (equal, depends) are counted and decide nothing.',
    `Intervals: seed ${JSON.stringify(seed)}, ${resamples} resamples.`,
  ];
  return { by, groups, settings: { seed, resamples, level }, notes };
}
