import * as vscode from 'vscode';
import { type Problem, problem } from '../../core/problem.ts';
import type { SectionName } from '../../core/tags/section.ts';
import { findItem } from '../../core/tags/tagFile.ts';
import { parseTagFileName } from '../../core/tags/tagFileName.ts';
import { basename } from '../../core/text/paths.ts';
import { DisposableStore } from '../disposableStore.ts';
import { diagnostic, startsOfLines } from '../tags/diagnostics.ts';
import type { IndexedFile, TagIndex } from '../tags/tagIndex.ts';
import type { Adjudications } from './adjudications.ts';

/** Decisions whose tags changed since, as Problems of the consensus files. */
export class AdjudicationProblems implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection('plumbline-adjudication'));
  readonly #index: TagIndex;
  readonly #adjudications: Adjudications;

  constructor(index: TagIndex, adjudications: Adjudications) {
    this.#index = index;
    this.#adjudications = adjudications;
    this.#store.add(index.onDidChange(() => this.#update()));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #update(): void {
    const files = this.#index.files.filter(({ uri }) => parseTagFileName(basename(uri.path))?.consensus === true);
    this.#collection.clear();
    for (const entry of files) {
      const lineStarts = startsOfLines(entry.file.text);
      this.#collection.set(
        entry.uri,
        this.#problemsOf(entry).map((found) => diagnostic(found, lineStarts)),
      );
    }
  }

  #problemsOf({ dataUri, file }: IndexedFile): readonly Problem[] {
    const { clusters, orphans } = this.#adjudications.of(dataUri);
    const at = (section: SectionName, id: string): Problem['at'] => {
      const item = findItem(file, section, id);
      if (item === undefined) return {};
      const newline = file.text.indexOf('\n', item.start);
      return { range: { start: item.start, end: newline < 0 || newline > item.end ? item.end : newline } };
    };
    const stale = clusters.flatMap(({ stale: found, decisions, rejections }) => {
      if (found === undefined) return [];
      const facts = { changed: found.changed.length, added: found.added.length, gone: found.gone.length };
      const where = decisions.length > 0 ? at('tags', decisions[0]?.id ?? '') : at('replies', rejections[0]?.id ?? '');
      return [problem('adjudication.changed', facts, where, 'warning')];
    });
    return [...stale, ...orphans.map(({ id }) => problem('adjudication.gone', {}, at('tags', id), 'warning'))];
  }
}
