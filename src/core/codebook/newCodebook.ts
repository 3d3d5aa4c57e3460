import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import { defaultCodebook } from './defaultCodebook.ts';

/** Widest map that is written on one line, in characters. */
const flowWidth = 110;

const head = ` The codebook of this project: the kinds of tag, their roles and fields. It began as a copy of the built-in
 one; change, add and remove what you like. To keep the built-in kinds as they are and only add to them, write
 \`extends: default\` in place of a copy of them.

 Changing it never rewrites tags. Raise \`version\` whenever a kind, field, option or definition changes: agreement
 is computed within one version. Tags that no longer fit become Problems with quick fixes.`;

const notes: Readonly<Record<string, string>> = {
  key: ' Tags the selection; `plumbline.tagSelection` with the id as its argument can have any other keys.',
  roles: ' What a tag of this kind points at: `min` and `max` count targets.',
  fields:
    ' Types: choice, choices, scale, number, boolean, text. Beside each field the form shows its `guideline`, and the\n `examples: {positive: [...], negative: [...]}` of its options. `key` is the digit that sets an option.',
};

/** The text of a codebook to start from: the built-in kinds, with notes on the first. */
export function newCodebook(): string {
  const doc = new Document({ id: 'project', version: 1, kinds: defaultCodebook.kinds });
  doc.commentBefore = head;
  visit(doc, {
    Map: (_, node) => {
      if (node.items.length > 0 && String(node).length <= flowWidth) node.flow = !String(node).includes('\n- ');
    },
    Seq: (_, node, path) => {
      const pair = path.at(-1) as { readonly key?: unknown } | undefined;
      if (isScalar(pair?.key) && pair.key.value === 'kinds') {
        for (const kind of node.items.slice(1)) if (isMap(kind)) kind.spaceBefore = true;
      }
    },
  });
  const kinds = doc.get('kinds');
  const first = isSeq(kinds) ? kinds.items[0] : undefined;
  for (const { key } of isMap(first) ? first.items : []) {
    const note = isScalar(key) ? notes[String(key.value)] : undefined;
    if (isScalar(key) && note !== undefined) key.commentBefore = note;
  }
  return doc.toString({ lineWidth: 0, flowCollectionPadding: false });
}
