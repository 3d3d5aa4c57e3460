import type { Codebook } from '../core/codebook/codebook.ts';
import type { ViewTag } from '../panel/messages.ts';
import { element } from './element.ts';
import { HighlightLayer } from './highlightLayer.ts';
import { kindClass } from './kindStyles.ts';
import { regionsIn, staticRange } from './region.ts';
import { reviewerChipElement } from './reviewerChip.ts';
import { comparePlaces, type PlacesByMessage, placeSpan, type TaggedPlace } from './taggedPlaces.ts';

/** How tags are drawn: which is active, and whether each tells whose it is. */
export interface TagLook {
  readonly codebook: Codebook;
  readonly active: string | undefined;
  readonly chips: boolean;
}

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
  draw(article: HTMLElement, messageId: string, places: PlacesByMessage, look: TagLook): void {
    const { codebook, active } = look;
    this.#layer.clear(article);
    const here = places.get(messageId) ?? [];
    const margin = article.querySelector(':scope > .margin');
    if (here.length === 0 && margin?.childElementCount === 0) return;
    for (const region of here.length === 0 ? [] : regionsIn(article)) {
      for (const place of here) {
        const span = placeSpan(place, region);
        if (span === undefined) continue;
        const name = kindClass(codebook, place.tag.kind);
        const { suggested = false } = place.tag;
        const range = staticRange(region, span);
        this.#layer.add(article, suggested ? `${name}-suggested` : name, range, suggested ? 5 : 10);
        if (place.tag.id === active) this.#layer.add(article, `${name}-active`, range, 20);
      }
    }
    const focused =
      margin?.contains(document.activeElement) === true
        ? (document.activeElement as HTMLElement).dataset.tag
        : undefined;
    margin?.replaceChildren(...onePerTag(here).map((place) => this.#mark(place, look)));
    if (focused !== undefined) margin?.querySelector<HTMLElement>(`[data-tag="${CSS.escape(focused)}"]`)?.focus();
    article.classList.toggle(
      'tagged',
      here.some((place) => place.target.part === undefined),
    );
  }

  #mark(place: TaggedPlace, { codebook, active, chips }: TagLook): HTMLElement {
    const { tag, target } = place;
    const title = codebook.kinds.find(({ id }) => id === tag.kind)?.title ?? tag.kind;
    const half = tag.status === 'open' ? ', open' : '';
    const role = target.role === 'at' ? '' : ` · ${target.role}`;
    const mark = element(
      'button',
      {
        className: `mark ${kindClass(codebook, tag.kind)}${tag.id === active ? ' active' : ''}${tag.own ? '' : ' foreign'}${apart(tag)}`,
        type: 'button',
        tabindex: tabStop(place, active),
        'data-tag': tag.id,
        title: `${title}${role}${half} — ${tag.reviewer}${words(tag)}`,
      },
      element('span', { className: 'shape', 'aria-hidden': 'true' }),
      element('span', { className: 'mark-title' }, `${title}${role}`),
      chips ? reviewerChipElement(tag.reviewer) : undefined,
      half === '' && target.outcome !== 'moved' && target.outcome !== 'ambiguous' && target.outcome !== 'lost'
        ? undefined
        : element('span', { className: 'state' }, half === '' ? (target.outcome ?? '') : 'open'),
    );
    mark.addEventListener('click', () => this.#open(place));
    return mark;
  }
}

/** What is suggested, and what was agreed on, stands apart from what people tagged. */
const apart = ({ suggested, taken, consensus }: ViewTag): string =>
  suggested ? ` suggested ${taken ?? ''}` : consensus ? ' consensus' : '';

const words = ({ suggested, taken, consensus }: ViewTag): string =>
  suggested ? `, suggested${taken === undefined ? '' : `, ${taken}`}` : consensus ? ', agreed on' : '';

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
