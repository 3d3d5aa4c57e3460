import { isMap, isSeq, type Node, parseDocument, stringify } from 'yaml';
import { yamlOptions } from '../../tags/readItem.ts';

/** Where a file of mappings has its list, and what a new one is said to be. */
export interface MappingListStart {
  readonly key: string;
  readonly comment: string;
}

export const readersStart: MappingListStart = {
  key: 'readers',
  comment: 'How Plumbline reads files of other formats. The first mapping whose globs match a file counts.',
};

/**
 * The text of a file of mappings (`.plumbline/readers.yaml`) with one more mapping at its end, and where that begins
 * (UTF-16 units). Nothing that was there changes. Undefined where the file is not laid out so that
 * a mapping can be added: broken YAML, or a list in brackets.
 */
export function addMapping(
  text: string | undefined,
  mapping: object,
  { key, comment }: MappingListStart = readersStart,
): { readonly text: string; readonly at: number } | undefined {
  const item = (indent: string): string =>
    stringify([mapping], { lineWidth: 0 })
      .trimEnd()
      .split('\n')
      .map((line) => `${indent}${line}\n`)
      .join('');
  const start = `# ${comment}\nversion: 1\n${key}:\n`;
  if (text === undefined || text.trim() === '') return { text: start + item('  '), at: start.length };
  const doc = parseDocument(text, yamlOptions);
  if (doc.errors.length > 0) return undefined;
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  const list = isMap(doc.contents) ? doc.contents.get(key, true) : undefined;
  if (list === undefined) {
    if (doc.contents !== null && (!isMap(doc.contents) || doc.contents.flow)) return undefined;
    return { text: `${whole}${key}:\n${item('  ')}`, at: whole.length };
  }
  if (!isSeq(list)) {
    // A key without a value, last in the file.
    const rest = whole.slice((list as Node).range?.[0] ?? 0);
    const empty = rest.split('\n').every((line) => line.trim() === '' || line.trim().startsWith('#'));
    return empty ? { text: whole + item('  '), at: whole.length } : undefined;
  }
  const last = list.items.at(-1) as Node | undefined;
  if (list.flow || last?.range == null) return undefined;
  const dash = whole.lastIndexOf('\n', list.range?.[0] ?? 0) + 1;
  const indent = /^ */.exec(whole.slice(dash))?.[0] ?? '';
  // Comments after the last mapping stay after it.
  const valueEnd = last.range[1];
  const end = whole[valueEnd - 1] === '\n' ? valueEnd : whole.indexOf('\n', valueEnd) + 1;
  return { text: whole.slice(0, end) + item(indent) + whole.slice(end), at: end };
}
