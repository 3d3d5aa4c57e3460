import * as vscode from 'vscode';
import type { Problem } from '../../core/problem.ts';
import { DisposableStore } from '../disposableStore.ts';
import { watchFiles } from '../files/watchFiles.ts';
import { readText } from '../mapping/fileMappings.ts';
import { diagnostic, startsOfLines } from '../tags/diagnostics.ts';

/** A file of ours, by glob, and what is wrong with its text; Problems carry ranges. */
export interface YamlFile {
  readonly pattern: string;
  problems(text: string, uri: vscode.Uri): readonly Problem[];
}

/** Problems of files at their lines: of those on disk, and of those in an editor as they stand there. */
export function registerYamlProblems(name: string, files: readonly YamlFile[]): vscode.Disposable {
  const store = new DisposableStore();
  const collection = store.add(vscode.languages.createDiagnosticCollection(name));
  for (const { pattern, problems } of files) {
    const show = (uri: vscode.Uri, text: string | undefined): void => {
      const lines = startsOfLines(text ?? '');
      const found = text === undefined ? undefined : problems(text, uri).map((problem) => diagnostic(problem, lines));
      collection.set(uri, found);
    };
    const look = async (uri: vscode.Uri): Promise<void> => {
      const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
      show(uri, open?.getText() ?? (await readText(uri)));
    };
    store.add(watchFiles(pattern, (uri) => void look(uri)));
    const ours = (document: vscode.TextDocument): boolean => vscode.languages.match({ pattern }, document) > 0;
    store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (ours(document)) show(document.uri, document.getText());
      }),
    );
    // What was typed and not saved is gone with the editor.
    store.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (ours(document)) void readText(document.uri).then((text) => show(document.uri, text));
      }),
    );
    void vscode.workspace
      .findFiles(pattern, '**/node_modules/**')
      .then((found) => found.forEach((uri) => void look(uri)));
  }
  return store;
}
