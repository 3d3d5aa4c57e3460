import * as vscode from 'vscode';
import type { Codebook } from '../../core/codebook/codebook.ts';
import { codebookDiffText } from '../../core/codebook/codebookDiff.ts';
import { parseCodebook } from '../../core/codebook/codebookFile.ts';
import { newCodebook } from '../../core/codebook/newCodebook.ts';
import { basename } from '../../core/text/paths.ts';
import { DisposableStore } from '../disposableStore.ts';
import { activeFile } from '../files/activeFile.ts';
import { readText } from '../mapping/fileMappings.ts';
import type { Codebooks } from './codebooks.ts';
import { type GitRepository, gitRepository } from './gitRepository.ts';

const scheme = 'plumbline-codebook';
/** Commits offered. */
const mostCommits = 50;

interface Earlier {
  readonly label: string;
  text(): Promise<string>;
}

/** Compare Codebook Versions: the texts side by side, and below them what that means for kinds, fields and options. */
export class CodebookComparison implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #codebooks: Codebooks;
  readonly #texts = new Map<string, string>();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());

  constructor(codebooks: Codebooks) {
    this.#codebooks = codebooks;
    this.#store.add(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
      }),
    );
  }

  /** `given`: the codebook; else the one in the active editor, that of the active file, or the only one. */
  async compare(given?: vscode.Uri): Promise<void> {
    await this.#codebooks.ready;
    const uri = given ?? this.#find();
    if (uri === undefined) {
      throw new Error(vscode.l10n.t('There is no codebook here. “Plumbline: New Codebook” makes one.'));
    }
    const earlier = await this.#ask(uri);
    if (earlier === undefined) return;
    const before = await earlier.text();
    const after = (await vscode.workspace.openTextDocument(uri)).getText();
    const summary = codebookDiffText(read(before, earlier.label), read(after, basename(uri.path)));
    const old = this.#show(`${earlier.label}/codebook.yaml`, uri, before);
    const report = this.#show('Codebook changes.txt', uri, summary);
    const title = vscode.l10n.t('Codebook: {0} ↔ now', earlier.label);
    await vscode.commands.executeCommand('vscode.diff', old, uri, title, { preview: false });
    await vscode.window.showTextDocument(report, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  }

  dispose(): void {
    this.#store.dispose();
  }

  #find(): vscode.Uri | undefined {
    const active = activeFile();
    const { files } = this.#codebooks;
    const shown = active && files.find(({ uri }) => uri.toString() === active.toString());
    const only = files.length === 1 ? files[0] : undefined;
    return (shown ?? (active && this.#codebooks.fileOf(active)) ?? only)?.uri;
  }

  async #ask(uri: vscode.Uri): Promise<Earlier | undefined> {
    const git = await gitRepository(uri);
    const items: readonly (vscode.QuickPickItem & { readonly earlier?: () => Promise<Earlier | undefined> })[] = [
      { label: vscode.l10n.t('The Built-in Codebook'), earlier: async () => builtIn() },
      { label: vscode.l10n.t('Another File…'), earlier: pickFile },
      ...(git === undefined ? [] : await refsOf(git, uri)),
    ];
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Compare {0} With', vscode.workspace.asRelativePath(uri)),
      matchOnDescription: true,
    });
    return picked?.earlier?.();
  }

  #show(path: string, of: vscode.Uri, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${path}`, query: of.toString() });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }
}

function read(text: string, name: string): Codebook {
  const { codebook } = parseCodebook(text);
  if (codebook === undefined) throw new Error(vscode.l10n.t('{0} has no kinds to compare.', name));
  return codebook;
}

function builtIn(): Earlier {
  return { label: 'built-in', text: async () => newCodebook().replace('id: project', 'id: default') };
}

async function pickFile(): Promise<Earlier | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Compare Codebook With'),
      filters: { YAML: ['yaml', 'yml'] },
    })) ?? [];
  return (
    uri && {
      label: vscode.workspace.asRelativePath(uri).replaceAll('/', ' '),
      text: async () => {
        const text = await readText(uri);
        if (text === undefined) throw new Error(vscode.l10n.t('{0} cannot be read.', uri.path));
        return text;
      },
    }
  );
}

/** HEAD, the branches and tags, and the commits that changed the codebook. */
async function refsOf(
  git: GitRepository,
  uri: vscode.Uri,
): Promise<readonly (vscode.QuickPickItem & { readonly earlier: () => Promise<Earlier> })[]> {
  const item = (ref: string, label: string, description = '') => ({
    label,
    description,
    earlier: async () => ({ label, text: () => git.show(ref, uri.fsPath) }),
  });
  const refs = await git.getRefs({});
  const commits = await git.log({ path: uri.fsPath, maxEntries: mostCommits });
  const names = [...new Set(refs.flatMap(({ name }) => (name === undefined ? [] : [name])))];
  return [
    item('HEAD', 'HEAD'),
    ...names.map((name) => item(name, name)),
    ...commits.map(({ hash, message }) => item(hash, hash.slice(0, 8), message.split('\n')[0])),
  ];
}
