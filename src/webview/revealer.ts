import { codePointLength, spanToUtf16 } from '../core/text/codePoints.ts';
import type { Reveal } from '../panel/messages.ts';
import { HighlightLayer } from './highlightLayer.ts';
import type { HostPort } from './hostPort.ts';
import { unfold } from './partFolding.ts';
import { liveRange, type Region, staticRange } from './region.ts';
import type { TranscriptView } from './transcriptView.ts';

export type Place = Omit<Reveal, 'type'>;

/** Brings a place into view, now or when its message or the rest of its text has come. */
export class Revealer {
  readonly #view: TranscriptView;
  readonly #port: HostPort;
  readonly #focus: (pane: Place['pane'], index: number) => void;
  readonly #layer = new HighlightLayer();
  #waiting: Place | undefined;

  constructor(view: TranscriptView, port: HostPort, focus: (pane: Place['pane'], index: number) => void) {
    this.#view = view;
    this.#port = port;
    this.#focus = focus;
  }

  reveal(place: Place): void {
    this.#waiting = undefined;
    this.#layer.clear();
    const open = this.#view.opened(place.pane);
    if (open === undefined || open.name !== place.name) {
      this.#waiting = place;
      return;
    }
    if (place.message === undefined) return;
    const index = this.#view.indexOf(place.pane, place.message);
    const article = index === undefined ? undefined : this.#view.build(place.pane, index);
    if (index === undefined || article === undefined) {
      this.#waiting = place;
      return;
    }
    if (place.focus) this.#focus(place.pane, index);
    const region =
      place.part === undefined
        ? undefined
        : this.#view.region(place.pane, { message: place.message, part: place.part });
    if (region === undefined || place.span === undefined) {
      this.#scrollTo(() => article.getBoundingClientRect());
      return;
    }
    if (this.#lacks(region, place.span.end)) {
      this.#waiting = place;
      const part = { message: region.message, part: region.part };
      this.#port.send({ type: 'loadText', pane: place.pane, name: place.name, region: part, from: region.text.length });
      article.scrollIntoView({ block: 'center' });
      return;
    }
    unfold(region.element);
    const span = spanToUtf16(region.text, place.span);
    // A tag shows itself as the active one.
    if (place.tag === undefined) this.#layer.add(article, 'revealed', staticRange(region, span), 30);
    const range = liveRange(region, span);
    this.#scrollTo(() => (range ?? article).getBoundingClientRect());
  }

  /** Tries again what could not be shown before. */
  retry(): void {
    if (this.#waiting !== undefined) this.reveal(this.#waiting);
  }

  forget(): void {
    this.#waiting = undefined;
    this.#layer.clear();
  }

  #lacks(region: Region, end: number): boolean {
    return region.text.length < region.fullLength && codePointLength(region.text) < end;
  }

  /** Twice: sections that come near the screen get their true height only in the next frame. */
  #scrollTo(measure: () => DOMRect): void {
    const { root } = this.#view;
    const scroll = (): void => {
      const box = root.getBoundingClientRect();
      const { top, bottom } = measure();
      if (top < box.top + 24 || bottom > box.bottom - 24)
        root.scrollTop += top - box.top - Math.max(24, (box.height - (bottom - top)) / 3);
    };
    scroll();
    requestAnimationFrame(() => requestAnimationFrame(scroll));
  }
}
