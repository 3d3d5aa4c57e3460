import type { Json } from '../../text/json.ts';
import type { Property } from '../record.ts';
import { listField, textFields } from './fields.ts';
import { valueReader } from './readValue.ts';
import type { RecordMapping } from './recordMapping.ts';
import type { RowContext } from './rowContext.ts';
import { textOf } from './transform.ts';
import type { ValueSpec } from './valueSchema.ts';

/** What the records of a mapping are about; of a group of options each row tells one of them. */
export function propertyReader(mapping: RecordMapping): (rows: readonly RowContext[]) => Property {
  const { type, direction } = mapping.property;
  const name = textFields({ name: mapping.property.name });
  const options = listField(mapping.property.options);
  const stands = standsReader(mapping.property.stands);
  const listed = mapping.group?.as === 'options';
  return (rows) => {
    const first = rows[0] as RowContext;
    const all = listed ? rows.flatMap(options) : options(first);
    const served = listed
      ? Object.fromEntries(rows.flatMap((row) => options(row).map((option) => [option, stands.list(row)] as const)))
      : stands.table(first);
    const any = Object.values(served).some((values) => values.length > 0);
    return {
      name: name(first).name ?? '',
      type,
      ...(all.length > 0 && { options: all }),
      ...(any && { stands: served }),
      ...(direction !== undefined && { direction }),
    };
  };
}

type Stands = Readonly<Record<string, readonly string[]>>;

function standsReader(spec: NonNullable<RecordMapping['property']['stands']> | undefined): {
  readonly list: (row: RowContext) => readonly string[];
  readonly table: (row: RowContext) => Stands;
} {
  if (isTable(spec)) return { list: () => [], table: () => spec };
  const read = spec === undefined ? undefined : valueReader(spec);
  return {
    list: listField(spec),
    table: (row) => {
      const found = read?.(row);
      const value = found?.state === 'ok' ? found.value : undefined;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
      return Object.fromEntries(Object.entries(value).map(([option, each]) => [option, wordsOf(each)]));
    },
  };
}

const wordsOf = (value: Json): readonly string[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : [value]).flatMap((each) => textOf(each) ?? []);

/** A table written in the mapping, not a place in the row. */
function isTable(spec: ValueSpec | Readonly<Record<string, readonly string[]>> | undefined): spec is Stands {
  return (
    typeof spec === 'object' &&
    !['from', 'is', 'template', 'all'].some(
      (key) => key in spec && !Array.isArray((spec as Record<string, unknown>)[key]),
    )
  );
}
