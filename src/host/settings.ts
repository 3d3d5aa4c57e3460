import * as vscode from 'vscode';
import type { PanelSettings } from '../panel/messages.ts';

/** The user's settings as the extension uses them, read afresh after each change. */
export class Settings implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listener: vscode.Disposable;

  constructor() {
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('plumbline')) this.#changed.fire();
    });
  }

  get panel(): PanelSettings {
    const settings = vscode.workspace.getConfiguration('plumbline');
    return {
      colorMarkup: settings.get('colorMarkup', true),
      foldLines: settings.get('foldLines', 24),
    };
  }

  /** Whether others' tags, scores and models are hidden from who has not marked a transcript as reviewed. */
  blind(data: vscode.Uri): boolean {
    return vscode.workspace.getConfiguration('plumbline', data).get('blind', false);
  }

  /** What is done once the transcript that is shown is marked as reviewed. */
  get afterReviewed(): 'stay' | 'offer' | 'next' {
    return vscode.workspace.getConfiguration('plumbline').get('afterReviewed', 'offer');
  }

  /** The reviewer's name as set; empty when it is to be found out. */
  get reviewer(): string {
    return vscode.workspace.getConfiguration('plumbline').get('reviewer', '').trim();
  }

  async setReviewer(name: string): Promise<void> {
    const settings = vscode.workspace.getConfiguration('plumbline');
    await settings.update('reviewer', name, vscode.ConfigurationTarget.Global);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}
