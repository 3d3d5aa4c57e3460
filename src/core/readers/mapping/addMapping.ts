import { isMap, isSeq, type Node, parseDocument, stringify } from 'yaml';
import { yamlOptions } from '../../tags/readItem.ts';
import type { Mapping } from './mapping.ts';

const start = `# How Plumbline reads files of other formats. The first mapping whose globs match a file counts.
version: 1
readers:
`;

/**
 * The text of a `.plumbline/readers.yaml` with one more mapping at its end, and where that begins
 * (UTF-16 units). Nothing that was there changes. Undefined where the file is not laid out so that
 * a mapping can be added: broken YAML, or a list in brackets.
 */
export function addMapping(
  text: string | undefined,
  mapping: Mapping,
): { readonly text: string; readonly at: number } | undefined {
  const item = (indent: string): string =>
    stringify([mapping], { lineWidth: 0 })
      .trimEnd()
      .split('\n')
      .map((line) => `${indent}${line}\n`)
      .join('');
  if (text === undefined || text.trim() === '') return { text: start + item('  '), at: start.length };
  const doc = parseDocument(text, yamlOptions);
  if (doc.errors.length > 0) return undefined;
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  const readers = isMap(doc.contents) ? doc.contents.get('readers', true) : undefined;
  if (readers === undefined) {
    if (doc.contents !== null && (!isMap(doc.contents) || doc.contents.flow)) return undefined;
    return { text: `${whole}readers:\n${item('  ')}`, at: whole.length };
  }
  if (!isSeq(readers)) {
    // A key without a value, last in the file.
    const rest = whole.slice((readers as Node).range?.[0] ?? 0);
    const empty = rest.split('\n').every((line) => line.trim() === '' || line.trim().startsWith('#'));
    return empty ? { text: whole + item('  '), at: whole.length } : undefined;
  }
  const last = readers.items.at(-1) as Node | undefined;
  if (readers.flow || last?.range == null) return undefined;
  const dash = whole.lastIndexOf('\n', readers.range?.[0] ?? 0) + 1;
  const indent = /^ */.exec(whole.slice(dash))?.[0] ?? '';
  // Comments after the last mapping stay after it.
  const valueEnd = last.range[1];
  const end = whole[valueEnd - 1] === '\n' ? valueEnd : whole.indexOf('\n', valueEnd) + 1;
  return { text: whole.slice(0, end) + item(indent) + whole.slice(end), at: end };
}
