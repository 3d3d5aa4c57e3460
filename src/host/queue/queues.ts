import * as vscode from 'vscode';
import { openRound, type PilotRound, parsePilot, pilotPath } from '../../core/queue/pilotFile.ts';
import { type Progress, progressOf, type Work } from '../../core/queue/progress.ts';
import { itemKey, type ReviewQueue } from '../../core/queue/queue.ts';
import { parseQueue, queuePath } from '../../core/queue/queueFile.ts';
import type { SkippedItem } from '../../core/queue/queueSchema.ts';
import { addSkip, parseSkips, removeSkip, skipsPath } from '../../core/queue/skips.ts';
import { valuesOf } from '../../core/tags/tagFile.ts';
import { basename } from '../../core/text/paths.ts';
import { DisposableStore } from '../disposableStore.ts';
import { folderOf, pathIn, readText } from '../mapping/fileMappings.ts';
import type { TagIndex } from '../tags/tagIndex.ts';
import type { TagStore } from '../tags/tagStore.ts';

const pattern = '**/.plumbline/{queue,queue.*,pilot}.yaml';

/** What `.plumbline` of a folder says of reviewing. */
export interface ReviewProject {
  readonly folder: vscode.Uri;
  readonly queue?: ReviewQueue;
  readonly rounds: readonly PilotRound[];
  /** By reviewer. */
  readonly skipped: ReadonlyMap<string, readonly SkippedItem[]>;
}

/** The queues of the workspace, what each reviewer has done of them, and what they set aside. */
export class Queues implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #index: TagIndex;
  readonly #disk: TagStore;
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  /** A queue, or what is reviewed. */
  readonly onDidChange = this.#changed.event;
  readonly #texts = new Map<string, { readonly uri: vscode.Uri; readonly text: string }>();
  #projects: readonly ReviewProject[] = [];
  /** By folder and reviewer; made when asked for. */
  readonly #reviewed = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();
  readonly ready: Promise<void>;

  constructor(index: TagIndex, disk: TagStore) {
    this.#index = index;
    this.#disk = disk;
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern));
    const look = (uri: vscode.Uri): void => void this.#read(uri).then(() => this.#fire());
    watcher.onDidChange(look);
    watcher.onDidCreate(look);
    watcher.onDidDelete(look);
    this.#store.add(index.onDidChange(() => this.#fire()));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.#find()));
    this.ready = this.#find();
  }

  get projects(): readonly ReviewProject[] {
    return this.#projects;
  }

  /** The project of a data file: the nearest above it; without one, or where none is above, the first with a queue. */
  of(data: vscode.Uri | undefined): ReviewProject | undefined {
    return this.#above(data) ?? this.#projects.find(({ queue, rounds }) => queue ?? openRound(rounds));
  }

  /** The folder that paths of skipped transcripts of a data file count from. */
  homeOf(data: vscode.Uri): vscode.Uri | undefined {
    return this.#above(data)?.folder ?? vscode.workspace.getWorkspaceFolder(data)?.uri;
  }

  /** What a reviewer is to go through now: the round of the pilot that is open, else the queue; undefined for who has no part in them. */
  queueFor(project: ReviewProject | undefined, reviewer: string): ReviewQueue | undefined {
    const round = project && openRound(project.rounds);
    return [round, project?.queue].find((queue) => queue?.reviewers.includes(reviewer));
  }

  work(folder: vscode.Uri, reviewer: string): Work {
    const project = this.#projects.find((each) => each.folder.toString() === folder.toString());
    const skipped = project?.skipped.get(reviewer) ?? [];
    return { reviewed: this.#reviewedIn(folder).get(reviewer) ?? new Set(), skipped: skipped.map(itemKey) };
  }

  progress(project: ReviewProject, queue: ReviewQueue): readonly Progress[] {
    return queue.reviewers.map((reviewer) => progressOf(queue, reviewer, this.work(project.folder, reviewer)));
  }

  /** Look at the tags as they are now: what is marked as reviewed this moment is told a moment later. */
  look(): void {
    this.#reviewed.clear();
  }

  /** Every transcript that one of these reviewers has marked as reviewed, or tagged: keys as `itemKey` makes them. */
  seenBy(folder: vscode.Uri, reviewers: readonly string[]): ReadonlySet<string> {
    const reviewed = this.#reviewedIn(folder);
    const seen = new Set(reviewers.flatMap((reviewer) => [...(reviewed.get(reviewer) ?? [])]));
    for (const { uri, dataUri, suggested, file } of this.#index.files) {
      if (suggested || !reviewers.includes(file.reviewer ?? '')) continue;
      for (const { targets } of valuesOf(file, 'tags')) {
        for (const { file: other, transcript } of targets) {
          const data = other === undefined ? dataUri : vscode.Uri.joinPath(uri, '..', other);
          seen.add(itemKey({ file: pathIn(folder, data), transcript }));
        }
      }
    }
    return seen;
  }

  async skip(folder: vscode.Uri, reviewer: string, item: SkippedItem): Promise<void> {
    await this.write(folder, skipsPath(reviewer), (text) => addSkip(text, reviewer, item));
  }

  async unskip(folder: vscode.Uri, reviewer: string, item: SkippedItem): Promise<void> {
    await this.write(folder, skipsPath(reviewer), (text) => removeSkip(text ?? '', item));
  }

  /** Change a file of ours below a folder; what `change` makes counts at once. */
  async write(folder: vscode.Uri, path: string, change: (text: string | undefined) => string): Promise<void> {
    const uri = vscode.Uri.joinPath(folder, path);
    const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
    if (open?.isDirty) throw new Error(vscode.l10n.t('{0} has changes that are not saved. Save it first.', path));
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
    await this.#disk.save(uri, change);
    await this.#read(uri);
    this.#fire();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #above(data: vscode.Uri | undefined): ReviewProject | undefined {
    return this.#projects
      .filter(({ folder }) => data?.path.startsWith(`${folder.path.replace(/\/$/, '')}/`))
      .sort((a, b) => b.folder.path.length - a.folder.path.length)[0];
  }

  #reviewedIn(folder: vscode.Uri): ReadonlyMap<string, ReadonlySet<string>> {
    const known = this.#reviewed.get(folder.toString());
    if (known !== undefined) return known;
    const found = new Map<string, Set<string>>();
    for (const { dataUri, suggested, file } of this.#index.files) {
      if (suggested || file.reviewer === undefined || dataUri.scheme !== folder.scheme) continue;
      const set = found.get(file.reviewer) ?? new Set();
      found.set(file.reviewer, set);
      const path = pathIn(folder, dataUri);
      for (const { id } of file.items.reviewed) set.add(itemKey({ file: path, transcript: id }));
    }
    this.#reviewed.set(folder.toString(), found);
    return found;
  }

  async #find(): Promise<void> {
    const uris = await vscode.workspace.findFiles(pattern, '**/node_modules/**');
    const found = new Set(uris.map(String));
    for (const key of this.#texts.keys()) if (!found.has(key)) this.#texts.delete(key);
    await Promise.all([...uris.map((uri) => this.#read(uri)), this.#index.ready]);
    this.#fire();
  }

  async #read(uri: vscode.Uri): Promise<void> {
    const text = await readText(uri);
    if (text === undefined) this.#texts.delete(uri.toString());
    else this.#texts.set(uri.toString(), { uri, text });
    this.#projects = projectsOf([...this.#texts.values()]);
  }

  #fire(): void {
    this.#reviewed.clear();
    const some = this.#projects.some(({ queue, rounds }) => queue ?? openRound(rounds));
    void vscode.commands.executeCommand('setContext', 'plumbline.hasQueue', some);
    this.#changed.fire();
  }
}

function projectsOf(texts: readonly { readonly uri: vscode.Uri; readonly text: string }[]): readonly ReviewProject[] {
  const found = new Map<string, ReviewProject>();
  for (const { uri, text } of [...texts].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1))) {
    const folder = folderOf(uri);
    const known = found.get(folder.toString()) ?? { folder, rounds: [], skipped: new Map() };
    const name = `.plumbline/${basename(uri.path)}`;
    if (name === queuePath) {
      const { queue } = parseQueue(text);
      found.set(folder.toString(), { ...known, ...(queue !== undefined && { queue }) });
    } else if (name === pilotPath) {
      found.set(folder.toString(), { ...known, rounds: parsePilot(text).rounds });
    } else {
      const { reviewer, skipped } = parseSkips(text);
      if (reviewer === undefined || skipsPath(reviewer) !== name) continue;
      found.set(folder.toString(), { ...known, skipped: new Map([...known.skipped, [reviewer, skipped]]) });
    }
  }
  return [...found.values()];
}
