import * as vscode from 'vscode';
import { orderFor } from '../../core/queue/drawQueue.ts';
import { openRound } from '../../core/queue/pilotFile.ts';
import { type ItemState, progressOf, stateOf } from '../../core/queue/progress.ts';
import type { QueueItem, ReviewQueue } from '../../core/queue/queue.ts';
import { basename } from '../../core/text/paths.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { Queues, ReviewProject } from './queues.ts';

interface ListNode {
  readonly type: 'list';
  readonly project: ReviewProject;
  readonly queue: ReviewQueue;
  readonly round?: number;
}
interface ReviewerNode extends Omit<ListNode, 'type'> {
  readonly type: 'reviewer';
  readonly reviewer: string;
}
interface ItemNode extends Omit<ReviewerNode, 'type'> {
  readonly type: 'item';
  readonly item: QueueItem;
}
type Node = ListNode | ReviewerNode | ItemNode;

const icons: Readonly<Record<ItemState, string>> = {
  reviewed: 'pass',
  skipped: 'debug-step-over',
  open: 'circle-large-outline',
};

/** Who has how much of which queue before them, and each reviewer's transcripts in their order. */
export class QueueTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #queues: Queues;

  constructor(queues: Queues) {
    this.#queues = queues;
    this.#store.add(queues.onDidChange(() => this.#changed.fire(undefined)));
    this.#store.add(vscode.window.createTreeView('plumbline.queue', { treeDataProvider: this, showCollapseAll: true }));
  }

  async getChildren(node?: Node): Promise<Node[]> {
    await this.#queues.ready;
    switch (node?.type) {
      case undefined:
        return this.#queues.projects.flatMap((project) => lists(project));
      case 'list':
        return node.queue.reviewers.map((reviewer): Node => ({ ...node, type: 'reviewer', reviewer }));
      case 'reviewer':
        return orderFor(node.queue, node.reviewer).map((item): Node => ({ ...node, type: 'item', item }));
      case 'item':
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.type) {
      case 'list':
        return this.#listItem(node);
      case 'reviewer':
        return this.#reviewerItem(node);
      case 'item':
        return this.#queueItem(node);
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  #listItem(node: ListNode): vscode.TreeItem {
    const { round, queue, project } = node;
    const label = round === undefined ? vscode.l10n.t('Queue') : vscode.l10n.t('Pilot, round {0}', round);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = keyOf(node);
    item.contextValue = round === undefined ? 'queue' : 'pilotRound';
    item.iconPath = new vscode.ThemeIcon(round === undefined ? 'checklist' : 'beaker');
    const folder = this.#queues.projects.length > 1 ? [basename(project.folder.path)] : [];
    item.description = [...folder, vscode.l10n.t('{0} transcripts', queue.items.length)].join(' · ');
    return item;
  }

  #reviewerItem(node: ReviewerNode): vscode.TreeItem {
    const { reviewer, queue, project } = node;
    const item = new vscode.TreeItem(reviewer, vscode.TreeItemCollapsibleState.Collapsed);
    const { total, reviewed, skipped } = progressOf(queue, reviewer, this.#queues.work(project.folder, reviewer));
    const done = vscode.l10n.t('{0} of {1}', reviewed, total);
    item.id = `${keyOf(node)} ${reviewer}`;
    item.contextValue = 'reviewer';
    item.iconPath = new vscode.ThemeIcon(total > 0 && reviewed === total ? 'pass' : 'person');
    item.description = skipped === 0 ? done : `${done}, ${vscode.l10n.t('{0} skipped', skipped)}`;
    item.accessibilityInformation = { label: `${reviewer}: ${item.description}` };
    return item;
  }

  #queueItem(node: ItemNode): vscode.TreeItem {
    const { item: drawn, project, reviewer } = node;
    const state = stateOf(drawn, this.#queues.work(project.folder, reviewer));
    const words: Readonly<Record<ItemState, string>> = {
      reviewed: vscode.l10n.t('reviewed'),
      skipped: vscode.l10n.t('skipped'),
      open: vscode.l10n.t('to review'),
    };
    const item = new vscode.TreeItem(drawn.transcript, vscode.TreeItemCollapsibleState.None);
    item.id = `${keyOf(node)} ${reviewer} ${drawn.file} ${drawn.transcript}`;
    item.contextValue = `queued ${state}`;
    item.description = basename(drawn.file);
    item.iconPath = new vscode.ThemeIcon(icons[state]);
    item.tooltip = `${drawn.file} · ${drawn.transcript}: ${words[state]}`;
    item.accessibilityInformation = { label: `${drawn.transcript}, ${drawn.file}: ${words[state]}` };
    const data = vscode.Uri.joinPath(project.folder, drawn.file).toString();
    item.command = {
      command: 'plumbline.openPlace',
      title: vscode.l10n.t('Show in Panel'),
      arguments: [{ data, transcript: drawn.transcript }],
    };
    return item;
  }
}

function lists(project: ReviewProject): readonly Node[] {
  const round = openRound(project.rounds);
  return [
    ...(round === undefined ? [] : [{ type: 'list', project, queue: round, round: round.round } as const]),
    ...(project.queue === undefined ? [] : [{ type: 'list', project, queue: project.queue } as const]),
  ];
}

function keyOf({ project, round }: Pick<ListNode, 'project' | 'round'>): string {
  return `${project.folder} ${round ?? 'queue'}`;
}
