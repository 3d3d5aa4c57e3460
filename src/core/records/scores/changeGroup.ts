import type { RecordFilter } from '../recordFilter.ts';
import type { RecordTable } from '../recordTable.ts';
import { answerChanges, type Compared, forecastChanges, valueChanges } from './changeMeasures.ts';
import type { ChangeGroup } from './changeReport.ts';
import type { CheckpointStep } from './checkpointSteps.ts';
import { driftMeasures, driftWarnings } from './driftMeasures.ts';
import { foretoldMeasures } from './foretoldMeasures.ts';
import { joinRows } from './joinRows.ts';
import { narrow } from './narrow.ts';
import { countDistinct, pairRows, type RowKeys } from './pairedRows.ts';
import type { Breathe } from './resample.ts';
import { pick, type RowGroup } from './rowGroups.ts';
import { whereOf } from './scoreGroup.ts';
import type { SettledSettings } from './scoreSettings.ts';

/** All that changed from one checkpoint to another. */
export async function changeGroup(
  table: RecordTable,
  keys: RowKeys,
  key: RowGroup['key'],
  { from, to, update, before, after, foretold }: CheckpointStep,
  settings: SettledSettings,
  breathe: Breathe,
): Promise<ChangeGroup> {
  const group: RecordFilter = narrow(settings.filter, whereOf(key));
  const updates = update === '' ? {} : { update: [update, ''] };
  const filter = narrow(group, { where: { checkpoint: from === to ? [from] : [from, to], ...updates } });
  const compared: Compared = { table, keys, before, after, settings, breathe };
  const changes = [
    ...(await answerChanges(compared)),
    ...(await forecastChanges(compared)),
    ...(await valueChanges(compared)),
  ];
  const drift = await driftMeasures(compared, filter);
  const { scenarios } = pairRows(keys, before, after);
  const unpaired = countDistinct(pick(keys.scene, joinRows(before, after))) - scenarios;
  const warnings = driftWarnings(changes, drift);
  if (scenarios > 0 && scenarios < 30)
    warnings.unshift(`${scenarios} scenarios on both sides: too few for more than an impression`);
  if (scenarios === 0 && after.length > 0) warnings.unshift('no prediction is on both sides: nothing can be compared');
  if (unpaired > 0) warnings.push(`${unpaired} scenarios are on one side only and are left out`);
  return {
    key,
    from,
    to,
    ...(update !== '' && { update }),
    paired: scenarios,
    unpaired,
    changes,
    drift,
    foretold: await foretoldMeasures(compared, foretold, filter),
    warnings,
    filter,
  };
}
