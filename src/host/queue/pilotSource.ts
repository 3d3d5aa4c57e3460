import * as vscode from 'vscode';
import { agreementInSlices } from '../../core/agreement/agreementInSlices.ts';
import type { AgreementReport } from '../../core/agreement/agreementReport.ts';
import { codebookName } from '../../core/agreement/collectReadings.ts';
import { tagsById } from '../../core/agreement/whatWasSaid.ts';
import type { Codebook } from '../../core/codebook/codebook.ts';
import { codebookDiffText } from '../../core/codebook/codebookDiff.ts';
import { codebookPath, parseCodebook } from '../../core/codebook/codebookFile.ts';
import { defaultCodebook } from '../../core/codebook/defaultCodebook.ts';
import { closeRound, openRound, type PilotRound, pilotPath } from '../../core/queue/pilotFile.ts';
import { figuresOf, filesOfItems } from '../../core/queue/roundFigures.ts';
import { parsePilotIntent } from '../../panel/parsePilotIntent.ts';
import type { PilotData, PilotIntent } from '../../panel/pilotReport.ts';
import { viewPilot } from '../../panel/viewPilot.ts';
import { DisposableStore } from '../disposableStore.ts';
import { pathIn, readText } from '../mapping/fileMappings.ts';
import type { ReportSource } from '../reports/reports.ts';
import type { Services } from '../services.ts';
import { findReviewer } from '../tags/reviewer.ts';
import { drawRound, roundCodebookPath } from './drawRound.ts';
import type { Queues, ReviewProject } from './queues.ts';
import { reviewFolder } from './startReview.ts';

const pause = (): Promise<void> => new Promise((go) => setTimeout(go));

/** The pilot of a folder, step by step: everybody labels, the team compares, the round is closed, the codebook mended. */
export class PilotSource implements ReportSource<PilotData>, vscode.Disposable {
  readonly kind = 'pilot';
  readonly title = vscode.l10n.t('Pilot');
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #services: Services;
  readonly #queues: Queues;
  #folder: vscode.Uri | undefined;

  constructor(services: Services, queues: Queues) {
    this.#services = services;
    this.#queues = queues;
    this.#store.add(queues.onDidChange(() => this.#changed.fire()));
    this.#store.add(services.codebooks.onDidChange(() => this.#changed.fire()));
    this.#store.add(services.settings.onDidChange(() => this.#changed.fire()));
  }

  /** Which folder it is about; false when the user thinks better of it. */
  async choose(): Promise<boolean> {
    this.#folder = this.#queues.projects.find(({ rounds }) => rounds.length > 0)?.folder ?? (await reviewFolder());
    return this.#folder !== undefined;
  }

  async compute(signal: AbortSignal, tell: (done: number, text: string) => void): Promise<PilotData> {
    const { codebooks, tagIndex } = this.#services;
    await Promise.all([this.#queues.ready, codebooks.ready, tagIndex.ready]);
    signal.throwIfAborted();
    const folder = this.#mustFolder();
    const project = this.#project(folder);
    const rounds = project?.rounds ?? [];
    const round = openRound(rounds);
    const codebook = this.#codebook(folder);
    const before = rounds.at(-1) && (await this.#codebookOf(folder, rounds.at(-1) as PilotRound));
    const all = [codebook, ...(before === undefined ? [] : [before]), defaultCodebook];
    const context = {
      codebook,
      ownCodebook: codebooks.fileOf(vscode.Uri.joinPath(folder, '.plumbline')) !== undefined,
      codebooks: all,
      tags: tagsById(this.#files(folder)),
      nameOf: (file: string) => vscode.workspace.asRelativePath(vscode.Uri.joinPath(folder, file)),
      translate: (text: string) => vscode.l10n.t(text),
      ...(before !== undefined && { changes: codebookDiffText(before, codebook).trimEnd().split('\n') }),
    };
    if (project === undefined || round === undefined) return viewPilot(rounds, undefined, context);
    const progress = this.#queues.progress(project, round);
    const report = await this.#measure(folder, round, all, signal, tell);
    const hidden = await this.#hides(folder, progress);
    return viewPilot(rounds, { round, progress, report, hidden }, context);
  }

  async handle(message: unknown): Promise<void> {
    const intent = parsePilotIntent(message);
    if (intent === undefined)
      throw new Error(vscode.l10n.t('The report asked for something that Plumbline does not know.'));
    await this.#do(intent);
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #do({ type }: PilotIntent): Promise<void> {
    const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
      vscode.commands.executeCommand(command, ...args);
    switch (type) {
      case 'drawRound':
        if (openRound(this.#project(this.#mustFolder())?.rounds ?? []) !== undefined)
          throw new Error(vscode.l10n.t('A round is going on. Close it first.'));
        await drawRound(this.#services, this.#queues, this.#mustFolder());
        return;
      case 'closeRound':
        return this.#close();
      case 'editCodebook': {
        const own = this.#services.codebooks.fileOf(vscode.Uri.joinPath(this.#mustFolder(), '.plumbline'));
        if (own === undefined) await run('plumbline.newCodebook');
        else await vscode.window.showTextDocument(own.uri);
        return;
      }
      case 'compareCodebooks':
        await run('plumbline.compareCodebooks', vscode.Uri.joinPath(this.#mustFolder(), codebookPath));
        return;
      case 'next':
        await run('plumbline.nextInQueue');
        return;
      case 'showAgreement':
        await run('plumbline.showAgreement');
        return;
      case 'startReview':
        await run('plumbline.startReview');
        return;
    }
  }

  /** Writes what is measured; asks where some have not finished. */
  async #close(): Promise<void> {
    const folder = this.#mustFolder();
    this.#queues.look();
    const project = this.#project(folder);
    const round = project && openRound(project.rounds);
    if (project === undefined || round === undefined) throw new Error(vscode.l10n.t('No round is going on.'));
    const left = this.#queues.progress(project, round).filter(({ reviewed, total }) => reviewed < total);
    const close = vscode.l10n.t('Close Round');
    const detail = vscode.l10n.t('Not finished: {0}.', left.map(({ reviewer }) => reviewer).join(', '));
    const question = vscode.l10n.t('Close round {0} as it is?', round.round);
    if (left.length > 0 && (await vscode.window.showWarningMessage(question, { modal: true, detail }, close)) !== close)
      return;
    const before = await this.#codebookOf(folder, round);
    const codebooks = [this.#codebook(folder), ...(before === undefined ? [] : [before]), defaultCodebook];
    const report = await this.#measure(folder, round, codebooks);
    const figures = figuresOf(report, round.codebook);
    await this.#queues.write(folder, pilotPath, (text) =>
      closeRound(text ?? '', round.round, new Date().toISOString(), figures),
    );
  }

  #measure(
    folder: vscode.Uri,
    round: PilotRound,
    [codebook = defaultCodebook, ...codebooks]: readonly Codebook[],
    signal?: AbortSignal,
    tell?: (done: number, text: string) => void,
  ): Promise<AgreementReport> {
    const files = filesOfItems(this.#files(folder), round.items, round.reviewers);
    const options = { codebooks, bootstrap: { seed: round.seed } };
    const slices = {
      pause,
      ...(tell && { tell: (done: number) => tell(done, vscode.l10n.t('Comparing reviewers')) }),
    };
    return agreementInSlices(files, codebook, options, slices, signal);
  }

  #files(folder: vscode.Uri): Parameters<typeof filesOfItems>[0] {
    return this.#services.tagIndex.files
      .filter(({ uri, suggested }) => !suggested && uri.scheme === folder.scheme && uri.authority === folder.authority)
      .map(({ uri, dataUri, file }) => ({ path: pathIn(folder, uri), dataFile: pathIn(folder, dataUri), file }));
  }

  /** Whoever reviews blind sees how others labelled once they have finished. */
  async #hides(folder: vscode.Uri, progress: ReturnType<Queues['progress']>): Promise<boolean> {
    const { settings, platform } = this.#services;
    if (!settings.blind(folder)) return false;
    const me = await findReviewer(settings, platform, folder);
    const own = progress.find(({ reviewer }) => reviewer === me);
    return own === undefined || own.reviewed < own.total;
  }

  /** The codebook of a round: the one kept with it, or one of that name. */
  async #codebookOf(folder: vscode.Uri, { round, codebook }: PilotRound): Promise<Codebook | undefined> {
    const text = await readText(vscode.Uri.joinPath(folder, roundCodebookPath(round)));
    const kept = text === undefined ? undefined : parseCodebook(text).codebook;
    return [kept, defaultCodebook, this.#codebook(folder)].find(
      (one) => one !== undefined && codebookName(one) === codebook,
    );
  }

  #codebook(folder: vscode.Uri): Codebook {
    return this.#services.codebooks.of(vscode.Uri.joinPath(folder, '.plumbline'));
  }

  #project(folder: vscode.Uri): ReviewProject | undefined {
    return this.#queues.projects.find((each) => each.folder.toString() === folder.toString());
  }

  #mustFolder(): vscode.Uri {
    if (this.#folder === undefined) throw new Error(vscode.l10n.t('Open a folder first.'));
    return this.#folder;
  }
}
