import * as vscode from 'vscode';
import type { Problem } from '../../core/problem.ts';
import { isProblem } from '../../core/readers/isProblem.ts';
import { marksIn } from '../../core/search/marksIn.ts';
import { type FileSearch, fileSearch, type SearchEvent } from '../../core/search/searchFile.ts';
import type { SearchQuery } from '../../core/search/searchQuery.ts';
import type { OpenTranscripts } from '../files/openTranscripts.ts';
import type { SeenTags } from '../tags/seenTags.ts';
import { SearchResults } from './searchResults.ts';

/** More than anybody looks through; a tree of more is slow. */
const mostHits = 10_000;

/** What reading says of files that are no transcripts, as most in a workspace are. */
const notTranscripts = new Set([
  'format.unknown',
  'zip.notInspect',
  'file.empty',
  'file.noTranscripts',
  'json.invalid',
]);

/** How far a search is. `limit`: it stopped because there was more than it keeps. */
export interface SearchState {
  readonly status: 'idle' | 'running' | 'done' | 'stopped' | 'limit';
  readonly files: number;
  readonly of: number;
}

/** One search at a time over files, one after the other; a new one ends the one that runs. */
export class TranscriptSearch implements vscode.Disposable {
  readonly #transcripts: OpenTranscripts;
  readonly #tags: SeenTags;
  readonly #hidesScores: (uri: vscode.Uri) => boolean;
  readonly #changed = new vscode.EventEmitter<void>();
  /** There are more results, or the state is another. Comes in thousands. */
  readonly onDidChange = this.#changed.event;
  #running: AbortController | undefined;
  results = new SearchResults();
  state: SearchState = { status: 'idle', files: 0, of: 0 };

  /** Of files whose scores are hidden a search by score finds nothing. */
  constructor(transcripts: OpenTranscripts, tags: SeenTags, hidesScores: (uri: vscode.Uri) => boolean) {
    this.#transcripts = transcripts;
    this.#tags = tags;
    this.#hidesScores = hidesScores;
  }

  /** Resolves when the search is through, or stopped. Rejects when a file fails in a way that is no Problem. */
  async run(query: SearchQuery, findFiles: () => Promise<readonly vscode.Uri[]>): Promise<void> {
    const search = fileSearch(query);
    if (isProblem(search)) throw new Error(`a query that was not checked: ${search.code}`);
    this.stop();
    const running = new AbortController();
    this.#running = running;
    this.results = new SearchResults();
    this.#become({ status: 'running', files: 0, of: 0 });
    try {
      const files = await findFiles();
      for (const [done, uri] of files.entries()) {
        running.signal.throwIfAborted();
        this.#become({ status: 'running', files: done, of: files.length });
        if (query.filters?.score === undefined || !this.#hidesScores(uri)) {
          await this.#searchFile(uri, search, running.signal);
        }
        if (this.results.hits >= mostHits) return this.#become({ ...this.state, status: 'limit' });
      }
      this.#become({ status: 'done', files: files.length, of: files.length });
    } catch (error) {
      if (this.#running === running) this.#become({ ...this.state, status: 'stopped' });
      if (!running.signal.aborted) throw error;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  /** Keep what was found. */
  stop(): void {
    this.#running?.abort();
  }

  clear(): void {
    this.stop();
    this.#running = undefined;
    this.results = new SearchResults();
    this.#become({ status: 'idle', files: 0, of: 0 });
  }

  dispose(): void {
    this.stop();
    this.#changed.dispose();
  }

  async #searchFile(uri: vscode.Uri, search: FileSearch, signal: AbortSignal): Promise<void> {
    const results = this.results;
    await this.#tags.ready;
    try {
      await this.#transcripts.use(uri, async (opened) => {
        if (!('file' in opened)) {
          if (!notTranscripts.has(opened.code)) this.#add(signal, () => results.addProblem(uri, opened));
          return;
        }
        const pause = (): Promise<void> => new Promise((go) => setTimeout(go));
        const marksOf = marksIn(uri.path, this.#tags.sources(uri));
        for await (const event of search(opened.file, { marksOf, pause }, signal)) {
          this.#add(signal, () => collect(results, uri, event));
          if (results.hits >= mostHits) return;
        }
      });
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      const failed: Problem = { code: 'file.failed', severity: 'error', facts: { reason }, at: { file: uri.path } };
      this.#add(signal, () => results.addProblem(uri, failed));
    }
  }

  #add(signal: AbortSignal, add: () => void): void {
    signal.throwIfAborted();
    add();
    this.#changed.fire();
  }

  #become(state: SearchState): void {
    this.state = state;
    this.#changed.fire();
  }
}

function collect(results: SearchResults, uri: vscode.Uri, event: SearchEvent): void {
  if (event.type === 'hit') results.addHit(uri, event);
  else if (event.type === 'problem' && event.problem.severity === 'error') results.addProblem(uri, event.problem);
}
