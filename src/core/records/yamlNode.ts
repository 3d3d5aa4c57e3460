import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, Scalar } from 'yaml';
import { yamlOptions } from '../tags/readItem.ts';
import type { Json } from '../text/json.ts';
import type { TextSource } from '../transcripts/transcript.ts';
import { dotted, type RecordField, type RecordNode } from './recordNode.ts';

export type YamlRecord =
  | { readonly ok: true; readonly node: RecordNode }
  /** `offset` in the text, UTF-16 units. */
  | { readonly ok: false; readonly reason: string; readonly offset: number };

/** Nodes of one record, those that aliases repeat counted each time. */
const mostNodes = 100_000;

/** A record that stands in its text as the only item of a list. */
export function readYamlRecord(text: string): YamlRecord {
  let doc: Document;
  try {
    doc = parseDocument(text, yamlOptions);
  } catch (cause) {
    return { ok: false, reason: cause instanceof Error ? cause.message : String(cause), offset: 0 };
  }
  const [error] = doc.errors;
  if (error !== undefined) return { ok: false, reason: error.message, offset: error.pos[0] };
  const item = isSeq(doc.contents) ? doc.contents.items[0] : undefined;
  const value = toJson(item, doc, { left: mostNodes });
  if (value === undefined) return { ok: false, reason: 'an alias leads nowhere, or to too much', offset: 0 };
  const at = (key: string, rest: readonly string[]): RecordField | undefined => {
    let node: unknown = item;
    for (const token of [key, ...rest]) {
      const holder = isAlias(node) ? node.resolve(doc) : node;
      node = isMap(holder) || isSeq(holder) ? holder.get(isSeq(holder) ? Number(token) : token, true) : undefined;
    }
    return fieldOf(isAlias(node) ? node.resolve(doc) : node, doc, text);
  };
  return { ok: true, node: { value, locate: dotted(at) } };
}

/** Numbers that are written otherwise than JSON would (`007`, `0.50`) stay as they are written. */
function toJson(node: unknown, doc: Document, room: { left: number }): Json | undefined {
  if (room.left-- <= 0) return undefined;
  if (isAlias(node)) {
    const aimed = node.resolve(doc);
    return aimed === undefined ? undefined : toJson(aimed, doc, room);
  }
  if (isScalar(node)) return scalarValue(node);
  if (isSeq(node)) {
    const items = node.items.map((each) => toJson(each, doc, room));
    return items.includes(undefined) ? undefined : (items as Json[]);
  }
  if (!isMap(node)) return null;
  const made: Record<string, Json> = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? (key.source ?? String(key.value)) : '';
    const held = toJson(value, doc, room);
    if (held === undefined) return undefined;
    Object.defineProperty(made, name, { value: held, enumerable: true, configurable: true, writable: true });
  }
  return made;
}

function scalarValue({ value, source }: Scalar): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && (source === undefined || String(value) === source)) return value;
  return value === null || value === undefined ? null : (source ?? String(value));
}

function fieldOf(node: unknown, doc: Document, text: string): RecordField | undefined {
  const range = (node as { readonly range?: readonly number[] | null } | undefined)?.range;
  if (!range) return undefined;
  const [start, end] = [range[0] as number, range[1] as number];
  const place = `@${start}-${end}`;
  const value = toJson(node, doc, { left: mostNodes });
  if (value === undefined) return undefined;
  if (!isScalar(node) || value === null) return { value, place };
  const said = typeof value === 'string' ? value : text.slice(start, end);
  const source = sourceOf(node, said, text, start, end);
  return { value: said, place, ...(source !== undefined && { source }) };
}

/** Where a scalar's characters are; undefined where they were folded or escaped as only YAML does. */
function sourceOf(node: Scalar, said: string, text: string, start: number, end: number): TextSource | undefined {
  const token = text.slice(start, end);
  if (token === said) return { pointer: `@${start}-${end}`, encoding: 'text' };
  if (token.slice(1, -1) === said && node.type !== Scalar.PLAIN)
    return { pointer: `@${start + 1}-${end - 1}`, encoding: 'text' };
  if (node.type === Scalar.QUOTE_DOUBLE && jsonString(token) === said)
    return { pointer: `@${start}-${end}`, encoding: 'string' };
  return node.type === Scalar.BLOCK_LITERAL ? linesOf(said, text, start, end) : undefined;
}

function jsonString(token: string): string | undefined {
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}

/** The lines of a literal block without their indentation, one after the other. */
function linesOf(said: string, text: string, start: number, end: number): TextSource | undefined {
  const pieces: string[] = [];
  let [joined, indent] = ['', -1];
  const first = text.indexOf('\n', start) + 1;
  for (let from = first; from > 0 && from < end && joined.length < said.length; ) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline + 1;
    const line = text.slice(from, to);
    if (indent < 0 && line.trim() !== '') indent = /^ */.exec(line)?.[0].length ?? 0;
    const inset = Math.min(Math.max(indent, 0), line.length - line.trimStart().length, line.search(/\n|$/));
    pieces.push(`@${from + inset}-${to}`);
    joined += line.slice(inset);
    from = to;
  }
  const [pointer, ...next] = pieces;
  if (pointer === undefined || !joined.startsWith(said)) return undefined;
  return {
    pointer,
    encoding: 'text',
    ...(next.length > 0 && { next }),
    ...(joined.length > said.length && { range: { start: 0, end: said.length } }),
  };
}
