import * as vscode from 'vscode';
import { problemText } from '../../core/problemText.ts';
import type { RecordTable } from '../../core/records/recordTable.ts';
import { dirname, resolvePath } from '../../core/text/paths.ts';
import { parseLocator } from '../../core/transcripts/locatorText.ts';
import { blindRecords, blindRow } from '../../panel/blindTranscript.ts';
import { describeRecords } from '../../panel/describeRecords.ts';
import type { PanelIntent } from '../../panel/intents.ts';
import type { RecordIntent, RecordQuery, ScoreView } from '../../panel/recordMessages.ts';
import type { OpenFile } from '../files/openFile.ts';
import { placeOf } from '../jumping/place.ts';
import type { Post } from '../panel/panelPane.ts';
import type { Services } from '../services.ts';
import { recordTableOf } from './recordTables.ts';
import { savePlot } from './savePlot.ts';
import { scoreView } from './scoreView.ts';

const recordTypes: Readonly<Record<RecordIntent['type'], true>> = {
  loadRecords: true,
  loadScores: true,
  cancelScores: true,
  goToRef: true,
  savePlot: true,
};

export function isRecordIntent(intent: PanelIntent): intent is RecordIntent {
  return Object.hasOwn(recordTypes, intent.type);
}

/** Progress is told at most so often, in milliseconds. */
const tellEvery = 100;

/** What a panel does for a file of self-prediction records: its table, its scores, the ways out of a record. */
export class PanelRecords implements vscode.Disposable {
  readonly #services: Services;
  readonly #dataUri: vscode.Uri;
  readonly #post: Post;
  readonly #tagsOf: (name: string) => number;
  #reading: AbortController | undefined;
  #table: Promise<RecordTable> | undefined;
  readonly #scoring = new Map<ScoreView, AbortController>();
  /** The last query and its rows: windows of one table follow each other. */
  #selected: { readonly key: string; readonly rows: Uint32Array } | undefined;

  /** `tagsOf` counts the tags of a record, by its name. */
  constructor(services: Services, dataUri: vscode.Uri, post: Post, tagsOf: (name: string) => number) {
    this.#services = services;
    this.#dataUri = dataUri;
    this.#post = post;
    this.#tagsOf = tagsOf;
  }

  /** Reads the records, telling how far it is, and describes them. A later start stops an earlier one. */
  async start(opened: OpenFile): Promise<void> {
    this.dispose();
    const reading = new AbortController();
    this.#reading = reading;
    let told = performance.now();
    this.#table = recordTableOf(opened.file, reading.signal, (progress) => {
      if (performance.now() - told < tellEvery || reading.signal.aborted) return;
      told = performance.now();
      const count = opened.file.entries.length;
      void this.#post({ type: 'didDescribeRecords', count, dimensions: [], views: [], problems: [], progress });
    });
    try {
      const table = await this.#table;
      if (reading.signal.aborted) return;
      await this.#post({
        type: 'didDescribeRecords',
        ...(this.#blind ? blindRecords(describeRecords(table)) : describeRecords(table)),
        problems: table.problems.map((problem) => problemText(problem, vscode.l10n.t)),
      });
    } catch (error) {
      if (!reading.signal.aborted) throw error;
    }
  }

  get #blind(): boolean {
    return this.#services.settings.blind(this.#dataUri);
  }

  async handle(intent: RecordIntent): Promise<void> {
    switch (intent.type) {
      case 'loadRecords':
        return this.#list(intent.query, intent.start, intent.count);
      case 'loadScores':
        return this.#score(intent);
      case 'cancelScores':
        this.#scoring.get(intent.view)?.abort();
        return;
      case 'goToRef':
        return this.#goToRef(intent.ref);
      case 'savePlot':
        return savePlot(this.#dataUri, intent);
    }
  }

  /** The order by tags is of when it was asked for. */
  async #list(query: RecordQuery, start: number, count: number): Promise<void> {
    const table = await this.#table;
    if (table === undefined) return;
    const key = JSON.stringify(query);
    if (start === 0 || this.#selected?.key !== key) this.#selected = { key, rows: this.#rows(table, query) };
    const { rows } = this.#selected;
    const window = Array.from(rows.subarray(start, start + count), (row) =>
      this.#blind ? blindRow(table.row(row)) : table.row(row),
    );
    await this.#post({ type: 'didListRecords', query, total: rows.length, start, rows: window });
  }

  #rows(table: RecordTable, { filter, sort }: RecordQuery): Uint32Array {
    const rows = table.select(filter);
    if (sort === undefined) return rows;
    return table.sorted(rows, sort.column, sort.descending, (row) => this.#tagsOf(table.nameOf(row)));
  }

  async #score({ view, by, filter }: Extract<RecordIntent, { type: 'loadScores' }>): Promise<void> {
    const table = await this.#table;
    if (table === undefined || this.#blind) return;
    this.#scoring.get(view)?.abort();
    const scoring = new AbortController();
    this.#scoring.set(view, scoring);
    const about = { type: 'didScore', view, by, filter } as const;
    let told = performance.now();
    try {
      const report = await scoreView(table, view, { by, filter }, scoring.signal, (progress) => {
        if (performance.now() - told < tellEvery || scoring.signal.aborted) return;
        told = performance.now();
        void this.#post({ ...about, progress });
      });
      if (!scoring.signal.aborted) await this.#post({ ...about, ...report });
    } catch (error) {
      if (scoring.signal.aborted) return;
      await this.#post({ ...about, problem: error instanceof Error ? error.message : String(error) });
      this.#services.log.error(error instanceof Error ? error : String(error));
    }
  }

  /** A locator of a record is relative to the record's file; like any locator it leads into the workspace only. */
  async #goToRef(ref: string): Promise<void> {
    const locator = parseLocator(ref);
    if (locator === undefined) throw new Error(vscode.l10n.t('“{0}” names no transcript.', ref));
    const data = this.#dataUri.with({ path: resolvePath(dirname(this.#dataUri.path), locator.file) });
    if (vscode.workspace.getWorkspaceFolder(data) === undefined) {
      throw new Error(vscode.l10n.t('{0} is not in the workspace. Open the folder that holds it first.', locator.file));
    }
    await this.#services.openAt(placeOf(data, locator));
  }

  /** Stops what is being read or computed. */
  dispose(): void {
    this.#reading?.abort();
    for (const scoring of this.#scoring.values()) scoring.abort();
    this.#selected = undefined;
  }
}
