import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/textEdit.ts';
import type { SectionName } from './section.ts';
import type { TagFile, TagItem } from './tagFile.ts';
import type { SectionLayout } from './tagLayout.ts';

/**
 * The layout around an item that comes or goes, so that undo gives the same bytes. From its anchor on
 * the text reads `gap + lead + item + trail` with the item, `gap + without` without it.
 */
export interface ItemPlace {
  /**
   * `newList`: brings its list along, at the end of the file. `emptyList`: fills a list that has no
   * item, from the colon of its key on. `among`: has its line, after the item before it or the key's line.
   */
  readonly kind: 'newList' | 'emptyList' | 'among';
  /** Id of the item before it; absent for the first of its list. */
  readonly previous?: string;
  readonly gap: string;
  readonly lead: string;
  readonly trail: string;
  readonly without: string;
  /** Lines of the item after its first are indented by this many spaces. */
  readonly column: number;
}

/** Where a new item goes: after item `previous` of its list, else at its end, in a list of its own if it has none. */
export function placeNew(file: TagFile, section: SectionName, previous?: string): ItemPlace {
  const { text, layout } = file;
  const { eol } = layout;
  const list = listOf(file, section);
  if (list === undefined) {
    const lead = `${text === '' || text.endsWith('\n') ? '' : eol}${section}:${eol}  - `;
    return {
      kind: 'newList',
      gap: '',
      lead,
      trail: text === '' || text.endsWith('\n') ? eol : '',
      without: '',
      column: 4,
    };
  }
  const items = file.items[section];
  if (items.length === 0) {
    const without = text.slice(list.headEnd, list.lineEnd);
    const comment = text.slice(list.valueEnd, list.lineEnd);
    return { kind: 'emptyList', gap: '', lead: `${comment}${eol}  - `, trail: '', without, column: 4 };
  }
  const after = items.find((item) => item.id === previous) ?? (items.at(-1) as TagItem);
  const indent = list.indent ?? 0;
  const lead = `${eol}${' '.repeat(indent)}- `;
  return { kind: 'among', previous: after.id, gap: '', lead, trail: '', without: '', column: indent + 2 };
}

/** The place an item has now, as it is to be taken away: its lines, not the comments around them. */
export function placeOf(file: TagFile, item: TagItem): ItemPlace {
  const items: readonly TagItem[] = file.items[item.section];
  const previous = items[items.indexOf(item) - 1];
  const from = previous?.end ?? listOf(file, item.section)?.lineEnd ?? 0;
  const lineStart = file.text.lastIndexOf('\n', item.start - 1);
  const start = lineStart - (file.text[lineStart - 1] === '\r' ? 1 : 0);
  const gap = file.text.slice(from, start);
  const lead = file.text.slice(start, item.start);
  return {
    kind: 'among',
    ...(previous && { previous: previous.id }),
    gap,
    lead,
    trail: '',
    without: '',
    column: item.column,
  };
}

/** The splice that puts an item in: at `place` where that is still there, else where a new one goes. */
export function insertion(file: TagFile, section: SectionName, item: string, place: ItemPlace): TextEdit {
  const known = spot(file, section, place);
  if (known !== undefined) return { ...known, text: place.lead + item + place.trail };
  const fresh = placeNew(file, section, place.previous);
  const open = spot(file, section, fresh);
  if (open === undefined) throw new Error('a new item has a place');
  return { ...open, text: fresh.lead + reindent(item, place.column, fresh.column) + fresh.trail };
}

/** What an item at `place` replaces, if the file still has that place. */
function spot(file: TagFile, section: SectionName, place: ItemPlace): Span | undefined {
  const { text } = file;
  const list = listOf(file, section);
  const span = (from: number) => ({
    start: from + place.gap.length,
    end: from + place.gap.length + place.without.length,
  });
  if (place.kind === 'newList') return list === undefined ? span(text.length) : undefined;
  if (list === undefined) return undefined;
  if (place.kind === 'emptyList') {
    const same = list.items.length === 0 && text.slice(list.headEnd, list.lineEnd) === place.without;
    return same ? span(list.headEnd) : undefined;
  }
  const indent = /\n( *)- +$/.exec(place.lead)?.[1]?.length;
  if (list.indent !== undefined && list.indent !== indent) return undefined;
  let from = list.valueEnd > list.headEnd ? undefined : list.lineEnd;
  if (place.previous !== undefined) from = file.items[section].find((item) => item.id === place.previous)?.end;
  if (from === undefined || !text.startsWith(place.gap, from)) return undefined;
  return /^(?:\r?\n|$)/.test(text.slice(from + place.gap.length, from + place.gap.length + 2)) ? span(from) : undefined;
}

/** The splice that takes an item away, with what it brought along where it is the only one. */
export function removal(file: TagFile, item: TagItem, place: ItemPlace): TextEdit {
  const { lead, trail, without } = place;
  const start = item.start - lead.length;
  const whole = place.kind === 'among' || file.items[item.section].length === 1;
  if (whole && start >= 0 && file.text.startsWith(lead, start) && file.text.startsWith(trail, item.end)) {
    return { start, end: item.end + trail.length, text: without };
  }
  const now = placeOf(file, item);
  return { start: item.start - now.lead.length, end: item.end, text: '' };
}

/** Move the lines of an item's text from one column to another. */
export function reindent(text: string, from: number, to: number): string {
  if (from === to) return text;
  const margin = new RegExp(`(\\n) {0,${from}}(?=[^\\r\\n])`, 'g');
  return text.replace(margin, `$1${' '.repeat(to)}`);
}

function listOf(file: TagFile, section: SectionName): SectionLayout | undefined {
  return file.layout.sections.find((candidate) => candidate.name === section);
}
