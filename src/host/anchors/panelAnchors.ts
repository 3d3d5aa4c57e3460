import { viewReanchors } from '../../panel/viewReanchors.ts';
import type { Post } from '../panel/panelPane.ts';
import type { TranscriptDocument } from '../panel/transcriptDocument.ts';
import type { Services } from '../services.ts';
import { findMoved } from './findMoved.ts';

/** Tells a page which of the reviewer's tags are not where they were kept, as the tags and the data change. */
export class PanelAnchors {
  readonly #document: TranscriptDocument;
  readonly #post: Post;
  readonly #services: Services;
  #looked: readonly unknown[] = [];
  #looking = new AbortController();
  #posted = '';

  constructor(document: TranscriptDocument, post: Post, services: Services) {
    this.#document = document;
    this.#post = post;
    this.#services = services;
  }

  /** The page starts over: it holds nothing. */
  forget(): void {
    this.#looked = [];
    this.#posted = '';
  }

  /** Looks again where the tags or the data are other than they were at the last look. */
  look(): void {
    const now = [this.#document.tagFile, this.#document.opened];
    if (now.every((each, i) => each === this.#looked[i])) return;
    this.#looked = now;
    this.#looking.abort();
    this.#looking = new AbortController();
    this.#find(this.#looking.signal).catch(this.#services.report);
  }

  dispose(): void {
    this.#looking.abort();
  }

  async #find(signal: AbortSignal): Promise<void> {
    const { found, unread } = await findMoved(this.#document, this.#services, signal);
    if (signal.aborted) return;
    const message = viewReanchors(found, unread);
    const posted = JSON.stringify(message);
    // A page that was told nothing knows of none.
    if (posted === this.#posted || (this.#posted === '' && found.length === 0)) return;
    this.#posted = posted;
    await this.#post(message);
  }
}
