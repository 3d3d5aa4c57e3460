import * as vscode from 'vscode';
import type { Codebook } from '../../core/codebook/codebook.ts';
import { codebookPath, parseCodebook } from '../../core/codebook/codebookFile.ts';
import { countVersions, type VersionCount, versionProblems } from '../../core/codebook/codebookVersion.ts';
import { type TagFile, valuesOf } from '../../core/tags/tagFile.ts';
import { DisposableStore } from '../disposableStore.ts';
import { diagnostic, startsOfLines } from '../tags/diagnostics.ts';
import type { TagIndex } from '../tags/tagIndex.ts';
import { registerYamlProblems } from '../yaml/yamlProblems.ts';
import type { Codebooks } from './codebooks.ts';

/** Problems of codebooks: of their text, and of their version, as the tags made under them tell. */
export function registerCodebookDiagnostics(codebooks: Codebooks, index: TagIndex): vscode.Disposable {
  const store = new DisposableStore();
  const pattern = `**/${codebookPath}`;
  store.add(
    registerYamlProblems('plumbline-codebook', [{ pattern, problems: (text) => parseCodebook(text).problems }]),
  );
  const collection = store.add(vscode.languages.createDiagnosticCollection('plumbline-codebook-version'));
  const counted = new WeakMap<TagFile, { readonly codebook: Codebook; readonly count: VersionCount }>();
  const countOf = (file: TagFile, codebook: Codebook): VersionCount => {
    const known = counted.get(file);
    if (known?.codebook === codebook) return known.count;
    const count = countVersions(valuesOf(file, 'tags'), codebook);
    counted.set(file, { codebook, count });
    return count;
  };
  const update = (): void => {
    collection.clear();
    for (const known of codebooks.files) {
      const { codebook } = known.file;
      if (codebook === undefined) continue;
      const files = index.files.filter(({ dataUri }) => codebooks.fileOf(dataUri) === known);
      const lines = startsOfLines(known.text);
      const problems = versionProblems(
        known.text,
        codebook,
        files.map(({ file }) => countOf(file, codebook)),
      );
      collection.set(
        known.uri,
        problems.map((problem) => diagnostic(problem, lines)),
      );
    }
  };
  store.add(index.onDidChange(update));
  store.add(codebooks.onDidChange(update));
  return store;
}
