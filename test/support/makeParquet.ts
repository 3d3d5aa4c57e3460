import { type ColumnSource, parquetWriteBuffer, type SchemaElement } from 'hyparquet-writer';

/** A Parquet file of columns; with a schema for what cannot be told from the values. */
export function makeParquet(
  columnData: ColumnSource[],
  options: { schema?: SchemaElement[]; rowGroupSize?: number } = {},
): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
}

/** Schema of a column that is a list of structs of optional strings. */
export function structList(name: string, fields: readonly string[]): SchemaElement[] {
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', num_children: fields.length },
    ...fields.map(
      (field): SchemaElement => ({
        name: field,
        type: 'BYTE_ARRAY',
        converted_type: 'UTF8',
        repetition_type: 'OPTIONAL',
      }),
    ),
  ];
}

export const root = (children: number): SchemaElement => ({ name: 'root', num_children: children });
export const text = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'OPTIONAL',
});
export const int = (name: string): SchemaElement => ({ name, type: 'INT64', repetition_type: 'OPTIONAL' });
