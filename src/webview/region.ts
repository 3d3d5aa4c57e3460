import type { Span } from '../core/text/span.ts';
import type { PartSelector } from '../core/transcripts/locator.ts';
import type { PaneId } from '../panel/messages.ts';
import { element } from './element.ts';

/**
 * A stretch of canonical text and the element that shows it verbatim: one text node, or several when
 * the text is long. Offsets here are UTF-16 units of `text`.
 */
export interface Region {
  readonly element: HTMLElement;
  readonly pane: PaneId;
  readonly message: string;
  readonly part: PartSelector;
  /** What has come so far; `fullLength` is larger while the rest waits in the host. */
  text: string;
  readonly fullLength: number;
}

/** Longest text node, in UTF-16 units: layout of one node stays cheap. */
const sliceLength = 32_768;

const regions = new WeakMap<Element, Region>();

export function makeRegion(
  pane: PaneId,
  message: string,
  part: PartSelector,
  { text, fullLength }: { readonly text: string; readonly fullLength?: number },
): Region {
  const region: Region = {
    element: element('div', { className: 'region' }),
    pane,
    message,
    part,
    text,
    fullLength: fullLength ?? text.length,
  };
  appendSlices(region, text);
  regions.set(region.element, region);
  return region;
}

export function growRegion(region: Region, start: number, text: string): void {
  if (start !== region.text.length) return;
  region.text += text;
  appendSlices(region, text);
}

function appendSlices({ element: parent }: Region, text: string): void {
  const last = parent.lastChild as Text | null;
  let from = 0;
  if (last !== null && isHigh(last.data.charCodeAt(last.length - 1))) {
    last.appendData(text.slice(0, 1));
    from = 1;
  }
  while (from < text.length) {
    const end = from + sliceLength;
    const to = end < text.length && isHigh(text.charCodeAt(end - 1)) ? end - 1 : Math.min(end, text.length);
    parent.append(document.createTextNode(text.slice(from, to)));
    from = to;
  }
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

export function regionAt(node: Node): Region | undefined {
  const inside = node instanceof Element ? node : node.parentElement;
  const found = inside?.closest('.region');
  return found ? regions.get(found) : undefined;
}

export function regionsIn(root: Element): Region[] {
  return [...root.querySelectorAll('.region')]
    .map((found) => regions.get(found))
    .filter((region) => region !== undefined);
}

/** Offset in the region's text of a DOM position inside it. */
export function offsetInRegion(region: Region, node: Node, offset: number): number {
  let before = 0;
  let index = 0;
  for (const child of region.element.childNodes) {
    if (child === node) return before + offset;
    if (node === region.element && index === offset) return before;
    before += (child as Text).length;
    index++;
  }
  return before;
}

export function positionInRegion(
  region: Region,
  offset: number,
): { readonly node: Text; readonly offset: number } | undefined {
  let rest = offset;
  for (const child of region.element.childNodes) {
    const node = child as Text;
    if (rest <= node.length) return { node, offset: rest };
    rest -= node.length;
  }
  const last = region.element.lastChild as Text | null;
  return last === null ? undefined : { node: last, offset: last.length };
}

/** A range over the region's text, or undefined where it is empty. Static: the nodes never change under it. */
export function staticRange(region: Region, { start, end }: Span): StaticRange | undefined {
  const from = positionInRegion(region, start);
  const to = positionInRegion(region, end);
  if (from === undefined || to === undefined || end <= start) return undefined;
  return new StaticRange({
    startContainer: from.node,
    startOffset: from.offset,
    endContainer: to.node,
    endOffset: to.offset,
  });
}

/** The same as a live range, for measuring. */
export function liveRange(region: Region, { start, end }: Span): Range | undefined {
  const from = positionInRegion(region, start);
  const to = positionInRegion(region, end);
  if (from === undefined || to === undefined) return undefined;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/** A part selector as a key of maps and attributes. */
export function partKey(part: PartSelector): string {
  return typeof part === 'number' ? String(part) : `${part.call}\n${part.argument}`;
}
