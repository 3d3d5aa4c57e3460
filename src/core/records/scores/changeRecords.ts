import type { Dimension } from '../dimensions.ts';
import type { RecordTable } from '../recordTable.ts';
import { breather } from './breather.ts';
import { changeGroup } from './changeGroup.ts';
import type { ChangeReport } from './changeReport.ts';
import { checkpointSteps } from './checkpointSteps.ts';
import { rowKeys } from './pairedRows.ts';
import { rowGroups } from './rowGroups.ts';
import { type ScoreOptions, type ScoreSettings, settle } from './scoreSettings.ts';

/** A group is a pair of checkpoints: neither these nor the update between them can be what groups are made by. */
const notBy: readonly Dimension[] = ['checkpoint', 'update'];

/**
 * Before and after an update: each later checkpoint against the first one of its group, on the same predictions (model, predictor, scenario,
 * property, elicitation). Throws the signal's reason when it is aborted.
 */
export async function changeTable(
  table: RecordTable,
  rows: Uint32Array,
  asked: ScoreSettings = {},
  options: ScoreOptions = {},
  signal?: AbortSignal,
): Promise<ChangeReport> {
  const settings = settle(asked, rows.length);
  const breathe = breather(options, signal);
  const keys = rowKeys(table);
  const by = settings.by.filter((dimension) => !notBy.includes(dimension));
  const groups = [];
  let done = 0;
  let unplaced = 0;
  for (const group of rowGroups(table, rows, by)) {
    const { steps, without } = checkpointSteps(table, group.rows);
    unplaced += without;
    for (const step of steps) groups.push(await changeGroup(table, keys, group.key, step, settings, breathe));
    done += group.rows.length;
    options.progress?.(done / rows.length);
  }
  const { seed, resamples, level } = settings;
  const notes = [
    'Each later checkpoint is compared with the first; differences are after - before, over predictions that are on both sides.',
    'Accuracy has a McNemar test where each scenario has one prediction and one outcome on each side; all else is resampled by scenario, both sides alike.',
    `Intervals: seed ${JSON.stringify(seed)}, ${resamples} resamples.`,
    ...(unplaced > 0 ? [`${unplaced} records name no checkpoint and are left out.`] : []),
  ];
  return { by, groups, settings: { seed, resamples, level }, notes };
}
