import * as vscode from 'vscode';
import { type Codebook, kindOf } from '../core/codebook/codebook.ts';
import type { PanelAction } from '../panel/panelActions.ts';
import { DisposableStore } from './disposableStore.ts';
import { activeFile } from './files/activeFile.ts';
import type { Navigator } from './jumping/navigator.ts';
import type { Place } from './jumping/place.ts';
import { recordOf } from './jumping/recordDocuments.ts';
import { placeAt } from './jumping/yamlLinks.ts';
import type { Panels } from './panel/panels.ts';
import { toDataUri, toPanelUri, viewType } from './panel/panelUri.ts';
import type { Services } from './services.ts';
import { askReviewer } from './tags/reviewer.ts';
import type { TagTree } from './tags/tagTree.ts';

/** Commands that the page carries out, on its own selection or focus. */
const panelCommands: Readonly<Record<string, PanelAction>> = {
  'plumbline.linkRevealed': 'linkRevealed',
  'plumbline.editTag': 'editTag',
  'plumbline.removeTag': 'removeTag',
  'plumbline.nextTag': 'nextTag',
  'plumbline.previousTag': 'previousTag',
  'plumbline.otherEnd': 'otherEnd',
  'plumbline.nextMessage': 'nextMessage',
  'plumbline.previousMessage': 'previousMessage',
  'plumbline.toggleReviewed': 'toggleReviewed',
  'plumbline.openSource': 'openSource',
  'plumbline.copyLink': 'copyLink',
  'plumbline.showList': 'showList',
  'plumbline.compare': 'compare',
  'plumbline.find': 'find',
  'plumbline.toggleOutline': 'toggleOutline',
  'plumbline.toggleDetails': 'toggleDetails',
  'plumbline.focusTray': 'focusTray',
  'plumbline.showReviewers': 'showReviewers',
  'plumbline.toggleMine': 'toggleMine',
  'plumbline.tagTranscript': 'tagTranscript',
  'plumbline.replyToTag': 'reply',
  'plumbline.agreeWithTag': 'agree',
  'plumbline.disagreeWithTag': 'disagree',
  'plumbline.nextSuggestion': 'nextSuggestion',
  'plumbline.acceptSuggestion': 'acceptSuggestion',
  'plumbline.editSuggestion': 'editSuggestion',
  'plumbline.rejectSuggestion': 'rejectSuggestion',
  'plumbline.reviewAnchors': 'reviewAnchors',
};

export function registerCommands(
  services: Services,
  panels: Panels,
  navigator: Navigator,
  tree: TagTree,
): vscode.Disposable {
  const store = new DisposableStore();
  const register = (id: string, run: (...args: never[]) => unknown): void => {
    store.add(
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          await (run as (...given: unknown[]) => unknown)(...args);
        } catch (error) {
          services.report(error);
        }
      }),
    );
  };
  for (const [id, action] of Object.entries(panelCommands)) {
    register(id, () => activePanel(panels).perform(action));
  }
  register('plumbline.tagSelection', async (kind?: string) => {
    const panel = activePanel(panels);
    const codebook = services.codebooks.of(panel.document.dataUri);
    // A key bound by the user may name a kind of another project.
    if (kind !== undefined && kindOf(codebook, kind) === undefined) {
      throw new Error(vscode.l10n.t('The codebook has no kind {0}.', kind));
    }
    const chosen = kind ?? (await pickKind(codebook));
    if (chosen !== undefined) panel.perform('tag', chosen);
  });
  register('plumbline.openTranscript', async (uri?: vscode.Uri) => {
    const data = uri ?? activeFile() ?? (await askForFile());
    if (data === undefined) return;
    const beside = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    await vscode.commands.executeCommand('vscode.openWith', toPanelUri(toDataUri(data)), viewType, beside);
  });
  register('plumbline.openPlace', (place: Omit<Place, 'data'> & { readonly data: string }) =>
    services.openAt({ ...place, data: vscode.Uri.parse(place.data, true) }),
  );
  register('plumbline.showTag', (tag: string, _file?: vscode.Uri, side = 0) => navigator.goToTarget(tag, side));
  register('plumbline.showTarget', async () => {
    const editor = vscode.window.activeTextEditor;
    const place = editor && placeAt(editor.document, editor.selection.active);
    if (place === undefined) throw new Error(vscode.l10n.t('Put the cursor on a target of a tag first.'));
    await services.openAt(place);
  });
  register('plumbline.openRaw', async () => {
    const record = vscode.window.activeTextEditor && recordOf(vscode.window.activeTextEditor.document.uri);
    if (record !== undefined) await vscode.commands.executeCommand('vscode.open', record.data);
  });
  register(
    'plumbline.openTagFile',
    (node: { readonly linked?: { readonly tag: { readonly id: string } } }) =>
      node.linked && navigator.openTagFile(node.linked.tag.id),
  );
  register('plumbline.setReviewer', () => askReviewer(services.settings));
  register('plumbline.groupTagsByFile', () => tree.group('file'));
  register('plumbline.groupTagsByKind', () => tree.group('kind'));
  return store;
}

function activePanel(panels: Panels): NonNullable<Panels['active']> {
  if (panels.active === undefined) throw new Error(vscode.l10n.t('Open a transcript in the panel first.'));
  return panels.active;
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open Transcript'),
    filters: {
      [vscode.l10n.t('Transcripts')]: [
        'json',
        'jsonl',
        'ndjson',
        'eval',
        'txt',
        'md',
        'log',
        'csv',
        'tsv',
        'parquet',
        'traj',
        'gz',
      ],
      [vscode.l10n.t('All Files')]: ['*'],
    },
  });
  return chosen?.[0];
}

async function pickKind(codebook: Codebook): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(
    codebook.kinds.map((kind) => ({
      label: kind.title,
      description: kind.key,
      detail: kind.definition,
      id: kind.id,
    })),
    { title: vscode.l10n.t('Tag With'), matchOnDetail: true },
  );
  return picked?.id;
}
