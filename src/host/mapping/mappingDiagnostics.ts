import * as vscode from 'vscode';
import { parseReadersFile } from '../../core/readers/mapping/readersFile.ts';
import { DisposableStore } from '../disposableStore.ts';
import { diagnostic, startsOfLines } from '../tags/diagnostics.ts';
import { type ReaderMappings, readersPattern, readText } from './readerMappings.ts';

export const readersSelector: vscode.DocumentSelector = { pattern: readersPattern };

/** Problems of files of mappings at their lines, and a lens on each mapping to see what it makes of a file. */
export function registerMappingMarks(mappings: ReaderMappings): vscode.Disposable {
  const store = new DisposableStore();
  const collection = store.add(vscode.languages.createDiagnosticCollection('plumbline-readers'));
  const show = (uri: vscode.Uri, text: string | undefined): void => {
    const lines = startsOfLines(text ?? '');
    const problems = text === undefined ? [] : parseReadersFile(text).problems;
    collection.set(
      uri,
      problems.map((problem) => diagnostic(problem, lines)),
    );
  };
  const isReaders = (document: vscode.TextDocument): boolean => vscode.languages.match(readersSelector, document) > 0;
  const look = async (uri: vscode.Uri): Promise<void> => {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    show(uri, open?.getText() ?? (await readText(uri)));
  };
  store.add(mappings.onDidChange((uri) => void look(uri)));
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isReaders(document)) show(document.uri, document.getText());
    }),
  );
  void vscode.workspace
    .findFiles(readersPattern, '**/node_modules/**')
    .then((found) => found.forEach((uri) => void look(uri)));
  store.add(
    vscode.languages.registerCodeLensProvider(readersSelector, {
      provideCodeLenses: (document) =>
        parseReadersFile(document.getText()).mappings.map(({ range }, index) => {
          const at = document.positionAt(range.start);
          return new vscode.CodeLens(new vscode.Range(at, at), {
            title: vscode.l10n.t('Preview'),
            command: 'plumbline.previewMapping',
            arguments: [document.uri, index],
          });
        }),
    }),
  );
  return store;
}
