import { spanToCodePoints } from '../core/text/codePoints.ts';
import type { Span } from '../core/text/span.ts';
import type { SelectedTarget } from '../panel/intents.ts';
import { offsetInRegion, type Region, regionAt, regionsIn } from './region.ts';

/** More regions than this are a slip of Select All, not a quote. */
const mostTargets = 100;

export interface RegionSpan {
  readonly region: Region;
  /** UTF-16 units of the region's text. */
  readonly span: Span;
}

/** The stretches of text that a range covers, in order; of one pane only, that of its start. */
export function coveredRegions(range: Range, root: Element): readonly RegionSpan[] {
  if (range.collapsed || !root.contains(range.commonAncestorContainer)) return [];
  const covered: RegionSpan[] = [];
  for (const article of coveredArticles(range, root)) {
    for (const region of regionsIn(article)) {
      const span = coveredSpan(range, region);
      if (span === undefined) continue;
      if (covered[0] !== undefined && covered[0].region.pane !== region.pane) continue;
      covered.push({ region, span });
      if (covered.length > mostTargets) return [];
    }
  }
  return covered;
}

/** What the host makes anchors of: code points, the role still to be named. */
export function selectedTargets(
  covered: readonly RegionSpan[],
  nameOf: (region: Region) => string,
): readonly SelectedTarget[] {
  return covered.map(({ region, span }) => ({
    role: '',
    pane: region.pane,
    transcript: nameOf(region),
    message: region.message,
    part: region.part,
    ...spanToCodePoints(region.text, span),
  }));
}

function coveredArticles(range: Range, root: Element): readonly Element[] {
  const first = articleAt(range.startContainer);
  const last = articleAt(range.endContainer);
  if (first !== null && first === last) return [first];
  const sections = [...root.querySelectorAll('.section')].filter((section) => range.intersectsNode(section));
  return sections.flatMap((section) =>
    [...section.querySelectorAll('.message')].filter((article) => range.intersectsNode(article)),
  );
}

export function articleAt(node: Node | null): HTMLElement | null {
  const inside = node instanceof Element ? node : node?.parentElement;
  return inside?.closest<HTMLElement>('.message') ?? null;
}

function coveredSpan(range: Range, region: Region): Span | undefined {
  if (!range.intersectsNode(region.element)) return undefined;
  const start =
    regionAt(range.startContainer) === region ? offsetInRegion(region, range.startContainer, range.startOffset) : 0;
  const end =
    regionAt(range.endContainer) === region
      ? offsetInRegion(region, range.endContainer, range.endOffset)
      : region.text.length;
  return end > start ? { start, end } : undefined;
}
