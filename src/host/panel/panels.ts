import * as vscode from 'vscode';
import { dirname } from '../../core/text/paths.ts';
import type { Place } from '../jumping/place.ts';
import { clearFocusContext } from './focusContext.ts';
import type { PanelHost } from './panelHost.ts';
import { toPanelUri, viewType } from './panelUri.ts';

/** The open panels: which is active, and how to get to a place whether its panel is open or not. */
export class Panels implements vscode.Disposable {
  readonly #panels = new Set<PanelHost>();
  readonly #awaited = new Map<string, Place>();
  readonly #activeChanged = new vscode.EventEmitter<PanelHost | undefined>();
  readonly onDidChangeActive = this.#activeChanged.event;
  #active: PanelHost | undefined;

  /** The panel that has the focus, or had it last and is still open. */
  get active(): PanelHost | undefined {
    return this.#active;
  }

  get all(): readonly PanelHost[] {
    return [...this.#panels];
  }

  add(panel: PanelHost): void {
    this.#panels.add(panel);
    if (panel.webviewPanel.active) this.#activate(panel);
    panel.webviewPanel.onDidChangeViewState(() => {
      if (panel.webviewPanel.active) this.#activate(panel);
      else if (this.#active === panel) void clearFocusContext();
    });
    panel.webviewPanel.onDidDispose(() => {
      this.#panels.delete(panel);
      if (this.#active === panel) this.#activate(undefined);
    });
    if (panel.document.purpose === 'adjudicate') return;
    const key = panel.document.dataUri.toString();
    const place = this.#awaited.get(key);
    this.#awaited.delete(key);
    if (place !== undefined) void panel.reveal(place);
  }

  /** Open the panel of a data file, or bring it to the front, and reveal the place in it. */
  async openAt(place: Place, beside: boolean): Promise<void> {
    const open = [...this.#panels].find(
      ({ document }) => document.purpose !== 'adjudicate' && document.dataUri.toString() === place.data.toString(),
    );
    if (open !== undefined) {
      open.webviewPanel.reveal(undefined, false);
      await open.reveal(place);
      return;
    }
    if (!(await this.#mayOpen(place.data))) return;
    const key = place.data.toString();
    this.#awaited.set(key, place);
    try {
      const side = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
      // From one panel to another file's: in its place, not in yet another column.
      const column = this.#active?.webviewPanel.viewColumn ?? side;
      await vscode.commands.executeCommand('vscode.openWith', toPanelUri(place.data), viewType, column);
    } finally {
      this.#awaited.delete(key);
    }
  }

  /** A tag or link that somebody else wrote may name any path: outside what is open here, ask. */
  async #mayOpen(data: vscode.Uri): Promise<boolean> {
    const name = vscode.workspace.asRelativePath(data);
    const there = await vscode.workspace.fs.stat(data).then(
      () => true,
      () => false,
    );
    if (!there) throw new Error(vscode.l10n.t('There is no file {0}. It may have been moved or deleted.', name));
    const folder = dirname(data.path);
    const near = this.all.some((panel) => dirname(panel.document.dataUri.path) === folder);
    if (near || vscode.workspace.getWorkspaceFolder(data) !== undefined) return true;
    const open = vscode.l10n.t('Open');
    const detail = vscode.l10n.t('It is outside the workspace.');
    return (
      (await vscode.window.showWarningMessage(vscode.l10n.t('Open {0}?', name), { modal: true, detail }, open)) === open
    );
  }

  dispose(): void {
    this.#activeChanged.dispose();
  }

  #activate(panel: PanelHost | undefined): void {
    if (this.#active === panel) return;
    this.#active = panel;
    this.#activeChanged.fire(panel);
  }
}
