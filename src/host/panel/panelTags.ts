import type { HostMessage, PaneId } from '../../panel/messages.ts';
import { viewAdjudication } from '../../panel/viewAdjudication.ts';
import { viewTags } from '../../panel/viewTags.ts';
import { PanelAnchors } from '../anchors/panelAnchors.ts';
import type { Services } from '../services.ts';
import { type PanelPane, type Post, viewProblem } from './panelPane.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';
import { worksBlind } from './worksBlind.ts';

/** The tags that a page shows: a complete snapshot whenever they, or what is shown, change. */
export class PanelTags {
  readonly #document: TranscriptDocument;
  readonly #services: Services;
  readonly #post: Post;
  #posted = '';
  #adjudication = '';
  readonly #anchors: PanelAnchors;
  #counts: Readonly<Record<string, number>> = {};

  constructor(document: TranscriptDocument, services: Services, post: Post) {
    this.#document = document;
    this.#services = services;
    this.#post = post;
    this.#anchors = new PanelAnchors(document, post, services);
  }

  /** Tags of a transcript of the panel's file, as last posted. */
  countOf(transcript: string): number {
    return this.#counts[transcript] ?? 0;
  }

  /** The page starts over: it holds nothing. */
  forget(): void {
    this.#posted = '';
    this.#adjudication = '';
    this.#anchors.forget();
  }

  dispose(): void {
    this.#anchors.dispose();
  }

  /** The index echoes each edit of this panel's own: then `ifChanged` spares the page a snapshot that it has. */
  send(panes: ReadonlyMap<PaneId, PanelPane>, when?: 'ifChanged'): void {
    const document = this.#document;
    const { codebooks, tagIndex, settings } = this.#services;
    const blind = worksBlind(settings, document);
    const scene = {
      dataFile: document.dataUri.path,
      ownPath: document.tagUri.path,
      codebook: codebooks.of(document.dataUri),
      sources: tagIndex.sources(document.dataUri),
      shown: [...panes.values()].map((pane) => ({ dataFile: pane.opened.uri.path, transcript: pane.transcript })),
      blind,
    };
    const notice = document.notice();
    const viewed = viewTags(scene, document.reviewer);
    this.#counts = viewed.counts;
    const snapshot: HostMessage = {
      type: 'didChangeTags',
      ...viewed,
      reviewed: document.tagFile.items.reviewed.map((item) => item.id),
      problems: document.tagFile.problems.map(viewProblem),
      ...(notice !== undefined && { notice }),
      ...(blind && { blind: true }),
      dirty: document.dirty,
    };
    const posted = JSON.stringify(snapshot);
    if (when !== 'ifChanged' || posted !== this.#posted) {
      this.#posted = posted;
      void this.#post(snapshot);
    }
    if (document.purpose === 'adjudicate') this.#sendAdjudication(panes);
    this.#anchors.look();
  }

  /** After the tags that it is about. */
  #sendAdjudication(panes: ReadonlyMap<PaneId, PanelPane>): void {
    const { dataUri } = this.#document;
    const shown = panes.get('a');
    const transcript = shown?.opened.uri.path === dataUri.path ? shown.transcript : undefined;
    const snapshot = viewAdjudication(this.#services.adjudications.of(dataUri).clusters, transcript);
    const posted = JSON.stringify(snapshot);
    if (posted === this.#adjudication) return;
    this.#adjudication = posted;
    void this.#post(snapshot);
  }
}
