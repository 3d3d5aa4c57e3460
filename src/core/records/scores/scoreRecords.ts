import type { RecordTable } from '../recordTable.ts';
import { breather } from './breather.ts';
import { rowGroups } from './rowGroups.ts';
import { scenesOf, scoreGroup } from './scoreGroup.ts';
import type { ScoreReport } from './scoreReport.ts';
import { type ScoreOptions, type ScoreSettings, type SettledSettings, settle } from './scoreSettings.ts';

/**
 * Scores of rows of a table, by the dimensions asked for: the same for the panel and the command line. Deterministic: the same rows and
 * settings give the same report. Throws the signal's reason when it is aborted.
 */
export async function scoreTable(
  table: RecordTable,
  rows: Uint32Array,
  asked: ScoreSettings = {},
  options: ScoreOptions = {},
  signal?: AbortSignal,
): Promise<ScoreReport> {
  const settings = settle(asked, rows.length);
  const breathe = breather(options, signal);
  const groups = [];
  const scenes = scenesOf(table);
  let done = 0;
  for (const group of rowGroups(table, rows, settings.by)) {
    const progress = (share: number): void => options.progress?.((done + share * group.rows.length) / rows.length);
    groups.push(await scoreGroup(table, scenes, group, settings, breathe, progress));
    done += group.rows.length;
    progress(0);
  }
  const { by, seed, resamples, level } = settings;
  return { by, groups, settings: { seed, resamples, level }, notes: notesOf(asked, settings) };
}

function notesOf(asked: ScoreSettings, { seed, resamples }: SettledSettings): string[] {
  const fewer = resamples < (asked.resamples ?? 1000) ? ' (fewer than asked for: the records are many)' : '';
  return [
    'Every record counts alike, also where its outcome is k of n.',
    'Records without an answer that could be parsed are counted, not scored; accuracy leaves them out, compliance shows them.',
    `Intervals resample scenarios with all their records: seed ${JSON.stringify(seed)}, ${resamples} resamples${fewer}; where each scenario is one record, rates have Wilson's and AUROC has DeLong's.`,
  ];
}
