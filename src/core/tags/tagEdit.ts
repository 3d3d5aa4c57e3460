import type { TextEdit } from '../text/textEdit.ts';
import { mergeItem } from './mergeItem.ts';
import { type ItemPlace, insertion, placeNew, placeOf, reindent, removal } from './placeItem.ts';
import { asWritten } from './recordTarget.ts';
import { keyOrder, renderItem } from './renderItem.ts';
import type { SectionName, Sections } from './section.ts';
import { type ItemChange, spliceItem } from './spliceItem.ts';
import { findItem, type TagFile, type TagItem } from './tagFile.ts';

export type { ItemChange } from './spliceItem.ts';

/**
 * One undoable step: an item's YAML text before and after, without its dash. No `before`: the item
 * comes; no `after`: it goes. It is spliced where the item stands when the edit is applied.
 */
export interface ItemEdit {
  readonly section: SectionName;
  readonly id: string;
  readonly before?: string;
  readonly after?: string;
  /** Where an item that comes or goes stands. */
  readonly place?: ItemPlace;
}

/**
 * `applied`: as it was meant. `merged`: the item had changed meanwhile, in other keys. `conflict`: in
 * the same keys; those are left as they stand. `gone`: the item is not there any more.
 */
export interface AppliedEdit {
  readonly edits: readonly TextEdit[];
  readonly result: 'applied' | 'merged' | 'conflict' | 'gone';
}

export function addItem<S extends SectionName>(file: TagFile, section: S, value: Sections[S]): ItemEdit {
  const place = placeNew(file, section);
  const id = section === 'reviewed' ? (value as Sections['reviewed']).transcript : (value as Sections['tags']).id;
  return {
    section,
    id,
    after: indented(renderItem(section, asWritten(value) as object), place.column, file.layout.eol),
    place,
  };
}

/** Throws where there is no such item, or it is not a map. */
export function changeItem(file: TagFile, section: SectionName, id: string, changes: readonly ItemChange[]): ItemEdit {
  const item = itemOf(file, section, id);
  const context = { column: item.column, eol: file.layout.eol, order: keyOrder(section) };
  return { section, id, before: item.text, after: spliceItem(item.text, changes.map(written), context) };
}

/** Throws where there is no such item. */
export function removeItem(file: TagFile, section: SectionName, id: string): ItemEdit {
  const item = itemOf(file, section, id);
  return { section, id, before: item.text, place: placeOf(file, item) };
}

export function invertItemEdit({ before, after, ...rest }: ItemEdit): ItemEdit {
  return { ...rest, ...(after !== undefined && { before: after }), ...(before !== undefined && { after: before }) };
}

/** The splices that carry out an edit on the file as it is now. Throws for a file that is not `ok`. */
export function applyItemEdit(file: TagFile, edit: ItemEdit): AppliedEdit {
  if (file.state !== 'ok') throw new Error(`a tag file that is ${file.state} is not edited`);
  const item = findItem(file, edit.section, edit.id);
  if (edit.before === undefined) return come(file, item, edit);
  if (item === undefined) return { edits: [], result: 'gone' };
  if (edit.after === undefined) {
    // A change made meanwhile outlives the removal of what it changed.
    if (item.text !== edit.before) return { edits: [], result: 'conflict' };
    return { edits: [removal(file, item, edit.place ?? placeOf(file, item))], result: 'applied' };
  }
  if (item.text === edit.before) return { edits: [replacing(item, edit.after)], result: 'applied' };
  const { text, conflicts } = mergeItem(
    { section: edit.section, column: item.column, eol: file.layout.eol },
    { base: edit.before, ours: edit.after, theirs: item.text, onConflict: 'theirs' },
  );
  return { edits: [replacing(item, text)], result: conflicts.length > 0 ? 'conflict' : 'merged' };
}

function come(file: TagFile, item: TagItem | undefined, { section, after = '', place }: ItemEdit): AppliedEdit {
  if (item !== undefined) return { edits: [], result: item.text === after ? 'applied' : 'conflict' };
  return { edits: [insertion(file, section, after, place ?? placeNew(file, section))], result: 'applied' };
}

function replacing(item: TagItem, text: string): TextEdit {
  return { start: item.start, end: item.end, text };
}

function indented(lines: readonly string[], column: number, eol: string): string {
  return reindent(lines.join('\n'), 0, column).replaceAll('\n', eol);
}

const written = (change: ItemChange): ItemChange =>
  change.value === undefined ? change : { ...change, value: asWritten(change.value) };

function itemOf(file: TagFile, section: SectionName, id: string): TagItem {
  const item = findItem(file, section, id);
  if (item === undefined) throw new Error(`no item ${id} in ${section}`);
  return item;
}
