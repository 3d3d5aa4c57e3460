import type { PaneId, Reveal, ViewTag } from '../panel/messages.ts';
import type { Drafts } from './drafts.ts';
import type { HostPort } from './hostPort.ts';
import type { TemplateResult } from './html.ts';
import type { PageState } from './state.ts';
import type { Store } from './store.ts';
import type { PanePlaces } from './taggedPlaces.ts';
import type { TranscriptView } from './transcriptView.ts';

/** What the page's actions and templates work on. */
export interface PageContext {
  readonly port: HostPort;
  readonly store: Store;
  readonly view: TranscriptView;
  readonly drafts: Drafts;
  readonly places: PanePlaces;
  /** Says it in the status line, which screen readers follow. */
  say(text: string): void;
  reveal(place: Omit<Reveal, 'type'>): void;
  focusMessage(pane: PaneId, index: number): void;
  /** Puts keyboard focus back on the message that had it, or on the list. */
  focusBack(): void;
  /** The selection was changed by a key: look at it now, not at the next frame. */
  selectionMoved(): void;
  /** What the file holds: its transcripts, or the table of its records. */
  readonly list: ListPort;
}

/** A list that fills the stage: templates draw it, `drawn` asks for what it lacks. */
export interface ListPort {
  /** Id of the element whose scrolling has it drawn anew. */
  readonly scroller: string;
  view(state: PageState): TemplateResult;
  drawn(): void;
  /** Whether the key meant anything in it. */
  key(event: KeyboardEvent): boolean;
  focus(): void;
  /** The transcript that the keyboard is on. */
  name(): string | undefined;
}

export function tagOf(state: PageState, id: string | undefined): ViewTag | undefined {
  if (id === undefined) return undefined;
  return state.tags.tags.find((tag) => tag.id === id) ?? state.tags.tray.find((tag) => tag.id === id);
}

export function kindTitle(state: PageState, kind: string): string {
  return state.file?.codebook.kinds.find(({ id }) => id === kind)?.title ?? kind;
}
