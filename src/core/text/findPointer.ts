import { skipSpace, stringEnd, valueEnd } from './jsonTokens.ts';
import type { Span } from './span.ts';

/** RFC 6901 tokens of a pointer; the empty pointer has none. */
export function pointerTokens(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer.slice(1).split('/').map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** One step further down a pointer. */
export function pointerJoin(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Range of the value at `pointer` in JSON `text`, UTF-16 units. Of repeated keys the last one counts. */
export function findPointer(text: string, pointer: string): Span | undefined {
  return findPointers(text, [pointer]).get(pointer);
}

interface Wanted {
  pointer?: string;
  readonly children: Map<string, Wanted>;
}

/** As `findPointer`, for many pointers in one pass over the text. */
export function findPointers(text: string, pointers: Iterable<string>): Map<string, Span> {
  const root: Wanted = { children: new Map() };
  for (const pointer of pointers) {
    let node = root;
    for (const token of pointerTokens(pointer)) {
      let child = node.children.get(token);
      if (child === undefined) node.children.set(token, (child = { children: new Map() }));
      node = child;
    }
    node.pointer = pointer;
  }
  const found = new Map<string, Span>();
  const start = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (start < text.length) visit(text, start, root, found);
  return found;
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
