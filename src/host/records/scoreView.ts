import type { Dimension } from '../../core/records/dimensions.ts';
import type { RecordFilter } from '../../core/records/recordFilter.ts';
import type { RecordTable } from '../../core/records/recordTable.ts';
import { changeTable } from '../../core/records/scores/changeRecords.ts';
import { gapTable } from '../../core/records/scores/gapRecords.ts';
import { scoreTable } from '../../core/records/scores/scoreRecords.ts';
import type { DidScore, ScoreView } from '../../panel/recordMessages.ts';
import { pause } from './recordTables.ts';

/** The numbers of one view, as the command line has them. */
export async function scoreView(
  table: RecordTable,
  view: ScoreView,
  { by, filter }: { readonly by: readonly Dimension[]; readonly filter: RecordFilter },
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<Pick<DidScore, 'scores' | 'change' | 'gap'>> {
  const rows = table.select(filter);
  const asked = [table, rows, { by, filter }, { progress, pause }, signal] as const;
  switch (view) {
    case 'scores':
      return { scores: await scoreTable(...asked) };
    case 'change':
      return { change: await changeTable(...asked) };
    case 'gap':
      return { gap: await gapTable(...asked) };
  }
}
