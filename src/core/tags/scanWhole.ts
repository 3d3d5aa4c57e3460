import { type Document, isAlias, isMap, isNode, isSeq, parseDocument } from 'yaml';
import { headOf, type TagHead } from './readHead.ts';
import {
  type Fault,
  idOf,
  type NodeAt,
  plainValue,
  type ReadItem,
  syntaxFault,
  validateItem,
  yamlOptions,
} from './readItem.ts';
import { lineBreak } from './scanItems.ts';
import { type SectionName, sectionNames } from './section.ts';
import type { ItemRange, SectionLayout, TagLayout } from './tagLayout.ts';

interface WholeScan {
  readonly layout: TagLayout;
  readonly reads: readonly ReadItem[];
  readonly faults: readonly Fault[];
  readonly head: TagHead;
}

/** Read a file whose layout the scan of lines does not know, with its aliases, as one document. */
export function scanWhole(text: string): WholeScan {
  const sections: SectionLayout[] = [];
  const reads: ReadItem[] = [];
  const layout: TagLayout = { eol: lineBreak(text), sections, head: text, headPieces: [], strays: [] };
  let doc: Document;
  let data: unknown;
  try {
    doc = parseDocument(text, yamlOptions);
    data = plainValue(doc);
  } catch (error) {
    const head = { version: undefined, reviewer: undefined, source: undefined, faults: [], broken: true, odd: false };
    return { layout, reads, head, faults: [syntaxFault(error instanceof Error ? error.message : String(error), 0, 0)] };
  }
  for (const name of sectionNames) {
    const list: unknown = isMap(doc.contents) ? doc.contents.get(name, true) : undefined;
    if (!isSeq(list)) continue;
    // Of a key that is there twice, the node is the first, the value the last.
    const named = (data as Record<SectionName, unknown>)[name];
    const values: readonly unknown[] = Array.isArray(named) ? named : [];
    const items: ItemRange[] = [];
    for (const [index, node] of list.items.entries()) {
      const [start, end] = isNode(node) && node.range ? node.range : [0, 0, 0];
      items.push({ start, end: start + text.slice(start, end).trimEnd().length, column: 0 });
      reads.push(readWhole(name, doc, index, isAlias(node) ? node.resolve(doc) : node, values[index], start));
    }
    const at = list.range?.[0] ?? 0;
    sections.push({ name, headEnd: at, valueEnd: at, lineEnd: at, indent: undefined, items });
  }
  return { layout, reads, faults: [], head: headOf(doc, (offset) => offset) };
}

function readWhole(
  section: SectionName,
  doc: Document,
  index: number,
  item: unknown,
  data: unknown,
  start: number,
): ReadItem {
  const nodeAt: NodeAt = (path) => (path.length === 0 ? item : doc.getIn([section, index, ...path], true));
  const { value, faults } = validateItem(section, data, nodeAt, (offset) => offset - start);
  return { id: idOf(section, item), value: value as ReadItem['value'], faults, broken: false, aliases: true };
}
