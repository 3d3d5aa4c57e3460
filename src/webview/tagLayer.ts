import type { Codebook } from '../core/codebook/codebook.ts';
import { element } from './element.ts';
import { HighlightLayer } from './highlightLayer.ts';
import { kindClass } from './kindStyles.ts';
import { regionsIn, staticRange } from './region.ts';
import { comparePlaces, type PlacesByMessage, placeSpan, type TaggedPlace } from './taggedPlaces.ts';

/** Tags in the text and in the margin of the messages that are in the DOM. */
export class TagLayer {
  readonly #layer = new HighlightLayer();
  readonly #open: (place: TaggedPlace) => void;

  constructor(open: (place: TaggedPlace) => void) {
    this.#open = open;
  }

  clear(article?: Element): void {
    this.#layer.clear(article);
  }

  /** Draws the tags of one message afresh. */
  draw(
    article: HTMLElement,
    messageId: string,
    places: PlacesByMessage,
    codebook: Codebook,
    active: string | undefined,
  ): void {
    this.#layer.clear(article);
    const here = places.get(messageId) ?? [];
    const margin = article.querySelector(':scope > .margin');
    if (here.length === 0 && margin?.childElementCount === 0) return;
    for (const region of here.length === 0 ? [] : regionsIn(article)) {
      for (const place of here) {
        const span = placeSpan(place, region);
        if (span === undefined) continue;
        const name = kindClass(codebook, place.tag.kind);
        const range = staticRange(region, span);
        this.#layer.add(article, name, range, 10);
        if (place.tag.id === active) this.#layer.add(article, `${name}-active`, range, 20);
      }
    }
    const focused =
      margin?.contains(document.activeElement) === true
        ? (document.activeElement as HTMLElement).dataset.tag
        : undefined;
    margin?.replaceChildren(...onePerTag(here).map((place) => this.#mark(place, codebook, active)));
    if (focused !== undefined) margin?.querySelector<HTMLElement>(`[data-tag="${CSS.escape(focused)}"]`)?.focus();
    article.classList.toggle(
      'tagged',
      here.some((place) => place.target.part === undefined),
    );
  }

  #mark(place: TaggedPlace, codebook: Codebook, active: string | undefined): HTMLElement {
    const { tag, target } = place;
    const title = codebook.kinds.find(({ id }) => id === tag.kind)?.title ?? tag.kind;
    const half = tag.status === 'open' ? ', open' : '';
    const role = target.role === 'at' ? '' : ` · ${target.role}`;
    const mark = element(
      'button',
      {
        className: `mark ${kindClass(codebook, tag.kind)}${tag.id === active ? ' active' : ''}${tag.own ? '' : ' foreign'}`,
        type: 'button',
        tabindex: tabStop(place, active),
        'data-tag': tag.id,
        title: `${title}${role}${half} — ${tag.reviewer}`,
      },
      element('span', { className: 'shape', 'aria-hidden': 'true' }),
      element('span', { className: 'mark-title' }, `${title}${role}`),
      half === '' && target.outcome !== 'moved' && target.outcome !== 'ambiguous' && target.outcome !== 'lost'
        ? undefined
        : element('span', { className: 'state' }, half === '' ? (target.outcome ?? '') : 'open'),
    );
    mark.addEventListener('click', () => this.#open(place));
    return mark;
  }
}

/** Marks join the tab order only while their message has the focus; see the view's focus handling. */
const tabStop = (place: TaggedPlace, active: string | undefined): string => (place.tag.id === active ? '0' : '-1');

/** A tag with several spans of one role in a message is one mark. */
function onePerTag(places: readonly TaggedPlace[]): readonly TaggedPlace[] {
  const seen = new Set<string>();
  return [...places].sort(comparePlaces).filter(({ tag, target }) => {
    const key = `${tag.id}\n${target.role}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
