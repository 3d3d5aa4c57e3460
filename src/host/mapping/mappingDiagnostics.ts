import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { diagnostic, startsOfLines } from '../tags/diagnostics.ts';
import { type FileMappings, readText } from './fileMappings.ts';
import { kindOf, mappingKinds } from './mappingKinds.ts';

/** Problems of files of mappings at their lines, and a lens on each mapping to see what it makes of a file. */
export function registerMappingMarks(mappings: FileMappings): vscode.Disposable {
  const store = new DisposableStore();
  const collection = store.add(vscode.languages.createDiagnosticCollection('plumbline-mappings'));
  const show = (uri: vscode.Uri, text: string | undefined): void => {
    const lines = startsOfLines(text ?? '');
    const problems = text === undefined ? [] : kindOf(uri).parse(text).problems;
    collection.set(
      uri,
      problems.map((problem) => diagnostic(problem, lines)),
    );
  };
  const look = async (uri: vscode.Uri): Promise<void> => {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    show(uri, open?.getText() ?? (await readText(uri)));
  };
  store.add(mappings.onDidChange((uri) => void look(uri)));
  for (const { pattern } of mappingKinds) {
    const selector: vscode.DocumentSelector = { pattern };
    store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (vscode.languages.match(selector, document) > 0) show(document.uri, document.getText());
      }),
    );
    void vscode.workspace
      .findFiles(pattern, '**/node_modules/**')
      .then((found) => found.forEach((uri) => void look(uri)));
    store.add(
      vscode.languages.registerCodeLensProvider(selector, {
        provideCodeLenses: (document) =>
          kindOf(document.uri)
            .parse(document.getText())
            .mappings.map(({ range }, index) => {
              const at = document.positionAt(range.start);
              return new vscode.CodeLens(new vscode.Range(at, at), {
                title: vscode.l10n.t('Preview'),
                command: 'plumbline.previewMapping',
                arguments: [document.uri, index],
              });
            }),
      }),
    );
  }
  return store;
}
