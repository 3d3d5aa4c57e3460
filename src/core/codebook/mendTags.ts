import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import { parseItem, readItem } from '../tags/readItem.ts';
import { keyOrder } from '../tags/renderItem.ts';
import { renderString } from '../tags/renderScalar.ts';
import { type ItemChange, spliceItem } from '../tags/spliceItem.ts';
import type { TagFile, TagItem } from '../tags/tagFile.ts';
import { applyEdits, type TextEdit } from '../text/textEdit.ts';
import type { Codebook } from './codebook.ts';
import { type Misfit, misfitOf } from './misfit.ts';
import { tagProblems, valueText } from './tagProblems.ts';

/**
 * How tags that no longer fit are mended, where the reviewer says so: only the word itself is replaced in the text, also
 * in the values frozen at review. A tag that fits afterwards is of the codebook as it is now. `updated` stays: the
 * reviewer judged nothing anew.
 */
export interface Mend {
  readonly misfit: Misfit;
  /** `keep`: the words stay, and are no Problem any more. */
  readonly to: { readonly id: string | number } | 'keep';
  /** Only this tag. */
  readonly tag?: string;
}

/** The edits in a tag file; none where it is not one that may be edited. */
export function mendTags(file: TagFile, mend: Mend, codebook: Codebook): TextEdit[] {
  if (file.state !== 'ok') return [];
  const context = { eol: file.layout.eol, order: keyOrder('tags') };
  const edits: TextEdit[] = [];
  for (const item of file.items.tags) {
    if (item.value === undefined || (mend.tag !== undefined && item.id !== mend.tag)) continue;
    if (!tagProblems(item.value, codebook).some((problem) => same(misfitOf(problem), mend.misfit))) continue;
    const text = mend.to === 'keep' ? kept(item, mend.misfit, context) : mended(item, mend.misfit, mend.to.id, context);
    edits.push({
      start: item.start,
      end: item.end,
      text: mend.to === 'keep' ? text : stamped(item, text, codebook, context),
    });
  }
  if (mend.misfit.type === 'kind' && mend.to !== 'keep' && mend.tag === undefined) {
    edits.push(...soughtKinds(file, mend.misfit.kind, String(mend.to.id)));
  }
  return edits;
}

interface Context {
  readonly eol: '\n' | '\r\n';
  readonly order: readonly string[];
}

const frozen = ['fields', 'first', 'conflict'] as const;

function mended(item: TagItem<'tags'>, misfit: Misfit, to: string | number, context: Context): string {
  const doc = parseItem(item.text, item.column);
  const words: Scalar[] = [];
  const doubles: ItemChange[] = [];
  const add = (node: unknown): void => {
    if (isScalar(node) && node.range) words.push(node);
  };
  if (misfit.type === 'kind') add(doc.get('kind', true));
  if (misfit.type === 'role') {
    item.value?.targets.forEach(({ role }, i) => {
      if (role === misfit.role) add(doc.getIn(['targets', i, 'role'], true));
    });
  }
  for (const name of misfit.type === 'field' || misfit.type === 'value' ? frozen : []) {
    const map = doc.get(name, true);
    if (!isMap(map)) continue;
    // A field that has a value under the new name keeps both, for the reviewer to choose.
    if (misfit.type === 'field' && !map.has(to))
      add(map.items.find(({ key }) => isScalar(key) && key.value === misfit.field)?.key);
    if (misfit.type !== 'value') continue;
    const value = map.get(misfit.field, true);
    if (isScalar(value) && valueText(value.value as string) === misfit.value) add(value);
    if (!isSeq(value)) continue;
    const old = value.items.findIndex((each) => isScalar(each) && valueText(each.value as string) === misfit.value);
    if (old < 0) continue;
    const twice = value.items.some((each) => isScalar(each) && each.value === to);
    if (twice) doubles.push({ path: [name, misfit.field, old] });
    else add(value.items[old]);
  }
  const edits = words.map(({ range }) => ({
    start: (range?.[0] ?? 0) - item.column,
    end: (range?.[1] ?? 0) - item.column,
    text: typeof to === 'string' ? renderString(to) : String(to),
  }));
  return spliceItem(applyEdits(item.text, edits), doubles, { ...context, column: item.column });
}

/** With the codebook that it fits now. */
function stamped(item: TagItem<'tags'>, text: string, codebook: Codebook, context: Context): string {
  const { value } = readItem('tags', text, item.column);
  const fits = value !== undefined && tagProblems(value, codebook).every((problem) => misfitOf(problem) === undefined);
  if (!fits || value.codebook === undefined) return text;
  const change = { path: ['codebook'], value: `${codebook.id}@${codebook.version}` };
  return spliceItem(text, [change], { ...context, column: item.column });
}

function kept(item: TagItem<'tags'>, misfit: Misfit, context: Context): string {
  const tag = item.value;
  const paths =
    misfit.type === 'kind'
      ? ['kind']
      : misfit.type === 'role'
        ? (tag?.targets ?? []).flatMap(({ role }, i) => (role === misfit.role ? [`targets.${i}.role`] : []))
        : [`fields.${misfit.field}`];
  const change = { path: ['keep'], value: [...new Set([...(tag?.keep ?? []), ...paths])] };
  return spliceItem(item.text, [change], { ...context, column: item.column });
}

/** What a reviewer looked for goes by the new name too, or its rate would count from nothing. */
function soughtKinds(file: TagFile, kind: string, to: string): TextEdit[] {
  return file.items.reviewed.flatMap((item) => {
    const kinds = parseItem(item.text, item.column).get('kinds', true);
    if (!isSeq(kinds) || kinds.items.some((each) => isScalar(each) && each.value === to)) return [];
    return kinds.items.flatMap((each) => {
      if (!isScalar(each) || each.value !== kind || !each.range) return [];
      const shift = item.start - item.column;
      return [{ start: each.range[0] + shift, end: each.range[1] + shift, text: renderString(to) }];
    });
  });
}

function same(a: Misfit | undefined, b: Misfit): boolean {
  return (
    a !== undefined &&
    a.type === b.type &&
    JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
  );
}
