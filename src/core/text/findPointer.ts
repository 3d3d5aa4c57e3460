import { skipSpace, stringEnd, valueEnd } from './jsonTokens.ts';
import type { Span } from './span.ts';

/** RFC 6901 tokens of a pointer; the empty pointer has none. */
export function pointerTokens(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** One step further down a pointer. */
export function pointerJoin(pointer: string, token: string | number): string {
  const text = String(token);
  const plain = !text.includes('~') && !text.includes('/');
  return `${pointer}/${plain ? text : text.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * Range of the value at `pointer` in `text`, UTF-16 units; of repeated keys the last one counts. A
 * pointer is RFC 6901 in a JSON text; `#<line>` and RFC 6901 where each line is JSON (zero-based,
 * lines end at U+000A only); `@<start>-<end>` for a stretch of a text that is not JSON.
 */
export function findPointer(text: string, pointer: string): Span | undefined {
  return findPointers(text, [pointer]).get(pointer);
}

interface Wanted {
  pointer?: string;
  readonly children: Map<string, Wanted>;
}

/** As `findPointer`, for many pointers in one pass over the text. */
export function findPointers(text: string, pointers: Iterable<string>): Map<string, Span> {
  const whole: Wanted = { children: new Map() };
  const byLine = new Map<number, Wanted>();
  const found = new Map<string, Span>();
  for (const pointer of pointers) {
    const stretch = /^@(\d+)-(\d+)$/.exec(pointer);
    if (stretch !== null) {
      const [start, end] = [Number(stretch[1]), Number(stretch[2])];
      if (start <= end && end <= text.length) found.set(pointer, { start, end });
      continue;
    }
    const line = /^#(\d+)/.exec(pointer);
    if (line === null) want(whole, pointerTokens(pointer), pointer);
    else {
      const node = byLine.get(Number(line[1])) ?? { children: new Map() };
      byLine.set(Number(line[1]), node);
      want(node, pointerTokens(pointer.slice(line[0].length)), pointer);
    }
  }
  const start = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (start < text.length && (whole.pointer !== undefined || whole.children.size > 0)) visit(text, start, whole, found);
  if (byLine.size > 0) visitLines(text, byLine, found);
  return found;
}

function want(root: Wanted, tokens: readonly string[], pointer: string): void {
  let node = root;
  for (const token of tokens) {
    const child = node.children.get(token) ?? { children: new Map() };
    node.children.set(token, child);
    node = child;
  }
  node.pointer = pointer;
}

function visitLines(text: string, byLine: ReadonlyMap<number, Wanted>, found: Map<string, Span>): void {
  let left = byLine.size;
  for (let line = 0, from = text.charCodeAt(0) === 0xfeff ? 1 : 0; left > 0 && from < text.length; line++) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const node = byLine.get(line);
    if (node !== undefined) {
      left--;
      const start = skipSpace(text, from);
      if (start < end) visit(text, start, node, found);
    }
    from = end + 1;
  }
}

function visit(text: string, start: number, node: Wanted, found: Map<string, Span>): number {
  forget(node, found);
  const open = text.charCodeAt(start);
  let end: number;
  if (node.children.size > 0 && open === 0x7b) end = visitMembers(text, start, node, found);
  else if (node.children.size > 0 && open === 0x5b) end = visitElements(text, start, node, found);
  else end = valueEnd(text, start);
  if (node.pointer !== undefined && end > start) found.set(node.pointer, { start, end });
  return end;
}

function forget(node: Wanted, found: Map<string, Span>): void {
  if (node.pointer !== undefined) found.delete(node.pointer);
  for (const child of node.children.values()) forget(child, found);
}

function visitMembers(text: string, start: number, node: Wanted, found: Map<string, Span>): number {
  let i = skipSpace(text, start + 1);
  while (text.charCodeAt(i) === 0x22) {
    const keyEnd = stringEnd(text, i);
    const literal = text.slice(i, keyEnd);
    i = skipSpace(text, keyEnd);
    if (text.charCodeAt(i) !== 0x3a) return i;
    i = skipSpace(text, i + 1);
    const child = node.children.get(literal.includes('\\') ? decodeKey(literal) : literal.slice(1, -1));
    const end = child === undefined ? valueEnd(text, i) : visit(text, i, child, found);
    if (end === i) return i;
    i = skipSpace(text, end);
    if (text.charCodeAt(i) !== 0x2c) break;
    i = skipSpace(text, i + 1);
  }
  return text.charCodeAt(i) === 0x7d ? i + 1 : i;
}

function visitElements(text: string, start: number, node: Wanted, found: Map<string, Span>): number {
  let i = skipSpace(text, start + 1);
  for (let index = 0; i < text.length && text.charCodeAt(i) !== 0x5d; index++) {
    const child = node.children.get(String(index));
    const end = child === undefined ? valueEnd(text, i) : visit(text, i, child, found);
    if (end === i) return i;
    i = skipSpace(text, end);
    if (text.charCodeAt(i) !== 0x2c) break;
    i = skipSpace(text, i + 1);
  }
  return text.charCodeAt(i) === 0x5d ? i + 1 : i;
}

function decodeKey(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal.slice(1, -1);
  }
}
