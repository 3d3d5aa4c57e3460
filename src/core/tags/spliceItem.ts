import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { applyEdits, type TextEdit } from '../text/textEdit.ts';
import { parseItem } from './readItem.ts';
import { renderElement, renderFlow, renderPair } from './renderItem.ts';
import { renderString } from './renderScalar.ts';

/**
 * One change inside an item. `path` names keys and indices; `'+'` at its end appends to a list. No
 * value unsets the key or removes the element; a map that this leaves empty goes with it.
 */
export interface ItemChange {
  readonly path: readonly (string | number)[];
  readonly value?: unknown;
}

/** Where the text of an item stands, as far as rendering needs it. */
export interface ItemContext {
  readonly column: number;
  readonly eol: '\n' | '\r\n';
  /** Order of keys: a new key goes after the last one that comes before it here. */
  readonly order: readonly string[];
}

/** Change an item's text; comments, unknown keys, order and layout of everything else stay. */
export function spliceItem(text: string, changes: readonly ItemChange[], context: ItemContext): string {
  return changes.reduce((current, change) => spliceOne(current, change, context), text);
}

function spliceOne(text: string, change: ItemChange, context: ItemContext): string {
  const { column } = context;
  const doc = parseItem(text, column);
  if (!isMap(doc.contents)) throw new Error('an item that is edited is a map');
  const padded = `${' '.repeat(column)}${text}`;
  const edit = planChange(padded, doc.contents, change, context);
  if (edit === undefined) return text;
  const spliced = applyEdits(padded, [edit]).slice(column);
  const wanted = changedValue(doc, change);
  return sameValue(parseItem(spliced, column), wanted) ? spliced : rewrite(wanted, context);
}

/** Layouts that no splice foresaw: the item is written anew, its comments with it. */
function rewrite(doc: Document, context: ItemContext): string {
  const text = doc.toString({ lineWidth: 0 }).trimEnd();
  return lines(text.split('\n'), context.column, context);
}

/** The document as it shall be: the measure of what the splice made. */
function changedValue(doc: Document, { path, value }: ItemChange): Document {
  const wanted = doc.clone();
  const steps: (string | number)[] = [];
  for (const step of path) {
    const parent = steps.length === 0 ? wanted.contents : wanted.getIn(steps, true);
    const length = isSeq(parent) ? parent.items.length : 0;
    steps.push(step === '+' || (typeof step === 'number' && step >= length && value !== undefined) ? length : step);
  }
  if (value !== undefined) {
    const rest = steps.findIndex((_, depth) => !isCollection(wanted.getIn(steps.slice(0, depth), true)) && depth > 0);
    if (rest < 0) wanted.setIn(steps, wanted.createNode(value));
    else wanted.setIn(steps.slice(0, rest), wanted.createNode(nest(path.slice(rest), value)));
    return wanted;
  }
  wanted.deleteIn(steps);
  for (let depth = steps.length - 1; depth > 0; depth--) {
    const parent = wanted.getIn(steps.slice(0, depth), true);
    if (!isCollection(parent) || parent.items.length > 0) break;
    wanted.deleteIn(steps.slice(0, depth));
  }
  return wanted;
}

function sameValue(made: Document, wanted: Document): boolean {
  return made.errors.length === 0 && JSON.stringify(sorted(made.toJS())) === JSON.stringify(sorted(wanted.toJS()));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function planChange(text: string, root: YAMLMap, change: ItemChange, context: ItemContext): TextEdit | undefined {
  const { path, value } = change;
  let node: YAMLMap | YAMLSeq = root;
  // The outermost thing that holds nothing else: what an unset takes away.
  let doomed: { parent: YAMLMap | YAMLSeq; index: number } | undefined;
  for (const [depth, key] of path.entries()) {
    const last = depth === path.length - 1;
    const index = key === '+' ? -1 : indexOf(node, key);
    if (index < 0) {
      if (value === undefined) return undefined;
      const missing = nest(path.slice(depth + 1), value);
      return isSeq(node) ? append(text, node, missing, context) : insert(text, node, String(key), missing, context);
    }
    if (doomed === undefined || node.items.length > 1) doomed = { parent: node, index };
    const child: unknown = isSeq(node) ? node.items[index] : (node.items[index] as Pair).value;
    if (last || !(isMap(child) || isSeq(child)) || (child.items.length === 0 && value !== undefined)) {
      if (value === undefined) return last ? remove(text, doomed.parent, doomed.index) : undefined;
      const whole = last ? value : nest(path.slice(depth + 1), value);
      return replace(text, node, index, whole, context);
    }
    node = child;
  }
  return undefined;
}

function indexOf(node: YAMLMap | YAMLSeq, key: string | number): number {
  if (isSeq(node)) return typeof key === 'number' && key < node.items.length ? key : -1;
  return node.items.findIndex(
    (pair) => isScalar(pair.key) && (pair.key.source ?? String(pair.key.value)) === String(key),
  );
}

function nest(path: readonly (string | number)[], value: unknown): unknown {
  return path.reduceRight<unknown>(
    (inner, key) => (key === '+' || typeof key === 'number' ? [inner] : { [key]: inner }),
    value,
  );
}

/** Add a key to a map. */
function insert(text: string, map: YAMLMap, key: string, value: unknown, context: ItemContext): TextEdit {
  const rank = context.order.indexOf(key);
  const before = map.items.findLastIndex((pair) => {
    const other = isScalar(pair.key) ? context.order.indexOf(String(pair.key.value)) : -1;
    return rank < 0 || (other >= 0 && other < rank);
  });
  const previous = map.items[before < 0 ? map.items.length - 1 : before];
  if (map.flow || previous === undefined) {
    const pair = `${renderString(key)}: ${renderFlow(value)}`;
    const at = previous === undefined ? start(map) + 1 : contentEnd(text, last(previous));
    return { start: at, end: at, text: previous === undefined ? pair : `, ${pair}` };
  }
  const at = lineEnd(text, contentEnd(text, last(previous)));
  return { start: at, end: at, text: lines(['', ...renderPair(key, value)], columnOf(text, start(map)), context) };
}

function append(text: string, list: YAMLSeq, value: unknown, context: ItemContext): TextEdit {
  const previous = list.items.at(-1) as Node | undefined;
  if (list.flow || previous === undefined) {
    const at = previous === undefined ? start(list) + 1 : contentEnd(text, previous);
    return { start: at, end: at, text: `${previous === undefined ? '' : ', '}${renderFlow(value)}` };
  }
  const at = lineEnd(text, contentEnd(text, previous));
  const dash = columnOf(text, text.lastIndexOf('-', start(list)));
  const [first = '', ...rest] = renderElement(value);
  return { start: at, end: at, text: lines(['', `- ${first}`, ...rest.map(indented)], dash, context) };
}

/** Put another value where one stands; what follows it on its line stays. */
function replace(
  text: string,
  parent: YAMLMap | YAMLSeq,
  index: number,
  value: unknown,
  context: ItemContext,
): TextEdit {
  if (isSeq(parent)) {
    const node = parent.items[index] as Node;
    const end = contentEnd(text, node);
    if (parent.flow) return { start: start(node), end, text: renderFlow(value) };
    return { start: start(node), end, text: lines(renderElement(value), columnOf(text, start(node)), context) };
  }
  const pair = parent.items[index] as Pair<Node, Node | null>;
  const keyEnd = pair.key.range?.[1] ?? 0;
  const from = text.indexOf(':', keyEnd) + 1;
  const empty = pair.value === null || contentEnd(text, pair.value) <= from;
  const end = empty ? from : contentEnd(text, pair.value as Node);
  if (parent.flow) return { start: from, end, text: ` ${renderFlow(value)}` };
  const key = isScalar(pair.key) ? String(pair.key.value) : '';
  const rendered = renderPair(key, value);
  const head = (rendered[0] ?? '').slice(renderString(key).length + 1);
  const comment = rendered.length > 1 || !onOneLine(text, from, end) ? commentOf(text, from, end) : undefined;
  if (comment === undefined)
    return { start: from, end, text: lines([head, ...rendered.slice(1)], columnOf(text, start(parent)), context) };
  const body = lines([head + comment.text, ...rendered.slice(1)], columnOf(text, start(parent)), context);
  return { start: from, end: Math.max(end, comment.end), text: body };
}

/** The comment on the line of a value: it stays there when the value takes more, or fewer, lines. */
function commentOf(text: string, from: number, end: number): { readonly text: string; readonly end: number } {
  if (onOneLine(text, from, end)) {
    const stop = lineEnd(text, end);
    return { text: text.slice(end, stop), end: stop };
  }
  const header = /^ *(?:[|>][-+\d]*)?( +#[^\r\n]*)/.exec(text.slice(from, end));
  return { text: header?.[1] ?? '', end };
}

function onOneLine(text: string, from: number, end: number): boolean {
  return !text.slice(from, end).includes('\n');
}

function remove(text: string, parent: YAMLMap | YAMLSeq, index: number): TextEdit | undefined {
  const items = parent.items as (Node | Pair<Node, Node | null>)[];
  const item = items[index] as Node | Pair<Node, Node | null>;
  const [previous, next] = [items[index - 1], items[index + 1]];
  const from = first(item);
  const end = contentEnd(text, last(item));
  if (parent.flow) {
    if (previous !== undefined) return { start: contentEnd(text, last(previous)), end, text: '' };
    return { start: from, end: next === undefined ? end : first(next), text: '' };
  }
  if (previous === undefined) {
    // The first stands on the line of its dash or below its key: the next one takes its place.
    if (next === undefined) return undefined;
    if (isMap(parent)) return { start: from, end: first(next), text: '' };
  }
  const lineStart = text.lastIndexOf('\n', from - 1);
  const stop = lineEnd(text, end);
  const eol = lineStart > 0 && text[lineStart - 1] === '\r' ? lineStart - 1 : lineStart;
  return { start: eol, end: stop, text: '' };
}

function first(item: Node | Pair<Node, Node | null>): number {
  return start('key' in item ? (item as Pair<Node>).key : (item as Node));
}

/** The node at whose end a pair or element ends. */
function last(item: unknown): Node {
  const { key, value } = item as Pair<Node, Node | null>;
  if (key === undefined) return item as Node;
  return value ?? key;
}

function start(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** End of what a node says: of its last scalar, without the line break after a block scalar. */
function contentEnd(text: string, node: Node): number {
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) {
    const item = node.items.at(-1);
    return contentEnd(text, last(item));
  }
  const end = node.range?.[1] ?? 0;
  if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
    const body = text.slice(0, end);
    const keep = /^[|>]\d?\+/.test(text.slice(start(node), end));
    return keep ? body.replace(/\r?\n$/, '').length : body.replace(/(?:\r?\n[ \t]*)+$/, '').length;
  }
  return end;
}

/** End of the line, where only blanks and a comment are left on it. */
function lineEnd(text: string, at: number): number {
  const rest = /^(?:[ \t]*|[ \t]+#[^\r\n]*)(?=\r?\n|$)/.exec(text.slice(at));
  return at + (rest?.[0].length ?? 0);
}

function columnOf(text: string, at: number): number {
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}

function lines(all: readonly string[], column: number, { eol }: ItemContext): string {
  const margin = ' '.repeat(column);
  return all.map((line, index) => (index === 0 || line === '' ? line : margin + line)).join(eol);
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
