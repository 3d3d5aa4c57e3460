import { hiddenCharacters } from './hiddenCharacters.ts';
import { HighlightLayer } from './highlightLayer.ts';
import { markupSpans } from './markup.ts';
import { type Region, regionsIn, staticRange } from './region.ts';
import { SliceQueue } from './sliceQueue.ts';

/** Colours of Markdown and JSON, and marks of hidden characters, for the sections near the screen only. */
export class MarkupLayer {
  readonly #layer = new HighlightLayer();
  readonly #wanted = new Map<Element, Element[]>();
  readonly #queue = new SliceQueue(() => this.#step());
  color = true;

  show(section: Element): void {
    const waiting = [...section.querySelectorAll('.message')].filter((article) => !this.#layer.has(article));
    this.#wanted.set(section, waiting);
    this.#queue.start();
  }

  hide(section: Element): void {
    this.#wanted.delete(section);
    for (const article of section.querySelectorAll('.message')) this.#layer.clear(article);
  }

  clear(article?: Element): void {
    if (article === undefined) this.#wanted.clear();
    this.#layer.clear(article);
  }

  refresh(article: Element): void {
    this.#layer.clear(article);
    this.#draw(article);
  }

  #step(): boolean {
    for (const [section, articles] of this.#wanted) {
      const next = articles.shift();
      if (next === undefined) {
        this.#wanted.delete(section);
        continue;
      }
      this.#draw(next);
      return true;
    }
    return false;
  }

  #draw(article: Element): void {
    // It may have been let go while it waited.
    if (!article.isConnected) return;
    for (const region of regionsIn(article)) {
      if (region.element.classList.contains('has-hidden')) this.#markHidden(article, region);
      if (!this.color) continue;
      for (const { start, end, style } of markupSpans(region.text, readsMarkdown(region))) {
        this.#layer.add(article, `markup-${style}`, staticRange(region, { start, end }));
      }
    }
  }

  /** What cannot be seen is marked on its neighbours. */
  #markHidden(article: Element, region: Region): void {
    for (const { start, end } of hiddenCharacters(region.text)) {
      this.#layer.add(
        article,
        'hidden-character',
        staticRange(region, { start: Math.max(0, start - 1), end: Math.min(region.text.length, end + 1) }),
        5,
      );
    }
  }
}

function readsMarkdown({ element }: Region): boolean {
  const part = element.closest('.part');
  return (
    part !== null &&
    (part.classList.contains('text') || part.classList.contains('reasoning') || part.classList.contains('document'))
  );
}
