import { asObject } from '../../readers/jsonAccess.ts';
import { idKeys } from '../../readers/layouts/recordNames.ts';
import type { FileHead } from '../../readers/reader.ts';
import { type DraftField, type DraftRows, draftRows, fieldNamed, wordsOf } from './draftFields.ts';
import { draftSides } from './draftSides.ts';
import type { RecordMapping, TableSpec } from './recordMapping.ts';
import type { TableLayout } from './tableLayout.ts';

export type DraftRecordMapping = Omit<RecordMapping, 'name' | 'files'>;

/**
 * A first mapping for a file of records, to be corrected by hand: guessed by the names of keys and columns and by what
 * the first rows hold there. Undefined where there are no rows to guess from.
 */
export function draftRecordMapping(head: FileHead): DraftRecordMapping | undefined {
  const rows = draftRows(head);
  if (rows === undefined || rows.fields.length === 0 || (rows.table?.columns.length ?? 2) < 2) return undefined;
  const named = (...names: readonly string[]): DraftField | undefined => fieldNamed(rows, names);
  const id = idField(rows);
  const model = named(...modelNames)?.reference ?? modelOfFile(head, rows);
  const predictor = named('predictor', 'predictor_model', 'predictormodel');
  const scenario = {
    ...ref('id', named('scenario_id', 'question_id', 'prompt_id', 'task_idx', 'item_id', 'idx')),
    ...ref(
      'prompt',
      named('prompt', 'question', 'scenario', 'dilemma', 'original_question', 'hypothetical_prompt', 'input'),
    ),
    ...ref('dataset', named('dataset', 'split')),
  };
  const property = named(
    'behavioral_property',
    'property',
    'probe',
    'probe_type',
    'value_class',
    'topic',
    'trait',
    'nudge',
  );
  const { table } = rows;
  const used = [id, predictor, property, ...Object.values(scenario), model].map((each) =>
    typeof each === 'object' ? each.reference : each,
  );
  const sides = draftSides(rows, used);
  return {
    ...(model === undefined && { path: '(?P<model>[^/]+?)(\\.\\w+)?$' }),
    ...(table !== undefined && { table: tableSpec(table) }),
    ...(rows.rows !== undefined && { rows: rows.rows.length === 1 ? (rows.rows[0] as string) : [...rows.rows] }),
    ...(id !== undefined && { id: id.reference }),
    model: model ?? '$path/model',
    ...ref('predictorModel', predictor),
    ...(Object.keys(scenario).length > 0 && { scenario }),
    ...sides.rest,
    property: { name: property?.reference ?? { is: sides.about }, type: sides.type },
  };
}

const modelNames = ['model', 'model_key', 'model_name', 'model_id', 'model_alias'];

/** The model that a JSON file names once, beside the lists of its rows. */
function modelOfFile(head: FileHead, rows: DraftRows): string | undefined {
  const root = rows.rows === undefined ? undefined : asObject(head.samples[0]);
  const key = modelNames.find((name) => typeof root?.[name] === 'string');
  return key === undefined ? undefined : `$root/${key}`;
}

const ref = <K extends string>(key: K, field: DraftField | undefined): { [key in K]?: string } =>
  (field === undefined ? {} : { [key]: field.reference }) as { [key in K]?: string };

function idField(rows: DraftRows): DraftField | undefined {
  const known = fieldNamed(rows, ['id', 'record_id', ...idKeys]);
  return known !== undefined && wordsOf(known).length === rows.count ? known : undefined;
}

function tableSpec({ delimiter, headerRows }: TableLayout): TableSpec {
  const words = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'pipe' } as const;
  const word = delimiter === undefined ? 'whitespace' : words[delimiter as keyof typeof words];
  return { delimiter: word, ...(headerRows > 1 && { banner: headerRows - 1 }) };
}
