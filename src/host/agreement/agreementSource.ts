import * as vscode from 'vscode';
import { agreementInSlices } from '../../core/agreement/agreementInSlices.ts';
import type { AgreementOptions, AgreementReport } from '../../core/agreement/agreementReport.ts';
import { type AgreementFile, codebookName } from '../../core/agreement/collectReadings.ts';
import type { MeasureName } from '../../core/agreement/measureReport.ts';
import { sharedTranscripts } from '../../core/agreement/sharedTranscripts.ts';
import { tagsById } from '../../core/agreement/whatWasSaid.ts';
import type { Codebook } from '../../core/codebook/codebook.ts';
import { defaultCodebook } from '../../core/codebook/defaultCodebook.ts';
import type { AgreementData, AgreementLook } from '../../panel/agreementReport.ts';
import { blindAgreement } from '../../panel/blindAgreement.ts';
import { parseAgreementIntent } from '../../panel/parseAgreementIntent.ts';
import { type AgreementContext, viewAgreement, viewDetail } from '../../panel/viewAgreement.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { ReportSource } from '../reports/reports.ts';
import type { Services } from '../services.ts';
import { findReviewer } from '../tags/reviewer.ts';
import { Outlines } from './outlines.ts';

/** What is counted, as it was when it was last looked at. */
interface Counted extends AgreementContext {
  readonly files: readonly AgreementFile[];
  readonly codebook: Codebook;
  readonly blind: boolean;
  readonly options: AgreementOptions;
}

const pause = (): Promise<void> => new Promise((go) => setTimeout(go));

/** How far the reviewers of the workspace agree: every tag file of it, with the panels' unsaved edits. */
export class AgreementSource implements ReportSource<AgreementData>, vscode.Disposable {
  readonly kind = 'agreement';
  readonly title = vscode.l10n.t('Agreement');
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #services: Services;
  readonly #outlines: Outlines;
  /** Undefined once something that it was made of has changed. */
  #made: { readonly counted: Counted; readonly report: AgreementReport } | undefined;
  /** How often something has changed: what was begun before is not kept. */
  #changes = 0;
  #look: AgreementLook | undefined;
  /** The measure that is open, with every coefficient, by its name and round. */
  #detail: { readonly of: Counted; readonly key: string; readonly report: AgreementReport } | undefined;
  #looking: AbortController | undefined;

  constructor(services: Services) {
    this.#services = services;
    this.#outlines = new Outlines(services.transcripts);
    const changed = (): void => {
      this.#changes++;
      this.#made = undefined;
      this.#changed.fire();
    };
    this.#store.add(services.tagIndex.onDidChange(changed));
    this.#store.add(services.codebooks.onDidChange(changed));
    this.#store.add(services.settings.onDidChange(changed));
  }

  async compute(
    signal: AbortSignal,
    tell: (done: number, text: string) => void,
    show: (data: AgreementData) => void,
  ): Promise<AgreementData> {
    if (this.#made !== undefined) return this.#view(this.#made.counted, this.#made.report, signal);
    const changes = this.#changes;
    const counted = await this.#count(signal, tell);
    const { files, codebook, options } = counted;
    const slices = (text: string) => ({ pause, tell: (done: number) => tell(done, text) });
    // Without intervals first: they take longest, and what leads can be read meanwhile.
    const quick = { ...options, bootstrap: { ...options.bootstrap, resamples: 0 } };
    const comparing = slices(vscode.l10n.t('Comparing reviewers'));
    const first = await agreementInSlices(files, codebook, quick, comparing, signal);
    if (this.#look === undefined) show(viewData(counted, first));
    const intervals = slices(vscode.l10n.t('Computing intervals'));
    const report = await agreementInSlices(files, codebook, options, intervals, signal);
    if (changes === this.#changes) this.#made = { counted, report };
    return this.#view(counted, report, signal);
  }

  async handle(message: unknown, show: (data: AgreementData) => void): Promise<void> {
    const intent = parseAgreementIntent(message);
    if (intent === undefined)
      throw new Error(vscode.l10n.t('The report asked for something that Plumbline does not know.'));
    this.#look = intent.look;
    // While it is being computed, what is looked at comes with the rest.
    if (this.#made === undefined) return;
    this.#looking?.abort();
    const looking = new AbortController();
    this.#looking = looking;
    const data = await this.#view(this.#made.counted, this.#made.report, looking.signal).catch((error: unknown) => {
      if (!looking.signal.aborted) throw error;
    });
    if (data !== undefined && !looking.signal.aborted) show(data);
  }

  closed(): void {
    this.#looking?.abort();
    this.#look = undefined;
    this.#detail = undefined;
  }

  dispose(): void {
    this.#looking?.abort();
    this.#store.dispose();
  }

  /** All that is shown; what is looked at is left out where it is no longer there. */
  async #view(counted: Counted, report: AgreementReport, signal: AbortSignal): Promise<AgreementData> {
    const data = viewData(counted, report);
    const look = this.#look;
    const round = look && report.rounds.find(({ codebook }) => codebook === look.round);
    if (look === undefined || round === undefined) return data;
    const key = JSON.stringify([look.round, look.measure]);
    if (this.#detail?.of !== counted || this.#detail.key !== key) {
      const { files, codebook, options } = counted;
      const wanted = (name: MeasureName): boolean => isSame(name, look.measure);
      const only = { ...options, all: true, round: look.round, wanted };
      this.#detail = { of: counted, key, report: await agreementInSlices(files, codebook, only, { pause }, signal) };
    }
    const [measure] = this.#detail.report.rounds[0]?.measures ?? [];
    return measure === undefined ? data : { ...data, open: viewDetail(measure, round.reviewers, look, counted) };
  }

  async #count(signal: AbortSignal, tell: (done: number, text: string) => void): Promise<Counted> {
    const { tagIndex, codebooks, settings, platform } = this.#services;
    await Promise.all([tagIndex.ready, codebooks.ready]);
    signal.throwIfAborted();
    const entries = tagIndex.files.filter(({ suggested }) => !suggested);
    // Several file systems have paths of their own each: the whole URI stands for a file.
    const keyOf = (uri: vscode.Uri): string => `/${uri.scheme}/${uri.authority}${uri.path}`;
    const dataUris = new Map(entries.map(({ dataUri }) => [keyOf(dataUri), dataUri]));
    const all = entries.map(({ uri, dataUri, file }) => ({ path: keyOf(uri), dataFile: keyOf(dataUri), file }));
    const isHidden = (file: string): boolean => settings.blind(dataUris.get(file) ?? uriOf(file));
    const hiding = [...dataUris.values()].find((data) => settings.blind(data));
    const me = hiding && ((await findReviewer(settings, platform, hiding)) ?? '');
    const files = me === undefined ? all : blindAgreement(all, me, isHidden);
    const known = new Map(
      [...[...dataUris.values()].map((data) => codebooks.of(data)), defaultCodebook].map((one) => [
        codebookName(one),
        one,
      ]),
    );
    const [codebook = defaultCodebook, ...others] = known.values();
    const asked = [...sharedTranscripts(files, [codebook, ...others])];
    for (const [at, [dataFile, names]] of asked.entries()) {
      tell(at / asked.length, vscode.l10n.t('Reading transcripts'));
      await this.#outlines.read(dataUris.get(dataFile) ?? uriOf(dataFile), names, signal);
      signal.throwIfAborted();
    }
    return {
      files,
      codebook,
      codebooks: [codebook, ...others],
      blind: me !== undefined,
      tags: tagsById(files),
      nameOf: (file) => vscode.workspace.asRelativePath(dataUris.get(file) ?? uriOf(file)),
      translate: (text) => vscode.l10n.t(text),
      options: {
        codebooks: others,
        outlineOf: (file, transcript) => this.#outlines.of(dataUris.get(file) ?? uriOf(file), transcript),
      },
    };
  }
}

function viewData(counted: Counted, report: AgreementReport): AgreementData {
  return { ...viewAgreement(report, counted.files, counted), ...(counted.blind && { blind: true }) };
}

function isSame(a: MeasureName, b: MeasureName): boolean {
  return a.level === b.level && a.kind === b.kind && a.field === b.field;
}

/** Of a side in a data file that has no tag file of its own; see `keyOf`. */
function uriOf(key: string): vscode.Uri {
  const [, scheme = 'file', authority = '', ...path] = key.split('/');
  return vscode.Uri.from({ scheme, authority, path: `/${path.join('/')}` });
}
