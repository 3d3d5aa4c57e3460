import * as vscode from 'vscode';
import { dirname, resolvePath } from '../../core/text/paths.ts';
import { parseLocator } from '../../core/transcripts/locatorText.ts';
import type { PanelIntent } from '../../panel/intents.ts';
import type { RecordIntent } from '../../panel/recordMessages.ts';
import type { OpenFile } from '../files/openFile.ts';
import { placeOf } from '../jumping/place.ts';
import type { Post } from '../panel/panelPane.ts';
import type { Services } from '../services.ts';
import { savePlot } from './savePlot.ts';

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

/** What a panel does for a file of self-prediction records: its table, its scores, the ways out of a record. */
export class PanelRecords implements vscode.Disposable {
  readonly #services: Services;
  readonly #dataUri: vscode.Uri;
  readonly #post: Post;

  constructor(services: Services, dataUri: vscode.Uri, post: Post) {
    this.#services = services;
    this.#dataUri = dataUri;
    this.#post = post;
  }

  async start(_opened: OpenFile): Promise<void> {
    await this.#post({ type: 'didDescribeRecords', count: 0, dimensions: [], views: [], problems: [] });
  }

  async handle(intent: RecordIntent): Promise<void> {
    switch (intent.type) {
      case 'goToRef':
        return this.#goToRef(intent.ref);
      case 'savePlot':
        return savePlot(this.#dataUri, intent);
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

  dispose(): void {}
}
