/**
 * The contract between the extension and the pages that tell about many files at once (agreement, adjudication,
 * anchors, ...). As with the panel: host to page complete snapshots, page to host intents, no replies.
 */

/** What a kind of report shows and can be asked; each kind has a file `<kind>Report.ts` beside this one. */
export interface ReportSnapshot<Kind extends string = string, Data = unknown> {
  readonly type: 'didShow';
  readonly kind: Kind;
  readonly data: Data;
}

export type ReportMessage =
  | ReportSnapshot
  /** Being computed; what is shown, if anything, is of before. `done` from 0 to 1. */
  | { readonly type: 'didProgress'; readonly done: number; readonly text: string }
  | { readonly type: 'didFail'; readonly text: string };

export type ReportIntent<Own extends { readonly type: string } = { readonly type: string }> =
  | { readonly type: 'ready' }
  /** Stop what is being computed. */
  | { readonly type: 'cancel' }
  /** Go to a place: a locator whose file is relative to the workspace folder. */
  | { readonly type: 'openPlace'; readonly locator: string }
  | { readonly type: 'openTag'; readonly tag: string; readonly side?: number }
  | { readonly type: 'copyText'; readonly text: string }
  | { readonly type: 'runCommand'; readonly command: 'undo' | 'redo' | 'save' }
  | { readonly type: 'own'; readonly intent: Own };
