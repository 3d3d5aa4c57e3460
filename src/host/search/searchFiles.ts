import * as vscode from 'vscode';
import type { Panels } from '../panel/panels.ts';
import { toDataUri } from '../panel/panelUri.ts';

/** Names under which transcripts are kept. What a file is shows its content; the others are not opened. */
const endings = 'json jsonl ndjson eval traj txt md csv tsv parquet log json.gz jsonl.gz'.split(' ');
const pattern = `**/*.{${endings.join(',')}}`;

/** Data files of the workspace, by path. */
export async function workspaceFiles(): Promise<vscode.Uri[]> {
  const files = await vscode.workspace.findFiles(pattern, '**/{node_modules,.git}/**');
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Data files that are open in a panel or as text, in the order of their tabs. */
export function openFiles(panels: Panels): vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.input));
  const uris = tabs.flatMap((input) =>
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? [toDataUri(input.uri)] : [],
  );
  const all = [...uris, ...panels.all.map((panel) => panel.document.dataUri)].filter(isData);
  return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
}

function isData(uri: vscode.Uri): boolean {
  const path = uri.path.toLowerCase();
  return endings.some((ending) => path.endsWith(`.${ending}`)) && uri.scheme !== 'plumbline-record';
}
