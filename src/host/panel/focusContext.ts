import * as vscode from 'vscode';
import type { PanelIntent } from '../../panel/intents.ts';
import type { PanelHost } from './panelHost.ts';

type Focus = Extract<PanelIntent, { type: 'didFocus' }>;

const tags = new WeakMap<object, string>();

/** The tag that the page of a panel is at. */
export function focusedTag(panel: object): string | undefined {
  return tags.get(panel);
}

/** Keep the context keys that our keybindings' `when` clauses read in step with the active page. */
export async function setFocusContext(panel: PanelHost, focus: Focus): Promise<void> {
  if (focus.tag === undefined) tags.delete(panel);
  else tags.set(panel, focus.tag);
  if (!panel.webviewPanel.active) return;
  await setContext(focus.selection, focus.tag !== undefined, focus.input, focus.transcript !== undefined);
}

export async function clearFocusContext(): Promise<void> {
  await setContext(false, false, false, false);
}

async function setContext(selection: boolean, tag: boolean, input: boolean, transcript: boolean): Promise<void> {
  const set = (key: string, value: boolean): Thenable<unknown> =>
    vscode.commands.executeCommand('setContext', key, value);
  await Promise.all([
    set('plumbline.hasSelection', selection),
    set('plumbline.tagFocused', tag),
    set('plumbline.inputFocused', input),
    set('plumbline.transcriptShown', transcript),
  ]);
}
