import type { ViewMessage } from '../panel/messages.ts';
import { element } from './element.ts';

/** Rows to a section: enough that few sections are on screen, few enough that one is quick to lay out. */
export const sectionLength = 50;

/** A stretch of rows that is laid out only near the screen; keeps an estimated height until then. */
export class TranscriptSection {
  readonly element = element('div', { className: 'section' });
  readonly first: number;
  count: number;
  #rows: (HTMLElement | undefined)[] = [];

  constructor(first: number, count: number) {
    this.first = first;
    this.count = count;
    this.element.style.minHeight = `${count * 90}px`;
  }

  /** Puts a message at its row; in a comparison each row has a cell for either side. */
  place(row: number, article: HTMLElement, side: 'a' | 'b', compared: boolean): void {
    const at = row - this.first;
    if (!compared) {
      this.#rows[at] = article;
      this.element.insertBefore(article, this.#next(at));
      return;
    }
    const line = this.#rows[at] ?? this.#addLine(at);
    line.children[side === 'a' ? 0 : 1]?.append(article);
  }

  /** Lets go of rows from `row` on, and takes `count` in all from now on. Their articles are the caller's to remove. */
  resize(row: number, count: number): void {
    this.#rows.length = Math.min(this.#rows.length, Math.max(0, row - this.first));
    this.count = count;
  }

  rowElement(row: number): HTMLElement | undefined {
    return this.#rows[row - this.first];
  }

  /** All rows are there: the height that the section has while it is not laid out, in pixels. */
  settle(height: number): void {
    this.element.style.minHeight = '';
    this.element.style.containIntrinsicBlockSize = `auto ${Math.round(height)}px`;
  }

  #addLine(at: number): HTMLElement {
    const line = element(
      'div',
      { className: 'row' },
      element('div', { className: 'cell' }),
      element('div', { className: 'cell' }),
    );
    this.#rows[at] = line;
    this.element.insertBefore(line, this.#next(at));
    return line;
  }

  #next(at: number): HTMLElement | null {
    for (let i = at + 1; i < this.#rows.length; i++) {
      const row = this.#rows[i];
      if (row !== undefined) return row;
    }
    return null;
  }
}

/** Rough height of a message in pixels: what the scroll bar goes by until the message is laid out. */
export function estimateHeight(message: ViewMessage, foldLines: number): number {
  let height = 40;
  for (const part of message.parts) {
    const texts = part.arguments?.map((argument) => argument.text) ?? [part.text];
    for (const text of texts) {
      const lines = Math.ceil(text.length / 90);
      height += 24 + 19 * (part.type === 'text' || foldLines === 0 ? lines : Math.min(lines, foldLines));
    }
  }
  return height;
}
