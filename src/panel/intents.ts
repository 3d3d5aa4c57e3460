import type { Reply } from '../core/tags/tag.ts';
import type { Json } from '../core/text/json.ts';
import type { PartSelector } from '../core/transcripts/locator.ts';
import type { AdjudicationIntent } from './adjudicationMessages.ts';
import type { AnchorIntent } from './anchorMessages.ts';
import type { PaneId, Region } from './messages.ts';
import type { RecordIntent, RecordsWhere } from './recordMessages.ts';

/**
 * What the page asks of the extension: intents, never state, and no reply is owed. `messages.ts` is
 * the other direction; `parseIntent.ts` checks what arrives.
 */

/** A place a reviewer selected, as the page sees it. The host turns it into an anchored Target. */
export interface SelectedTarget {
  readonly role: string;
  readonly pane: PaneId;
  readonly transcript: string;
  readonly message?: string;
  readonly part?: PartSelector;
  readonly start?: number;
  readonly end?: number;
}

export type PanelIntent =
  | RecordIntent
  | AdjudicationIntent
  | AnchorIntent
  /** The page (re)loaded. `where` is what it persisted with `setState`. */
  | { readonly type: 'ready'; readonly where?: PanelWhere }
  | { readonly type: 'openTranscript'; readonly pane: PaneId; readonly name: string; readonly file?: string }
  /**
   * Show a thread in place of the one shown; without `thread` the main one again, where that was left.
   * With `at`, the index of a message, the range around it is sent, and the page itself goes there.
   */
  | { readonly type: 'openThread'; readonly pane: PaneId; readonly thread?: string; readonly at?: number }
  | { readonly type: 'showList' }
  /** Try once more to open the file. */
  | { readonly type: 'reopen' }
  /** `right` absent: the host asks which one with a quick pick. */
  | {
      readonly type: 'compare';
      readonly left: { readonly name: string };
      readonly right?: { readonly name: string; readonly file?: string };
    }
  | { readonly type: 'loadRange'; readonly pane: PaneId; readonly start: number }
  | {
      readonly type: 'loadText';
      readonly pane: PaneId;
      readonly name: string;
      readonly region: Region;
      readonly from: number;
    }
  | { readonly type: 'loadImage'; readonly pane: PaneId; readonly name: string; readonly region: Region }
  /** What the log of the pane's transcript tells, as a tree. */
  | { readonly type: 'loadEvents'; readonly pane: PaneId }
  /** Rows now visible in the list whose counts are not known: parse and refine them. */
  | { readonly type: 'describeEntries'; readonly records: readonly number[] }
  | { readonly type: 'find'; readonly pane: PaneId; readonly query: string }
  | {
      readonly type: 'addTag';
      readonly id: string;
      readonly kind: string;
      readonly targets: readonly SelectedTarget[];
      /** The score whose citation this accepts. */
      readonly suggestedBy?: string;
    }
  /** Add a side to a pair, mine, here or in another file (then it becomes a link). */
  | {
      readonly type: 'addTarget';
      readonly id: string;
      readonly tag: string;
      readonly targets: readonly SelectedTarget[];
    }
  | { readonly type: 'removeTarget'; readonly tag: string; readonly target: number }
  | { readonly type: 'setField'; readonly tag: string; readonly field: string; readonly value?: Json }
  | { readonly type: 'setConfidence'; readonly tag: string; readonly value?: number }
  | { readonly type: 'setNote'; readonly tag: string; readonly text: string }
  | { readonly type: 'removeTag'; readonly tag: string }
  /** Said to another reviewer's tag, or a suggestion; kept in my own file. */
  | {
      readonly type: 'addReply';
      readonly id: string;
      readonly to: string;
      readonly stance: Reply['stance'];
      readonly text: string;
    }
  | {
      readonly type: 'changeReply';
      readonly reply: string;
      readonly stance: Reply['stance'];
      readonly text: string;
    }
  | { readonly type: 'removeReply'; readonly reply: string }
  /** Make a suggestion my own tag, with a new id; or say that it is none. */
  | { readonly type: 'acceptSuggestion'; readonly id: string; readonly tag: string }
  | { readonly type: 'rejectSuggestion'; readonly id: string; readonly tag: string }
  /** Put the two versions that git left in the tag file together. */
  | { readonly type: 'resolveConflict' }
  | { readonly type: 'setReviewed'; readonly transcript: string; readonly reviewed: boolean }
  /** Show a place of a transcript that is open, in whichever thread it is. */
  | { readonly type: 'goToPlace'; readonly target: Omit<SelectedTarget, 'role'> }
  /** Select the exact characters in the source text. */
  | { readonly type: 'openSource'; readonly target: Omit<SelectedTarget, 'role'> }
  | { readonly type: 'copyLink'; readonly target: Omit<SelectedTarget, 'role'> }
  | { readonly type: 'copyText'; readonly text: string }
  /** Go to one end of a tag, wherever it is. */
  | { readonly type: 'goTo'; readonly tag: string; readonly target: number; readonly file?: string }
  | { readonly type: 'openTagFile'; readonly tag: string }
  /** Undo, redo and save where the page has the keys. */
  | { readonly type: 'runCommand'; readonly command: 'undo' | 'redo' | 'save' }
  /** What the context keys need: what is selected and focused. */
  | {
      readonly type: 'didFocus';
      readonly selection: boolean;
      readonly tag?: string;
      readonly input: boolean;
      readonly transcript?: string;
    };

/** What a reviewer was looking at: persisted by the page, never domain data. */
export interface PanelWhere {
  readonly mode: 'list' | 'transcript' | 'compare';
  readonly name?: string;
  readonly message?: string;
  readonly right?: { readonly name: string; readonly file?: string };
  readonly filter?: string;
  /** Whose tags are shown, where not everyone's: `mine`, or the authors'. */
  readonly whose?: 'mine' | readonly string[];
  readonly records?: RecordsWhere;
}
