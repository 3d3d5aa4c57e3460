import * as vscode from 'vscode';
import { firstSkipped, nextItem, progressOf } from '../../core/queue/progress.ts';
import { itemKey, type ReviewQueue } from '../../core/queue/queue.ts';
import { pathIn } from '../mapping/fileMappings.ts';
import type { Panels } from '../panel/panels.ts';
import type { TranscriptDocument } from '../panel/transcriptDocument.ts';
import type { Services } from '../services.ts';
import { findReviewer } from '../tags/reviewer.ts';
import type { Queues, ReviewProject } from './queues.ts';
import { nextUnreviewed } from './unreviewed.ts';

interface Standing {
  readonly reviewer: string;
  readonly project: ReviewProject | undefined;
  readonly queue: ReviewQueue | undefined;
  /** The folder that keys count from. */
  readonly folder: vscode.Uri | undefined;
  /** What the active panel shows. */
  readonly at: { readonly data: vscode.Uri; readonly transcript: string | undefined } | undefined;
}

/** From one transcript to the next, through the queue or, without one, through what is not reviewed. */
export class ReviewWalk {
  readonly #services: Services;
  readonly #panels: Panels;
  readonly #queues: Queues;
  /** Where `next` went last, and from where: a transcript that is missing, or not shown yet, is not offered for ever. */
  #went: { readonly from: string | undefined; readonly to: string } | undefined;

  constructor(services: Services, panels: Panels, queues: Queues) {
    this.#services = services;
    this.#panels = panels;
    this.#queues = queues;
  }

  async next(): Promise<void> {
    const standing = await this.#standing();
    if (standing !== undefined) await this.#next(standing);
  }

  /** Sets what is shown aside, and goes on. */
  async skip(): Promise<void> {
    const standing = await this.#standing();
    const { at, reviewer, folder } = standing ?? {};
    if (standing === undefined || reviewer === undefined) return;
    if (at?.transcript === undefined) throw new Error(vscode.l10n.t('Open a transcript in the panel first.'));
    if (folder === undefined)
      throw new Error(vscode.l10n.t('Open the folder of this file first: what is skipped is kept in its .plumbline.'));
    const item = { file: pathIn(folder, at.data), transcript: at.transcript };
    await this.#queues.skip(folder, reviewer, { ...item, at: new Date().toISOString() });
    await this.#next(standing);
  }

  /** Takes what was skipped first off the list, and opens it. */
  async returnToSkipped(): Promise<void> {
    const standing = await this.#standing();
    if (standing === undefined) return;
    const { queue, folder, reviewer } = standing;
    const work = folder && this.#queues.work(folder, reviewer);
    const key =
      work &&
      (queue ? firstSkipped(queue, reviewer, work) : keyed(work.skipped.find((each) => !work.reviewed.has(each))));
    if (folder === undefined || key === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is skipped.'));
      return;
    }
    const item = { file: key.file, transcript: key.transcript };
    await this.#queues.unskip(folder, reviewer, item);
    await this.#open(folder, item, standing);
  }

  /** Goes on, or offers to, as the setting says, once what is shown is marked as reviewed. */
  async afterReviewed(document: TranscriptDocument, transcript: string): Promise<void> {
    const how = this.#services.settings.afterReviewed;
    const panel = this.#panels.active;
    if (how === 'stay' || document.purpose !== 'review' || panel?.document !== document) return;
    if (panel.panes.get('a')?.transcript.name !== transcript) return;
    if (how === 'next') return this.next();
    this.#queues.look();
    const { reviewer } = document;
    const project = this.#queues.of(document.dataUri);
    const queue = this.#queues.queueFor(project, reviewer);
    if (project === undefined || queue === undefined) return;
    const { total, reviewed } = progressOf(queue, reviewer, this.#queues.work(project.folder, reviewer));
    const next = vscode.l10n.t('Next');
    const told = vscode.l10n.t('{0} of {1} reviewed.', reviewed, total);
    if ((await vscode.window.showInformationMessage(told, next)) === next) await this.next();
  }

  async #next(standing: Standing): Promise<void> {
    const { queue, folder, reviewer, at } = standing;
    const work = folder && this.#queues.work(folder, reviewer);
    if (queue === undefined || work === undefined || folder === undefined) return this.#nextUnreviewed(standing);
    const item = nextItem(queue, reviewer, work, this.#after(folder, at));
    if (item !== undefined) return this.#open(folder, item, standing);
    const { total, reviewed, skipped } = progressOf(queue, reviewer, work);
    if (skipped > 0) return this.#offerSkipped(skipped);
    if (reviewed < total) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This is the last one that is open.'));
      return;
    }
    const round = standing.project?.rounds.find((each) => each.closed === undefined) === queue;
    const pilot = vscode.l10n.t('Open Pilot');
    const told = vscode.l10n.t('All {0} are reviewed.', total);
    const chosen = await vscode.window.showInformationMessage(told, ...(round ? [pilot] : []));
    if (chosen === pilot) await vscode.commands.executeCommand('plumbline.showPilot');
  }

  async #nextUnreviewed(standing: Standing): Promise<void> {
    const { folder, reviewer, at } = standing;
    const work = folder && this.#queues.work(folder, reviewer);
    const isOpen = (key: string): boolean => !work?.reviewed.has(key) && !work?.skipped.includes(key);
    const found = await nextUnreviewed(this.#services, at, folder, isOpen);
    if (found !== undefined) return this.#services.openAt(found, { beside: false });
    const skipped = work?.skipped.filter((key) => !work.reviewed.has(key)).length ?? 0;
    if (skipped > 0) return this.#offerSkipped(skipped);
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no other transcript that is not reviewed.'));
  }

  async #offerSkipped(count: number): Promise<void> {
    const back = vscode.l10n.t('Return to Skipped');
    const told = vscode.l10n.t('What is left is skipped: {0}.', count);
    if ((await vscode.window.showInformationMessage(told, back)) === back) await this.returnToSkipped();
  }

  async #open(
    folder: vscode.Uri,
    item: { readonly file: string; readonly transcript: string },
    { at }: Standing,
  ): Promise<void> {
    this.#went = { from: keyOf(folder, at), to: itemKey(item) };
    const data = vscode.Uri.joinPath(folder, item.file);
    await this.#services.openAt({ data, transcript: item.transcript }, { beside: false });
  }

  #after(folder: vscode.Uri, at: Standing['at']): string | undefined {
    const key = keyOf(folder, at);
    return this.#went !== undefined && this.#went.from === key ? this.#went.to : key;
  }

  async #standing(): Promise<Standing | undefined> {
    await this.#queues.ready;
    this.#queues.look();
    const panel = this.#panels.active;
    const data = panel?.document.dataUri;
    const at = data && { data, transcript: panel?.panes.get('a')?.transcript.name };
    const project = this.#queues.of(data);
    const asked = data ?? project?.folder ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    if (asked === undefined) throw new Error(vscode.l10n.t('Open a folder or a transcript first.'));
    const { settings, platform } = this.#services;
    const own = panel?.document.purpose === 'review' ? panel.document.reviewer : '';
    const reviewer = own === '' ? await findReviewer(settings, platform, asked) : own;
    if (reviewer === undefined) return undefined;
    const queue = this.#queues.queueFor(project, reviewer);
    const folder = queue === undefined ? this.#queues.homeOf(asked) : project?.folder;
    return { reviewer, project, queue, folder, at };
  }
}

function keyOf(folder: vscode.Uri, at: Standing['at']): string | undefined {
  return at?.transcript === undefined
    ? undefined
    : itemKey({ file: pathIn(folder, at.data), transcript: at.transcript });
}

function keyed(key: string | undefined): { readonly file: string; readonly transcript: string } | undefined {
  const [file, ...transcript] = key?.split('\n') ?? [];
  return file === undefined ? undefined : { file, transcript: transcript.join('\n') };
}
