import type * as vscode from 'vscode';

/**
 * VS Code keys undo stacks by URI. A panel on the data file's own URI would share its stack with the
 * file's text editor, so a panel's document is the same file under a query of ours. Adjudication edits
 * another tag file, so it is another document again.
 */
const queries = { review: 'plumbline', adjudicate: 'plumbline-adjudicate' } as const;

/** What a panel's document is for: the reviewer's own tags, or the consensus of all. */
export type PanelPurpose = keyof typeof queries;

export const viewType = 'plumbline.transcript';

export function toPanelUri(data: vscode.Uri, purpose: PanelPurpose = 'review'): vscode.Uri {
  return data.with({ query: queries[purpose], fragment: '' });
}

/** Undefined for a URI that is not a panel's: the data file's own. */
export function purposeOf(uri: vscode.Uri): PanelPurpose | undefined {
  return uri.query === queries.review ? 'review' : uri.query === queries.adjudicate ? 'adjudicate' : undefined;
}

export function toDataUri(uri: vscode.Uri): vscode.Uri {
  return uri.with({ query: '', fragment: '' });
}
