import { type Problem, problem } from '../../problem.ts';
import { mostRecords } from '../../readers/layouts/recordIndex.ts';
import type { Span } from '../../text/span.ts';
import type { JoinedRows } from './joinedRows.ts';
import type { Overlay } from './overlays.ts';
import { keyOf } from './readValue.ts';
import { listOf, type RecordMapping } from './recordMapping.ts';
import { parseReference } from './reference.ts';
import type { RowContext } from './rowContext.ts';
import type { RowFile } from './rowFile.ts';
import { RowTexts } from './rowTexts.ts';

/** Which rows make which record. */
export interface RecordList {
  readonly count: number;
  rowsOf(record: number): readonly number[];
  /** Which of `each` it is. */
  overlayOf(record: number): number;
  readonly ids: readonly (string | undefined)[];
  /** Rows that the mapping does not select. */
  readonly left: number;
  readonly problems: readonly Problem[];
}

/**
 * What opening costs: nothing beyond the index where every row is a record; one pass over the rows where they are
 * selected, grouped, joined or named.
 */
export async function listRecords(
  mapping: RecordMapping,
  overlays: readonly Overlay[],
  file: RowFile,
  joins: readonly JoinedRows[],
  signal?: AbortSignal,
): Promise<RecordList> {
  const { group, id } = mapping;
  const each = overlays.length;
  const plain =
    file.selected === undefined &&
    group === undefined &&
    id === undefined &&
    joins.length === 0 &&
    (mapping.each ?? []).every((overlay) => overlay.where === undefined && overlay.id === undefined);
  const rowCount = file.ranges.length;
  if (plain) {
    const count = Math.min(rowCount * each, mostRecords);
    return {
      count,
      rowsOf: (record) => [Math.floor(record / each)],
      overlayOf: (record) => record % each,
      ids: [],
      left: 0,
      problems: count < rowCount * each ? [tooMany(file)] : [],
    };
  }
  return passOver(mapping, overlays, file, joins, signal);
}

const tooMany = (file: RowFile): Problem =>
  problem('file.tooManyRecords', { count: mostRecords }, { file: file.source.name }, 'warning');

async function passOver(
  mapping: RecordMapping,
  overlays: readonly Overlay[],
  file: RowFile,
  joins: readonly JoinedRows[],
  signal?: AbortSignal,
): Promise<RecordList> {
  const keys = mapping.group === undefined ? undefined : listOf(mapping.group.by).map(parseReference);
  const records: { readonly rows: number[]; readonly overlay: number }[] = [];
  const ids: (string | undefined)[] = [];
  const byKey = new Map<string, number>();
  const texts = new RowTexts(file.source);
  let left = 0;
  for (let row = 0; row < file.ranges.length && records.length < mostRecords; row++) {
    const range = file.ranges.at(row) as Span;
    const text = texts.known(range) ?? (await texts.text(range, {}, signal));
    const [values = ''] = typeof text !== 'string' ? [''] : file.rowsIn(text, [{ start: 0, end: text.length }]);
    if (typeof values === 'string') {
      // What cannot be read stays in the list, so that reading it says why.
      records.push({ rows: [row], overlay: 0 });
      ids.push(undefined);
      continue;
    }
    const context = joinedContext(file.context(row, values), joins);
    let taken = false;
    if (file.selected?.(context) !== false) {
      for (const [i, overlay] of overlays.entries()) {
        if (overlay.selected?.(context) === false) continue;
        taken = true;
        // A row that says nothing of its group is by itself.
        const own = keys === undefined ? undefined : keyOf(keys, context);
        const key = own === undefined ? undefined : `${i} ${own}`;
        const known = key === undefined ? undefined : byKey.get(key);
        if (known !== undefined) {
          (records[known] as { rows: number[] }).rows.push(row);
          continue;
        }
        if (key !== undefined) byKey.set(key, records.length);
        records.push({ rows: [row], overlay: i });
        ids.push(overlay.id(context));
      }
    }
    if (!taken) left++;
  }
  return {
    count: records.length,
    rowsOf: (record) => records[record]?.rows ?? [],
    overlayOf: (record) => records[record]?.overlay ?? 0,
    ids,
    left,
    problems: [
      ...(records.length >= mostRecords ? [tooMany(file)] : []),
      ...(left > 0 ? [problem('mapping.rowsLeft', { count: left, name: mapping.name }, at(file), 'info')] : []),
      ...joins.flatMap((join) => joinProblems(join, file)),
    ],
  };
}

const at = (file: RowFile): Problem['at'] => ({ file: file.source.name });

function joinProblems(join: JoinedRows, file: RowFile): Problem[] {
  const { name } = join;
  const [unfound, several] = [join.unfound(), join.several()];
  return [
    ...(unfound > 0 ? [problem('mapping.joinUnfound', { name, count: unfound }, at(file), 'info')] : []),
    ...(several > 0 ? [problem('mapping.joinSeveral', { name, count: several }, at(file), 'warning')] : []),
  ];
}

/** A row with the rows of other files that belong to it. */
export function joinedContext(row: RowContext, joins: readonly JoinedRows[]): RowContext {
  let context = row;
  for (const join of joins) context = { ...context, joined: { ...context.joined, [join.name]: join.find(context) } };
  return context;
}
