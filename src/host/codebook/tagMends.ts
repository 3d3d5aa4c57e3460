import * as vscode from 'vscode';
import type { Codebook } from '../../core/codebook/codebook.ts';
import { type Mend, mendTags } from '../../core/codebook/mendTags.ts';
import { type Misfit, misfitName, misfitOf, type Replacement, replacementsOf } from '../../core/codebook/misfit.ts';
import { tagProblems } from '../../core/codebook/tagProblems.ts';
import { pathRange } from '../../core/tags/pathRange.ts';
import { parseTagFile } from '../../core/tags/tagFile.ts';
import { parseTagFileName } from '../../core/tags/tagFileName.ts';
import { basename } from '../../core/text/paths.ts';
import { DisposableStore } from '../disposableStore.ts';
import { tagFileSelector } from '../jumping/yamlLinks.ts';
import type { Services } from '../services.ts';
import { dataUriOf } from '../tags/tagUri.ts';

/** What the command is given; `to` is asked for where it is left out. */
interface MendRequest {
  readonly uri: vscode.Uri;
  readonly misfit: Misfit;
  readonly to?: Mend['to'];
  readonly tag?: string;
}

/** Names offered by themselves; the others are behind a list. */
const offered = 2;

/**
 * Quick fixes for tags that the codebook no longer fits: another word, in this tag or in all files of its reviewer that
 * the codebook is for, or the old one kept.
 */
export function registerTagMends(services: Services): vscode.Disposable {
  const store = new DisposableStore();
  store.add(
    vscode.languages.registerCodeActionsProvider(
      tagFileSelector,
      { provideCodeActions: (document, range, context) => fixesAt(services, document, range, context) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  store.add(
    vscode.commands.registerCommand('plumbline.mendTags', (request: MendRequest) =>
      mend(services, request).catch((error: unknown) => services.report(error)),
    ),
  );
  return store;
}

function codebookFor(services: Services, tags: vscode.Uri): Codebook {
  return services.codebooks.of(dataOf(tags));
}

function dataOf(tags: vscode.Uri): vscode.Uri {
  const name = parseTagFileName(basename(tags.path));
  return name === undefined ? tags : dataUriOf(tags, name.data);
}

function fixesAt(
  services: Services,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const { uri } = document;
  const codebook = codebookFor(services, uri);
  const file = parseTagFile(document.getText());
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return file.items.tags
    .filter((item) => item.start <= end && start <= item.end)
    .flatMap((item) =>
      (item.value === undefined ? [] : tagProblems(item.value, codebook)).flatMap((problem) => {
        const misfit = misfitOf(problem);
        const at = pathRange(item, problem.at.field ?? '');
        if (misfit === undefined || at.start > end || start > at.end) return [];
        const diagnostics = context.diagnostics.filter(
          ({ code, range: marked }) => code === problem.code && document.offsetAt(marked.start) === at.start,
        );
        return fixes({ uri, misfit, tag: item.id }, file.reviewer ?? '', codebook).map((fix) =>
          Object.assign(fix, { diagnostics }),
        );
      }),
    );
}

function fixes(
  { uri, misfit, tag }: MendRequest & { readonly tag: string },
  reviewer: string,
  codebook: Codebook,
): vscode.CodeAction[] {
  const old = misfitName(misfit);
  const action = (title: string, request: MendRequest): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.command = { command: 'plumbline.mendTags', title, arguments: [request] };
    return made;
  };
  const replacements = replacementsOf(misfit, codebook);
  const first = replacements.slice(0, offered).map(({ id }) =>
    action(vscode.l10n.t('Change “{0}” to “{1}” in all files of {2}', old, id, reviewer), {
      uri,
      misfit,
      to: { id },
    }),
  );
  if (first[0] !== undefined) first[0].isPreferred = true;
  const more =
    replacements.length === 0
      ? []
      : [
          action(vscode.l10n.t('Change “{0}” to… in all files of {1}', old, reviewer), { uri, misfit }),
          action(vscode.l10n.t('Change “{0}” to… in this tag', old), { uri, misfit, tag }),
        ];
  return [
    ...first,
    ...more,
    action(vscode.l10n.t('Keep “{0}” in this tag', old), { uri, misfit, to: 'keep', tag }),
    action(vscode.l10n.t('Keep “{0}” in all files of {1}', old, reviewer), { uri, misfit, to: 'keep' }),
  ];
}

async function mend(services: Services, { uri, misfit, to, tag }: MendRequest): Promise<void> {
  const codebook = codebookFor(services, uri);
  const chosen = to ?? (await pick(misfit, replacementsOf(misfit, codebook)));
  if (chosen === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  for (const file of tag === undefined ? filesLike(services, uri) : [uri]) {
    // The text in an editor, where there is one: it may be ahead of the file.
    const document = await vscode.workspace.openTextDocument(file);
    const change: Mend = { misfit, to: chosen, ...(tag !== undefined && { tag }) };
    for (const { start, end, text } of mendTags(parseTagFile(document.getText()), change, codebook)) {
      edit.replace(file, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    }
  }
  if (edit.size === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No tag could be changed so.'));
    return;
  }
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

/** The tag files of the same reviewer under the same codebook: no one writes another's. */
function filesLike({ tagIndex, codebooks }: Services, uri: vscode.Uri): readonly vscode.Uri[] {
  const known = tagIndex.files.find((entry) => entry.uri.toString() === uri.toString());
  if (known === undefined) return [uri];
  const codebook = codebooks.fileOf(known.dataUri);
  return tagIndex.files
    .filter(
      (entry) =>
        entry.file.reviewer === known.file.reviewer &&
        entry.suggested === known.suggested &&
        codebooks.fileOf(entry.dataUri) === codebook,
    )
    .map((entry) => entry.uri);
}

async function pick(misfit: Misfit, replacements: readonly Replacement[]): Promise<Mend['to'] | undefined> {
  const picked = await vscode.window.showQuickPick(
    replacements.map(({ id, title, definition }) => ({
      label: String(id),
      description: title === String(id) ? '' : title,
      detail: definition,
      id,
    })),
    { title: vscode.l10n.t('Change “{0}” To', misfitName(misfit)), matchOnDescription: true, matchOnDetail: true },
  );
  return picked && { id: picked.id };
}
