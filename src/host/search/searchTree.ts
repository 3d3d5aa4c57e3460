import * as vscode from 'vscode';
import { placeText, problemText } from '../../core/problemText.ts';
import type { ContextLine } from '../../core/search/contextLine.ts';
import { formatLocator } from '../../core/transcripts/locatorText.ts';
import type { FileNode, HitNode, ProblemNode, SearchNode, TranscriptNode } from './searchResults.ts';

/** The native tree of what a search found: file, transcript, match. */
export class SearchTree implements vscode.TreeDataProvider<SearchNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #files: () => readonly FileNode[];

  constructor(files: () => readonly FileNode[]) {
    this.#files = files;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  getChildren(node?: SearchNode): SearchNode[] {
    if (node === undefined) return [...this.#files()];
    if (node.type === 'file') return [...node.children];
    return node.type === 'transcript' ? [...node.hits] : [];
  }

  getParent(node: SearchNode): SearchNode | undefined {
    if (node.type === 'hit') return node.transcript;
    return node.type === 'file' ? undefined : node.file;
  }

  getTreeItem(node: SearchNode): vscode.TreeItem {
    switch (node.type) {
      case 'file':
        return fileItem(node);
      case 'transcript':
        return transcriptItem(node);
      case 'hit':
        return hitItem(node);
      case 'problem':
        return problemItem(node);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function fileItem({ uri, hits }: FileNode): vscode.TreeItem {
  const item = new vscode.TreeItem(uri, vscode.TreeItemCollapsibleState.Expanded);
  item.id = uri.toString();
  item.contextValue = 'file';
  item.iconPath = vscode.ThemeIcon.File;
  const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'));
  item.description = [hits, folder === vscode.Uri.joinPath(uri, '..').path ? '' : folder].filter(Boolean).join(' · ');
  return item;
}

function transcriptItem({ file, name, record, hits }: TranscriptNode): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${file.uri} ${record}`;
  item.contextValue = 'transcript';
  item.iconPath = new vscode.ThemeIcon('comment-discussion');
  item.description = String(hits.length);
  return item;
}

function hitItem(node: HitNode): vscode.TreeItem {
  const { hit, transcript } = node;
  const item = new vscode.TreeItem(labelOf(hit), vscode.TreeItemCollapsibleState.None);
  const { message, part, span } = hit;
  item.id = formatLocator({ file: transcript.file.uri.toString(), transcript: hit.transcript, message, part, span });
  item.contextValue = 'hit';
  item.description = hit.partType === 'text' ? hit.role : `${hit.role}, ${hit.partType.replace('_', ' ')}`;
  item.tooltip = new vscode.MarkdownString().appendText(`${hit.transcript} ${message}\n\n${hit.line}`);
  item.accessibilityInformation = { label: `${hit.line}, ${item.description}` };
  item.command = {
    command: 'plumbline.openSearchResult',
    title: vscode.l10n.t('Show in Panel'),
    arguments: [node],
  };
  return item;
}

/** A view is narrow: of what stands before the match, so much that the match is seen. */
const lead = 20;

function labelOf({ line, match }: ContextLine): vscode.TreeItemLabel {
  let from = match.start > lead + 1 ? match.start - lead : 0;
  if (/[\udc00-\udfff]/.test(line[from] ?? '')) from++;
  const cut = from === 0 ? '' : '…';
  const shift = cut.length - from;
  return { label: cut + line.slice(from), highlights: [[match.start + shift, match.end + shift]] };
}

function problemItem({ problem, file }: ProblemNode): vscode.TreeItem {
  const item = new vscode.TreeItem(problemText(problem), vscode.TreeItemCollapsibleState.None);
  item.id = `${file.uri} ${file.children.findIndex((child) => child.type === 'problem' && child.problem === problem)} problem`;
  item.iconPath = new vscode.ThemeIcon(problem.severity === 'error' ? 'error' : 'warning');
  const { file: _file, ...at } = problem.at;
  item.description = placeText({ ...problem, at });
  return item;
}
