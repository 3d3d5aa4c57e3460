import { applyEdits, type TextEdit } from '../text/textEdit.ts';
import { type FieldConflict, mergeItem } from './mergeItem.ts';
import { insertion, placeNew, placeOf, reindent, removal } from './placeItem.ts';
import { type SectionName, sectionNames } from './section.ts';
import { type ParseOptions, parseTagFile, type TagFile, type TagItem } from './tagFile.ts';

export interface TagConflict extends FieldConflict {
  readonly id: string;
}

/**
 * Three-way merge of a tag file's texts by item id. Theirs is the text that is spliced, so what they
 * wrote stays byte for byte; items changed on both sides are merged key by key; an edit outlives a
 * removal. Of two values for one key ours stands, and theirs is kept under `conflict`. Throws for a
 * text that is not `ok`.
 */
export function mergeTagFiles(
  base: string,
  ours: string,
  theirs: string,
  options: ParseOptions = {},
): { readonly text: string; readonly conflicts: readonly TagConflict[] } {
  if (ours === theirs || ours === base) return { text: theirs, conflicts: [] };
  if (theirs === base) return { text: ours, conflicts: [] };
  const b = parseTagFile(base, options);
  const o = parseTagFile(ours, { ...options, previous: b });
  const t = parseTagFile(theirs, { ...options, previous: b });
  for (const { state } of [b, o, t]) if (state !== 'ok') throw new Error(`a tag file that is ${state} is not merged`);
  // Comments and keys outside items are whole texts: the side that changed them is the one to splice into.
  if (sameLayout(b, t) && !sameLayout(b, o)) return mergeInto(b, t, o, false);
  return mergeInto(b, o, t, true);
}

/** Splice what `mine` changed into `host`. */
function mergeInto(base: TagFile, mine: TagFile, host: TagFile, mineIsOurs: boolean) {
  const conflicts: TagConflict[] = [];
  const edits: TextEdit[] = [];
  const arrivals: Arrival[] = [];
  for (const section of sectionNames) {
    const [was, there, list] = [byKey(base, section), byKey(host, section), byKey(mine, section)];
    let previous: string | undefined;
    for (const [key, item] of list) {
      const [old, other] = [was.get(key), there.get(key)];
      if (other === undefined && old?.text !== item.text) arrivals.push({ section, item, previous });
      previous = item.id;
      if (other === undefined || old?.text === item.text) continue;
      const at = (version: TagItem) => adapted(version, other.column, host);
      const [ours, theirs] = mineIsOurs ? [at(item), other.text] : [other.text, at(item)];
      const setting = { section, column: other.column, eol: host.layout.eol };
      const merged = mergeItem(setting, { base: old && at(old), ours, theirs, onConflict: 'mark' });
      conflicts.push(...merged.conflicts.map((conflict) => ({ id: item.id, ...conflict })));
      if (merged.text !== other.text) edits.push({ start: other.start, end: other.end, text: merged.text });
    }
    for (const [key, old] of was) {
      const other = there.get(key);
      if (list.has(key) || other === undefined || other.text !== old.text) continue;
      edits.push(removal(host, other, placeOf(host, other)));
    }
  }
  const file = parseTagFile(applyEdits(host.text, edits), { previous: host });
  return { text: addArrivals(file, arrivals), conflicts };
}

interface Arrival {
  readonly section: SectionName;
  readonly item: TagItem;
  /** Id of the item before it, in the file it comes from. */
  readonly previous: string | undefined;
}

/** Items of mine that the host lacks, after the item they followed, runs of them in one splice. */
function addArrivals(host: TagFile, arrivals: readonly Arrival[]): string {
  let file = host;
  const edits = new Map<number, TextEdit>();
  const landed = new Map<string, number>();
  for (const { section, item, previous } of arrivals) {
    if (file.items[section].length === 0) {
      // The list, or its first item, changes the layout: what follows needs to see it.
      file = parseTagFile(applyEdits(file.text, [...edits.values()]), { previous: file });
      edits.clear();
      landed.clear();
      const place = placeNew(file, section);
      const edit = insertion(file, section, adapted(item, place.column, file), place);
      file = parseTagFile(applyEdits(file.text, [edit]), { previous: file });
      continue;
    }
    const place = placeNew(file, section, previous);
    const edit = insertion(file, section, adapted(item, place.column, file), place);
    const start = landed.get(`${section} ${previous}`) ?? edit.start;
    const known = edits.get(start);
    edits.set(start, known === undefined ? edit : { ...known, text: known.text + edit.text });
    landed.set(`${section} ${item.id}`, start);
  }
  return applyEdits(file.text, [...edits.values()]);
}

/** Items by id; a second item of the same id, or one without any, has a key of its own. */
function byKey(file: TagFile, section: SectionName): Map<string, TagItem> {
  const items = new Map<string, TagItem>();
  for (const item of file.items[section] as readonly TagItem[]) {
    let key = item.id === '' ? `\0${item.text}` : item.id;
    while (items.has(key)) key += '\0';
    items.set(key, item);
  }
  return items;
}

/** An item's text as it reads in another file. */
function adapted(item: TagItem, column: number, file: TagFile): string {
  return reindent(item.text, item.column, column).replace(/\r?\n/g, file.layout.eol);
}

/** Whether two files say the same outside their items: head, comments, order of lists. */
function sameLayout(a: TagFile, b: TagFile): boolean {
  return outside(a) === outside(b);
}

function outside(file: TagFile): string {
  let text = '';
  let at = 0;
  for (const section of file.layout.sections) {
    for (const item of section.items) {
      text += file.text.slice(at, item.start);
      at = item.end;
    }
  }
  const lines = (text + file.text.slice(at)).split(/\r?\n/).map((line) => line.trim());
  const lists = /^(?:reviewed|tags|links|replies) *:(?: *\[ *\])?$/;
  return lines.filter((line) => line !== '' && line !== '-' && !lists.test(line)).join('\n');
}
