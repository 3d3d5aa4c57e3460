import { isMap, isPair, isScalar, isSeq, type Node, parseDocument, type Scalar } from 'yaml';
import { yamlOptions } from '../tags/readItem.ts';
import type { Span } from '../text/span.ts';
import type { YamlPath } from './jsonSchema.ts';

/** A stretch of a file that is read in place of the whole: an item of a long list, at its column, and the path to it. */
export interface YamlWindow extends Span {
  readonly column: number;
  readonly path: YamlPath;
}

/** The word at an offset of a YAML file, and what it is there. */
export interface YamlPlace {
  /** Of the value; of the key's value where `part` is `key`. */
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  readonly range: Span;
  /** Plain value at a path of the file, as far as it has been read. */
  valueAt(path: YamlPath): unknown;
}

export interface ReadWindow {
  readonly root: unknown;
  /** Offset in the file of an offset of its nodes. */
  toFile(offset: number): number;
  readonly valueAt: YamlPlace['valueAt'];
}

/** `text` with something written into it perhaps: `shift` is by how much the window has grown. */
export function readWindow(text: string, window: YamlWindow | undefined, shift = 0): ReadWindow {
  const { start, end, column, path } = window ?? { start: 0, end: text.length - shift, column: 0, path: [] };
  const doc = parseDocument(`${' '.repeat(column)}${text.slice(start, end + shift)}\n`, yamlOptions);
  return {
    root: doc.contents,
    toFile: (offset) => offset - column + start,
    valueAt: (asked) => {
      if (path.some((step, i) => asked[i] !== step)) return undefined;
      const node = asked.slice(path.length).reduce<unknown>((at, step) => {
        return isMap(at) || isSeq(at) ? at.get(step, true) : undefined;
      }, doc.contents);
      return isScalar(node) ? node.value : undefined;
    },
  };
}

/** Undefined between words: in comments, on punctuation. */
export function yamlPlaceAt(text: string, offset: number, window?: YamlWindow): YamlPlace | undefined {
  const { root, toFile, valueAt } = readWindow(text, window);
  const found = findScalar(root, window?.path ?? [], (node) => {
    const [start = 0, end = 0] = node.range ?? [];
    return toFile(start) <= offset && offset <= toFile(end);
  });
  if (found === undefined) return undefined;
  const [start = 0, end = 0] = found.node.range ?? [];
  return { path: found.path, part: found.part, range: { start: toFile(start), end: toFile(end) }, valueAt };
}

export interface FoundScalar {
  readonly node: Scalar;
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  /** The map that it is a key of, or the collection that it is in. */
  readonly within: Node | undefined;
}

/** The first scalar that `wanted` takes, keys before their values. */
export function findScalar(
  node: unknown,
  path: YamlPath,
  wanted: (node: Scalar) => boolean,
  within?: Node,
): FoundScalar | undefined {
  if (isScalar(node)) return wanted(node) ? { node, path, part: 'value', within } : undefined;
  if (isMap(node)) {
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const below = [...path, pair.key.value as string];
      if (wanted(pair.key)) return { node: pair.key, path: below, part: 'key', within: node };
      const found = findScalar(pair.value, below, wanted, node);
      if (found !== undefined) return found;
    }
  } else if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) {
      const found = findScalar(item, [...path, i], wanted, node);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
