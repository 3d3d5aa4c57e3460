import { spanToUtf16 } from '../core/text/codePoints.ts';
import type { DidOpenTranscript, PaneId, ViewTag, ViewTarget } from '../panel/messages.ts';
import { partKey, type Region } from './region.ts';

/** One target of a tag that stands in a shown transcript. */
export interface TaggedPlace {
  readonly tag: ViewTag;
  readonly target: ViewTarget;
  /** Its index in the tag's targets. */
  readonly at: number;
}

/** Places of a pane by message id; under `''` those of the transcript as a whole. */
export type PlacesByMessage = ReadonlyMap<string, readonly TaggedPlace[]>;

export function placesOf(tags: readonly ViewTag[], pane: DidOpenTranscript): PlacesByMessage {
  const places = new Map<string, TaggedPlace[]>();
  for (const tag of tags) {
    tag.targets.forEach((target, at) => {
      if (target.transcript !== pane.name || target.file !== pane.file) return;
      const key = target.message ?? '';
      const found = places.get(key);
      if (found === undefined) places.set(key, [{ tag, target, at }]);
      else found.push({ tag, target, at });
    });
  }
  return places;
}

/** The UTF-16 span of a place in a region, where it is of that region and its anchor holds. */
export function placeSpan(
  { target }: TaggedPlace,
  region: Region,
): { readonly start: number; readonly end: number } | undefined {
  if (target.part === undefined || target.start === undefined || target.end === undefined) return undefined;
  if (partKey(target.part) !== partKey(region.part)) return undefined;
  return spanToUtf16(region.text, { start: target.start, end: target.end });
}

/** Tags at a UTF-16 offset of a region, the shortest span first, so that a nested one is reachable. */
export function placesAt(places: PlacesByMessage, region: Region, offset: number): readonly TaggedPlace[] {
  const here = places.get(region.message) ?? [];
  return here
    .map((place) => ({ place, span: placeSpan(place, region) }))
    .filter((found) => found.span !== undefined && found.span.start <= offset && offset <= found.span.end)
    .sort((a, b) => (a.span?.end ?? 0) - (a.span?.start ?? 0) - ((b.span?.end ?? 0) - (b.span?.start ?? 0)))
    .map((found) => found.place);
}

/** Order of places in a message: whole-message tags first, then by part and start. */
export function comparePlaces(a: TaggedPlace, b: TaggedPlace): number {
  const part = ({ target }: TaggedPlace): number =>
    target.part === undefined ? -1 : typeof target.part === 'number' ? target.part : Number.MAX_SAFE_INTEGER;
  return part(a) - part(b) || (a.target.start ?? -1) - (b.target.start ?? -1) || a.tag.id.localeCompare(b.tag.id);
}

export type PanePlaces = Readonly<Partial<Record<PaneId, PlacesByMessage>>>;
