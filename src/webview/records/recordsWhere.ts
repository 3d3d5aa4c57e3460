import type { PanelWhere } from '../../panel/intents.ts';
import type { RecordsWhere } from '../../panel/recordMessages.ts';
import type { PageState } from '../state.ts';
import { initialRecords } from './recordsState.ts';

/** What is kept of how the records were looked at. */
export function recordsWhere({ records }: PageState): Pick<PanelWhere, 'records'> {
  if (records === undefined) return {};
  const { tab, filter, sort, behind, by, row } = records;
  return {
    records: {
      tab,
      filter,
      row,
      ...(sort !== undefined && { sort }),
      ...(behind !== undefined && { behind }),
      ...(by !== undefined && { by }),
    },
  };
}

export function restoreRecords(state: PageState, where: RecordsWhere | undefined): PageState {
  return { ...state, records: initialRecords(where) };
}
