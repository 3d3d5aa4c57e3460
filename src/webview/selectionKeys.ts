import { offsetInRegion, positionInRegion, type Region, regionAt, regionsIn } from './region.ts';
import { nextUnit, previousUnit, type TextUnit } from './textUnits.ts';

/**
 * Selecting by keyboard: a sentence is picked, then the end grows or shrinks by characters, words and
 * sentences, from part to part of the message. The browser's own selection is the only state.
 */

/** Selects the sentence after (or before) the selection, or the first (last) of the message. */
export function pickSentence(article: HTMLElement, step: 1 | -1): boolean {
  const regions = readable(article);
  const here = selectionIn(article);
  let at =
    here === undefined
      ? step === 1
        ? 0
        : regions.length - 1
      : regions.indexOf(step === 1 ? here.last.region : here.first.region);
  let offset = here === undefined ? undefined : step === 1 ? here.last.offset : here.first.offset;
  for (; at >= 0 && at < regions.length; at += step, offset = undefined) {
    const region = regions[at];
    if (region === undefined) continue;
    const from = offset ?? (step === 1 ? 0 : region.text.length);
    const found = step === 1 ? nextUnit(region.text, from, 'sentence') : previousUnit(region.text, from, 'sentence');
    if (found !== undefined) return select({ region, offset: found.start }, { region, offset: found.end });
  }
  return false;
}

/** Moves the selection's free end by one unit; starts with the first unit of the message. */
export function extendSelection(article: HTMLElement, unit: TextUnit, step: 1 | -1): boolean {
  const regions = readable(article);
  const here = selectionIn(article);
  if (here === undefined) return unit === 'sentence' ? pickSentence(article, 1) : startAt(regions[0], unit);
  let at = regions.indexOf(here.focus.region);
  let offset: number | undefined = here.focus.offset;
  for (; at >= 0 && at < regions.length; at += step, offset = undefined) {
    const region = regions[at];
    if (region === undefined) continue;
    const from = offset ?? (step === 1 ? 0 : region.text.length);
    const found = step === 1 ? nextUnit(region.text, from, unit) : previousUnit(region.text, from, unit);
    if (found === undefined) continue;
    return select(here.anchor, { region, offset: boundary(region, found, step, here.anchor) });
  }
  return false;
}

/** Growing takes a unit in; shrinking gives one up together with the white space that parted it from what stays. */
function boundary(region: Region, found: { start: number; end: number }, step: 1 | -1, anchor: Place): number {
  const { text } = region;
  const same = anchor.region === region;
  if (step === 1) {
    const gap =
      same && found.end < anchor.offset ? (/^\s*/u.exec(text.slice(found.end, anchor.offset))?.[0].length ?? 0) : 0;
    return found.end + gap;
  }
  const gap =
    same && found.start > anchor.offset ? (/\s*$/u.exec(text.slice(anchor.offset, found.start))?.[0].length ?? 0) : 0;
  return found.start - gap;
}

/** All text of the message; once that is selected, the next message's too. */
export function selectMessage(article: HTMLElement, next: HTMLElement | undefined): boolean {
  const regions = readable(article);
  const first = regions[0];
  const last = regions.at(-1);
  if (first === undefined || last === undefined) return false;
  const here = selectionIn(article);
  const whole =
    here !== undefined &&
    here.first.region === first &&
    here.first.offset === 0 &&
    here.last.region === last &&
    here.last.offset === last.text.length;
  const end = whole && next !== undefined ? (readable(next).at(-1) ?? last) : last;
  return select({ region: first, offset: 0 }, { region: end, offset: end.text.length });
}

/** The other end becomes the one that keys move. */
export function swapEnds(): boolean {
  const selection = getSelection();
  if (selection?.anchorNode == null || selection.focusNode === null || selection.isCollapsed) return false;
  selection.setBaseAndExtent(selection.focusNode, selection.focusOffset, selection.anchorNode, selection.anchorOffset);
  return true;
}

interface Place {
  readonly region: Region;
  readonly offset: number;
}

function selectionIn(
  article: HTMLElement,
): { readonly anchor: Place; readonly focus: Place; readonly first: Place; readonly last: Place } | undefined {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const anchor = placeOf(selection.anchorNode, selection.anchorOffset);
  const focus = placeOf(selection.focusNode, selection.focusOffset);
  if (anchor === undefined || focus === undefined || !article.contains(focus.region.element)) return undefined;
  const range = selection.getRangeAt(0);
  const forward = range.startContainer === selection.anchorNode && range.startOffset === selection.anchorOffset;
  return { anchor, focus, first: forward ? anchor : focus, last: forward ? focus : anchor };
}

function placeOf(node: Node | null, offset: number): Place | undefined {
  const region = node === null ? undefined : regionAt(node);
  return region && node ? { region, offset: offsetInRegion(region, node, offset) } : undefined;
}

function startAt(region: Region | undefined, unit: TextUnit): boolean {
  const found = region && nextUnit(region.text, 0, unit);
  return (
    region !== undefined &&
    found !== undefined &&
    select({ region, offset: found.start }, { region, offset: found.end })
  );
}

function select(anchor: Place, focus: Place): boolean {
  const from = positionInRegion(anchor.region, anchor.offset);
  const to = positionInRegion(focus.region, focus.offset);
  if (from === undefined || to === undefined) return false;
  focus.region.element.classList.remove('folded');
  getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  return true;
}

function readable(article: HTMLElement): readonly Region[] {
  return regionsIn(article).filter((region) => region.text.trim() !== '');
}
