import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { placeOf } from '../jumping/place.ts';
import type { Panels } from '../panel/panels.ts';
import type { Services } from '../services.ts';
import { askForSearch, queryOf, type SearchRequest } from './searchBox.ts';
import { openFiles, workspaceFiles } from './searchFiles.ts';
import { describeScope, pickSearchScope } from './searchFilters.ts';
import type { HitNode } from './searchResults.ts';
import { SearchTree } from './searchTree.ts';
import { TranscriptSearch } from './transcriptSearch.ts';

const viewId = 'plumbline.searchResults';
const lastKey = 'plumbline.search';
const blank: SearchRequest = {
  text: '',
  caseSensitive: false,
  wholeWord: false,
  regex: false,
  filters: {},
  openOnly: false,
};

/** The view of search results with its commands. The last request is kept with the workspace. */
export function registerSearch(services: Services, panels: Panels, memory: vscode.Memento): vscode.Disposable {
  const { seenTags, settings } = services;
  const store = new DisposableStore();
  const search = store.add(new TranscriptSearch(services.transcripts, seenTags, (uri) => settings.blind(uri)));
  const tree = store.add(new SearchTree(() => search.results.files));
  const view = store.add(vscode.window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true }));
  const last = (): SearchRequest => ({ ...blank, ...memory.get<Partial<SearchRequest>>(lastKey) });

  const run = (request: SearchRequest): Thenable<void> => {
    const files = async (): Promise<readonly vscode.Uri[]> => (request.openOnly ? openFiles(panels) : workspaceFiles());
    view.description = request.text;
    const work = search.run(queryOf(request), files);
    return vscode.window.withProgress({ location: { viewId } }, () => work);
  };
  const ask = async (): Promise<void> => {
    const codebook = services.codebooks.merged;
    const reviewers = [...new Set(seenTags.all().map(({ linked }) => linked.source.reviewer))].sort();
    const request = await askForSearch(
      last(),
      (scope) => describeScope(scope, codebook),
      (scope) => pickSearchScope(scope, codebook, { reviewers, scores: !seenTags.blind }),
    );
    if (request === undefined) return;
    await memory.update(lastKey, request);
    await vscode.commands.executeCommand(`${viewId}.focus`);
    await run(request);
  };
  const open = ({ hit, transcript }: HitNode): Promise<void> => {
    const beside = vscode.window.activeTextEditor !== undefined;
    return services.openAt(placeOf(transcript.file.uri, hit), { beside });
  };

  const register = (id: string, work: (node: HitNode) => unknown): void => {
    const command = async (node: HitNode): Promise<void> => {
      try {
        await work(node);
      } catch (error) {
        services.report(error);
      }
    };
    store.add(vscode.commands.registerCommand(id, command));
  };
  register('plumbline.searchTranscripts', ask);
  register('plumbline.refreshSearch', () => (last().text === '' ? ask() : run(last())));
  register('plumbline.stopSearch', () => search.stop());
  register('plumbline.clearSearch', () => {
    view.description = '';
    search.clear();
  });
  register('plumbline.openSearchResult', open);

  let shown = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    timer = undefined;
    shown = performance.now();
    tree.refresh();
    view.message = messageOf(search);
    void vscode.commands.executeCommand('setContext', 'plumbline.searchState', search.state.status);
  };
  store.add({ dispose: () => clearTimeout(timer) });
  store.add(
    search.onDidChange(() => {
      // VS Code shows a view's changes when there was none for 200 ms: those that come faster are never shown.
      const pause = 400 + search.results.hits / 10;
      timer ??= setTimeout(show, Math.max(0, shown + pause - performance.now()));
    }),
  );
  return store;
}

/** What was found and how far the search is; empty before the first one. */
function messageOf({ results, state }: TranscriptSearch): string {
  const { hits, transcripts } = results;
  const matches = hits === 1 ? vscode.l10n.t('1 match') : vscode.l10n.t('{0} matches', hits);
  const found =
    transcripts === 1
      ? vscode.l10n.t('{0} in 1 transcript', matches)
      : vscode.l10n.t('{0} in {1} transcripts', matches, transcripts);
  switch (state.status) {
    case 'idle':
      return '';
    case 'running':
      if (state.of === 0) return vscode.l10n.t('Looking for transcripts…');
      return vscode.l10n.t('{0}. Searching file {1} of {2}…', found, Math.min(state.files + 1, state.of), state.of);
    case 'done':
      return hits === 0 ? vscode.l10n.t('Nothing found in {0} files.', state.of) : `${found}.`;
    case 'stopped':
      return vscode.l10n.t('{0}. Stopped at file {1} of {2}.', found, state.files + 1, state.of);
    case 'limit':
      return vscode.l10n.t('{0}. There are more: narrow the search.', found);
  }
}
