import type { ByteSource } from '../readers/byteSource.ts';
import { member } from '../readers/jsonAccess.ts';
import { indexJsonLines, type LineIndex } from '../readers/layouts/jsonLines.ts';
import { indexJsonValues } from '../readers/layouts/jsonValues.ts';
import type { RecordIndex } from '../readers/layouts/recordIndex.ts';
import type { FileHead } from '../readers/reader.ts';
import { indexCsvRows } from '../readers/tables/csvIndex.ts';
import { describeCsv } from '../readers/tables/csvTable.ts';
import { jsonErrorOffset } from '../text/jsonErrorOffset.ts';
import { parseJson } from '../text/parseJson.ts';
import { looksLikeRecord } from './parseRecord.ts';
import { csvRecordNode, jsonRecordNode, type RecordNode } from './recordNode.ts';
import { indexYamlItems } from './yamlIndex.ts';
import { readYamlRecord } from './yamlNode.ts';

/** How records are written in a file. */
export interface RecordLayout {
  /** `before`: of the file when it was shorter, where a layout can go on from that. */
  index(source: ByteSource, bom: number, signal?: AbortSignal, before?: LineIndex): Promise<RecordIndex>;
  open(text: string): OpenedRecord;
  /** A JSONL: it may grow. */
  readonly lines: boolean;
  /** YAML: see `TranscriptFile.folded`. */
  readonly folded?: true;
}

export type OpenedRecord =
  | { readonly ok: true; readonly node: RecordNode }
  /** `code`: of the Problem that it is. */
  | { readonly ok: false; readonly code: string; readonly reason: string; readonly offset: number | undefined };

/** Undefined where the head shows no records of self-predictions: more than half of its values have to be some. */
export function recordLayout(head: FileHead): RecordLayout | undefined {
  if (head.container === 'json' || head.container === 'jsonl') return jsonLayout(head);
  return head.container === 'text' ? (yamlLayout(head) ?? csvLayout(head)) : undefined;
}

function jsonLayout(head: FileHead): RecordLayout | undefined {
  const matching = head.samples.filter(looksLikeRecord).length;
  if (matching * 2 <= head.samples.length) return undefined;
  const id = head.samples.some((sample) => member(sample, 'id') !== undefined) ? 'id' : undefined;
  const lines = head.container === 'jsonl';
  const depth = head.root === 'array' ? 1 : 0;
  return {
    lines,
    index: (source, bom, signal, before) =>
      lines ? indexJsonLines(source, bom, id, signal, before) : indexJsonValues(source, bom, depth, id, signal),
    open: (text) => {
      const parsed = parseJson(text);
      if (parsed.ok) return { ok: true, node: jsonRecordNode(parsed.value) };
      const offset = parsed.offset ?? jsonErrorOffset(text);
      return { ok: false, code: 'json.invalid', reason: parsed.message, offset };
    },
  };
}

function csvLayout(head: FileHead): RecordLayout | undefined {
  const table = describeCsv(head);
  if (table === undefined) return undefined;
  const { delimiter, columns, headerRows } = table;
  if (!looksLikeRecord(Object.fromEntries(columns.map((column) => [column, ''])))) return undefined;
  const idColumn = columns.includes('id') ? columns.indexOf('id') : undefined;
  return {
    lines: false,
    index: (source, bom, signal) => indexCsvRows(source, bom, { delimiter, headerRows, idColumn }, signal),
    open: (text) => ({ ok: true, node: csvRecordNode(text, delimiter, columns) }),
  };
}

/** A list of items, at the root or under `records`, of which the first whole one is a record. */
function yamlLayout(head: FileHead): RecordLayout | undefined {
  const text = new TextDecoder().decode(head.bytes.subarray(head.bom));
  const list = /^(?:records:[^\n]*\n(?:\s*(?:#[^\n]*)?\n)*)?( *)-(?: +\S|$)/m.exec(text);
  if (list === null || !/\b(?:prediction|outcome)\b/.test(text)) return undefined;
  const start = list.index + list[0].length - (list[0].split('\n').at(-1)?.length ?? 0);
  const next = text.indexOf(`\n${list[1]}- `, start);
  const first = readYamlRecord(text.slice(start, next < 0 ? text.length : next + 1));
  if (!first.ok || !looksLikeRecord(first.node.value)) return undefined;
  return {
    lines: false,
    folded: true,
    index: indexYamlItems,
    open: (item) => {
      const read = readYamlRecord(item);
      return read.ok ? read : { ok: false, code: 'record.yaml', reason: read.reason, offset: read.offset };
    },
  };
}
