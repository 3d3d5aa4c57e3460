import * as vscode from 'vscode';
import { tagProblems } from '../../core/codebook/tagProblems.ts';
import type { Problem } from '../../core/problem.ts';
import { problemText } from '../../core/problemText.ts';
import { pathRange } from '../../core/tags/pathRange.ts';
import { parseTagFile } from '../../core/tags/tagFile.ts';
import { parseTagFileName } from '../../core/tags/tagFileName.ts';
import { basename } from '../../core/text/paths.ts';
import type { Codebooks } from '../codebook/codebooks.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { SeenTags } from './seenTags.ts';
import type { IndexedFile, TagIndex } from './tagIndex.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Problems of one file whose place inside their tag is looked for; the others are at its first line. */
const mostPlaced = 500;

/** Problems of tag files, at their places; of one that is being typed in, as it stands in its editor. */
export class Diagnostics implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection('plumbline'));
  readonly #index: TagIndex;
  readonly #codebooks: Codebooks;
  readonly #seen: SeenTags;
  /** Files with unsaved changes in a text editor. */
  readonly #typed = new Map<string, IndexedFile['file']>();
  #shown = new Map<string, IndexedFile['file']>();

  constructor(index: TagIndex, codebooks: Codebooks, seen: SeenTags) {
    this.#index = index;
    this.#codebooks = codebooks;
    this.#seen = seen;
    this.#store.add(index.onDidChange(() => this.#update()));
    const anew = (): void => {
      this.#shown.clear();
      this.#update();
    };
    this.#store.add(codebooks.onDidChange(anew));
    // What was hidden from a blind reviewer may be seen now.
    this.#store.add(seen.onDidChange(() => this.#seen.blind && anew()));
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#type(document)));
    this.#store.add(vscode.workspace.onDidCloseTextDocument((document) => this.#type(document)));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #type(document: vscode.TextDocument): void {
    if (parseTagFileName(basename(document.uri.path)) === undefined) return;
    const key = document.uri.toString();
    if (document.isDirty && !document.isClosed) {
      this.#typed.set(key, parseTagFile(document.getText(), { previous: this.#typed.get(key) }));
    } else if (!this.#typed.delete(key)) return;
    this.#update();
  }

  #update(): void {
    const now = new Map<string, IndexedFile['file']>();
    for (const { uri, dataUri, file: indexed } of this.#index.files) {
      const key = uri.toString();
      const file = this.#typed.get(key) ?? indexed;
      now.set(key, file);
      if (this.#shown.get(key) === file) continue;
      const lineStarts = startsOfLines(file.text);
      const found = [...file.problems, ...this.#codebookProblems(uri, dataUri, file)];
      this.#collection.set(
        uri,
        found.map((problem) => diagnostic(problem, lineStarts)),
      );
    }
    for (const key of this.#shown.keys()) {
      if (!now.has(key)) this.#collection.delete(vscode.Uri.parse(key));
    }
    this.#shown = now;
  }

  /** Ids of the tags of a file that its reader may see; undefined where nothing is hidden. */
  #seenIn(uri: vscode.Uri): ReadonlySet<string> | undefined {
    if (!this.#seen.blind) return undefined;
    const source = this.#seen.sources(uri).find(({ path }) => path === uri.path);
    return new Set(source?.tags.map(({ id }) => id));
  }

  #codebookProblems(uri: vscode.Uri, data: vscode.Uri, file: IndexedFile['file']): Problem[] {
    const codebook = this.#codebooks.of(data);
    const seen = this.#seenIn(uri);
    let placed = 0;
    return file.items.tags.flatMap((item) =>
      item.value === undefined || seen?.has(item.id) === false
        ? []
        : tagProblems(item.value, codebook).map((problem) => {
            const field = placed++ < mostPlaced ? (problem.at.field ?? '') : '';
            const range =
              field === '' ? { start: item.start, end: firstLineEnd(file.text, item) } : pathRange(item, field);
            return { ...problem, at: { ...problem.at, range } };
          }),
    );
  }
}

function firstLineEnd(text: string, item: { readonly start: number; readonly end: number }): number {
  const newline = text.indexOf('\n', item.start);
  return newline < 0 || newline > item.end ? item.end : newline;
}

export function diagnostic(problem: Problem, lineStarts: readonly number[]): vscode.Diagnostic {
  const { range, line } = problem.at;
  const at =
    range === undefined
      ? new vscode.Range((line ?? 1) - 1, 0, (line ?? 1) - 1, Number.MAX_SAFE_INTEGER)
      : new vscode.Range(positionAt(lineStarts, range.start), positionAt(lineStarts, Math.max(range.end, range.start)));
  const shown = new vscode.Diagnostic(at, problemText(problem, vscode.l10n.t), severities[problem.severity]);
  shown.source = 'Plumbline';
  shown.code = problem.code;
  return shown;
}

export function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): vscode.Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return new vscode.Position(low, offset - (starts[low] ?? 0));
}
