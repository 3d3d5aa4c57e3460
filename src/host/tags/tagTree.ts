import * as vscode from 'vscode';
import { kindOf } from '../../core/codebook/codebook.ts';
import { dirname } from '../../core/text/paths.ts';
import { isComplete, targetFile } from '../../panel/viewTags.ts';
import type { Codebooks } from '../codebook/codebooks.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { SeenTag, SeenTags } from './seenTags.ts';

type Node =
  | { readonly type: 'group'; readonly key: string; readonly file?: vscode.Uri; readonly tags: readonly TagNode[] }
  | TagNode;
interface TagNode extends SeenTag {
  readonly type: 'tag';
}

export type Grouping = 'file' | 'kind';

/** The native tree of every tag of the workspace, by data file or by kind. */
export class TagTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #tags: SeenTags;
  readonly #codebooks: Codebooks;
  readonly #memory: vscode.Memento;

  constructor(tags: SeenTags, codebooks: Codebooks, memory: vscode.Memento) {
    this.#tags = tags;
    this.#codebooks = codebooks;
    this.#memory = memory;
    this.#store.add(tags.onDidChange(() => this.#changed.fire(undefined)));
    this.#store.add(codebooks.onDidChange(() => this.#changed.fire(undefined)));
    this.#store.add(vscode.window.createTreeView('plumbline.tags', { treeDataProvider: this, showCollapseAll: true }));
    void this.#setContext();
  }

  get grouping(): Grouping {
    return this.#memory.get<Grouping>('plumbline.tagGrouping', 'file');
  }

  async group(by: Grouping): Promise<void> {
    await this.#memory.update('plumbline.tagGrouping', by);
    await this.#setContext();
    this.#changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined) return node.type === 'group' ? [...node.tags] : [];
    await this.#tags.ready;
    return this.#groups();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.type === 'group' ? this.#groupItem(node) : this.#tagItem(node);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #setContext(): Thenable<unknown> {
    return vscode.commands.executeCommand('setContext', 'plumbline.tagGrouping', this.grouping);
  }

  #groups(): Node[] {
    const groups = new Map<string, { file?: vscode.Uri; tags: TagNode[] }>();
    for (const { linked, uri } of this.#tags.all()) {
      const file = uri.with({ path: linked.source.dataFile });
      const key = this.grouping === 'file' ? file.toString() : linked.tag.kind;
      const group = groups.get(key) ?? { ...(this.grouping === 'file' && { file }), tags: [] };
      group.tags.push({ type: 'tag', linked, uri });
      groups.set(key, group);
    }
    return [...groups]
      .map(([key, group]): Node => ({ type: 'group', key, ...group }))
      .sort((a, b) => (a.type === 'group' && b.type === 'group' ? a.key.localeCompare(b.key) : 0));
  }

  #groupItem(node: Extract<Node, { type: 'group' }>): vscode.TreeItem {
    const kind = node.file === undefined ? kindOf(this.#codebooks.merged, node.key) : undefined;
    const label =
      node.file === undefined ? (kind?.title ?? node.key) : node.file.path.slice(node.file.path.lastIndexOf('/') + 1);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `group ${node.key}`;
    item.contextValue = 'group';
    if (node.file === undefined) {
      item.description = String(node.tags.length);
      item.iconPath = new vscode.ThemeIcon('tag', kind && new vscode.ThemeColor(kind.color));
    } else {
      item.resourceUri = node.file;
      item.iconPath = vscode.ThemeIcon.File;
      const folder = dirname(vscode.workspace.asRelativePath(node.file));
      item.description = folder === '' ? String(node.tags.length) : `${node.tags.length} · ${folder}`;
    }
    return item;
  }

  #tagItem({ linked, uri }: TagNode): vscode.TreeItem {
    const { tag, source } = linked;
    const codebook = this.#codebooks.of(uri);
    const kind = kindOf(codebook, tag.kind);
    const quote = linked.sides.find((side) => side.target.quote !== undefined)?.target.quote;
    const label = quote === undefined ? (kind?.title ?? tag.kind) : oneLine(quote);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    const open = !isComplete(linked, codebook);
    item.id = `tag ${source.path} ${tag.id}`;
    item.contextValue = 'tag';
    item.iconPath = new vscode.ThemeIcon(
      open ? 'circle-large-outline' : 'tag',
      kind && new vscode.ThemeColor(kind.color),
    );
    const where = [
      ...new Set(
        linked.sides.map((side) =>
          placeName(side.source.path, targetFile(side.source, side.target), side.target.transcript),
        ),
      ),
    ];
    item.description = `${where.join(' ↔ ')} · ${source.reviewer}`;
    item.tooltip = new vscode.MarkdownString().appendText(
      [
        kind?.title ?? tag.kind,
        ...linked.sides.map((side) => `${side.role}: ${side.target.quote ?? side.target.transcript}`),
        tag.note ?? '',
      ]
        .filter((line) => line !== '')
        .join('\n\n'),
    );
    item.accessibilityInformation = { label: `${kind?.title ?? tag.kind}: ${label}, ${source.reviewer}` };
    item.command = { command: 'plumbline.showTag', title: vscode.l10n.t('Show in Panel'), arguments: [tag.id, uri] };
    return item;
  }
}

function placeName(tagPath: string, file: string, transcript: string): string {
  const own = tagPath.startsWith(`${file}.`);
  return own ? transcript : `${file.slice(file.lastIndexOf('/') + 1)} ${transcript}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return [...line].length > 80 ? `${[...line].slice(0, 79).join('')}…` : line;
}
