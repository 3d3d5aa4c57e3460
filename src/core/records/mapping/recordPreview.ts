import { placeText, problemText, type Translate } from '../../problemText.ts';
import type { FileHead, TranscriptFile } from '../../readers/reader.ts';
import type { PredictionRecord } from '../record.ts';
import { draftRows } from './draftFields.ts';
import { usedKeys } from './readRecord.ts';
import type { RecordMapping } from './recordMapping.ts';

/** Records shown. */
const shown = 5;
/** Records whose states are counted: more take longer than a preview may. */
const counted = 100_000;
const shownText = 300;

/** What a mapping makes of a file, to be read beside it: its first records, their states, and what it leaves out. */
export async function recordPreview(
  mapping: RecordMapping,
  head: FileHead,
  file: TranscriptFile,
  translate?: Translate,
  signal?: AbortSignal,
): Promise<string> {
  const first: { readonly name: string; readonly record: PredictionRecord }[] = [];
  const states = new Map<string, number>();
  const broken: string[] = [];
  let count = 0;
  for await (const batch of file.predictions?.(signal) ?? []) {
    for (const { name, prediction, problem } of batch) {
      count++;
      if (problem !== undefined) broken.push(`Problem: ${problemText(problem, translate)} (${placeText(problem)})`);
      if (prediction === undefined) continue;
      for (const side of ['prediction', 'outcome'] as const) {
        const state = `${side}: ${prediction[side].parseStatus}`;
        states.set(state, (states.get(state) ?? 0) + 1);
      }
      if (first.length < shown) first.push({ name, record: prediction });
    }
    if (count >= counted) break;
  }
  const { records, keys } = unmappedFields(mapping, head);
  const told = count < file.entries.length ? ` (of the first ${count})` : '';
  const lines = [
    `Mapping ${mapping.name}: ${file.entries.length} records in ${head.name}`,
    ...file.problems.map(
      (problem) => `${problem.severity === 'info' ? 'Note' : 'Problem'}: ${problemText(problem, translate)}`,
    ),
    ...broken.slice(0, shown),
    ...(broken.length > shown ? [`... and ${broken.length - shown} more that cannot be read`] : []),
    '',
    `States${told}:`,
    ...[...states].sort(([a], [b]) => (a < b ? 1 : -1)).map(([state, times]) => `  ${state} ${times}`),
    ...first.flatMap(({ name, record }) => ['', `--- ${name}`, ...recordLines(record)]),
    '',
    `Not mapped, in the first ${records} rows:`,
    ...(keys.length === 0 ? ['  nothing'] : keys.map(([key, times]) => `  ${key}: ${times}`)),
  ];
  return `${lines.join('\n')}\n`;
}

/** One line for each thing that a record says; nothing for what it does not. */
function recordLines(record: PredictionRecord): string[] {
  const { prediction, outcome, scenario, property } = record;
  const line = (label: string, value: unknown): string[] =>
    value === undefined ? [] : [`${label}: ${cut(typeof value === 'object' ? JSON.stringify(value) : String(value))}`];
  const { samples, ...seen } = outcome;
  return [
    ...line('model', record.model),
    ...line('predictor', record.predictorModel),
    ...line('checkpoint', record.checkpoint),
    ...line('scenario', scenario.id),
    ...line('prompt', scenario.prompt),
    ...line('dataset', scenario.dataset),
    ...line('property', `${property.name} (${property.type})`),
    ...line('options', property.options),
    ...line('stands', property.stands),
    ...sideLines('prediction', prediction),
    ...sideLines('outcome', seen),
    ...line('outcome samples', samples?.length),
    ...line('summary', record.summary),
  ];
}

function sideLines(label: string, { parseStatus, ...side }: { readonly parseStatus: string }): string[] {
  const said = Object.entries(side).map(([key, value]) => `${key} ${cut(JSON.stringify(value))}`);
  return [`${label}: ${[parseStatus, ...said].join(', ')}`];
}

const cut = (text: string): string => (text.length > shownText ? `${text.slice(0, shownText)} ...` : text);

/** Keys and columns of the first rows that the mapping does not use, with how often they hold something. */
export function unmappedFields(
  mapping: RecordMapping,
  head: FileHead,
): { readonly records: number; readonly keys: readonly (readonly [string, number])[] } {
  const rows = draftRows(head, mapping);
  if (rows === undefined) return { records: 0, keys: [] };
  const used = new Set(usedKeys(mapping));
  const keys = new Map<string, number>();
  for (const { reference, values } of rows.fields) {
    const key = reference.startsWith('/') ? (reference.slice(1).split('/')[0] ?? '') : reference;
    if (values.length > 0 && !used.has(key)) keys.set(reference, values.length);
  }
  return { records: rows.count, keys: [...keys] };
}
