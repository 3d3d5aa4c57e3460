import { type RowTest, rowTest } from './condition.ts';
import { textFields } from './fields.ts';
import { type RecordReader, recordReader } from './readRecord.ts';
import type { EachSpec, RecordMapping } from './recordMapping.ts';
import type { RowContext } from './rowContext.ts';

/** One of the records that a row gives. */
export interface Overlay {
  readonly selected: RowTest | undefined;
  /** The record's own id, where the row has one. */
  id(row: RowContext): string | undefined;
  readonly read: RecordReader;
}

/** Made once per mapping: one for each of `each`, else one. */
export function overlaysOf(mapping: RecordMapping): readonly Overlay[] {
  const { each = [{}] } = mapping;
  const shared = textFields({ id: mapping.id });
  return each.map((overlay, i): Overlay => {
    const own = textFields({ id: overlay.id ?? mapping.id });
    // Records of one row have one id between them, unless they say otherwise.
    const suffix = each.length === 1 || overlay.id !== undefined ? '' : `/${wordOf(overlay) ?? i + 1}`;
    const read = recordReader(laidOver(mapping, overlay));
    return {
      selected: rowTest(overlay.where),
      id: (row) => {
        const { id } = own(row);
        return id === undefined ? undefined : id + suffix;
      },
      read: (rows, id, about) => {
        const draft = read(rows, id, about);
        if (each.length === 1 || draft.record.scenario.id !== undefined) return draft;
        const row = rows[0] as RowContext;
        const scenario = { ...draft.record.scenario, id: shared(row).id ?? `#${row.number}` };
        return { ...draft, record: { ...draft.record, scenario } };
      },
    };
  });
}

/** The word that tells one overlay from the others. */
function wordOf({ prediction }: EachSpec): string | undefined {
  const elicitation = prediction?.elicitation;
  return typeof elicitation === 'object' && typeof elicitation.is === 'string' ? elicitation.is : undefined;
}

/** A mapping with an overlay on it: what the sides, the scenario and the property say is joined key by key. */
function laidOver(mapping: RecordMapping, { where: _where, ...overlay }: EachSpec): RecordMapping {
  const joined = <K extends 'scenario' | 'prediction' | 'outcome'>(key: K): Pick<RecordMapping, K> | object =>
    mapping[key] === undefined && overlay[key] === undefined ? {} : { [key]: { ...mapping[key], ...overlay[key] } };
  return {
    ...mapping,
    ...(overlay as Partial<RecordMapping>),
    property: { ...mapping.property, ...(overlay.property as Partial<RecordMapping['property']>) },
    ...joined('scenario'),
    ...joined('prediction'),
    ...joined('outcome'),
  };
}
