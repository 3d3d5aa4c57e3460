import type { Problem } from '../problem.ts';
import { isProblem } from '../readers/isProblem.ts';
import type { TranscriptEntry, TranscriptFile } from '../readers/reader.ts';
import type { Span } from '../text/span.ts';
import type { PartSelector } from '../transcripts/locator.ts';
import type { Part, Role } from '../transcripts/transcript.ts';
import type { ContextLine } from './contextLine.ts';
import { literalCandidates } from './literalCandidates.ts';
import { scoreMatches } from './scoreFilter.ts';
import type { SearchQuery } from './searchQuery.ts';
import { searchTranscript } from './searchTranscript.ts';
import { asksForTags, type TagMark } from './tagMark.ts';
import { textMatcher } from './textMatcher.ts';

/** A match, with the address of its characters. */
export interface SearchHit extends ContextLine {
  readonly type: 'hit';
  readonly record: number;
  readonly transcript: string;
  readonly message: string;
  /** Of the message, in its transcript or thread. */
  readonly index: number;
  readonly role: Role;
  readonly partType: Part['type'];
  readonly part: PartSelector;
  /** Code points of the region's text. */
  readonly span: Span;
}

/** `searched`: so many records of the file are done. `problem`: a record that could not be searched. */
export type SearchEvent =
  | SearchHit
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'searched'; readonly records: number; readonly of: number };

/** Searches one open file. Made once for a query, used for any number of files. */
export type FileSearch = (
  file: TranscriptFile,
  options?: SearchOptions,
  signal?: AbortSignal,
) => AsyncGenerator<SearchEvent>;

export interface SearchOptions {
  /** What is tagged in a transcript; called only when the filters ask for it. */
  marksOf?(transcript: string): readonly TagMark[];
  /** Lets others run; called whenever the search has kept the thread for about 30 ms. */
  pause?(): Promise<void>;
}

/**
 * Prepare a query. The search that it gives goes record by record, in file order, and holds one record at a
 * time; it stops where its consumer stops. A Problem says what is wrong with the query.
 */
export function fileSearch(query: SearchQuery): FileSearch | Problem {
  const find = textMatcher(query);
  if (isProblem(find)) return find;
  const isCandidate = literalCandidates(query);
  const { filters = {} } = query;

  return async function* search(file, options = {}, signal) {
    let last = performance.now();
    const breathe = async (): Promise<void> => {
      if (performance.now() - last < 30) return;
      await options.pause?.();
      signal?.throwIfAborted();
      last = performance.now();
    };
    const mayHold = async (entry: TranscriptEntry, marks: readonly TagMark[]): Promise<boolean> => {
      if (filters.score !== undefined && entry.scores?.length && !scoreMatches(entry.scores, filters.score))
        return false;
      const needsTag = filters.tagged === true || filters.kinds !== undefined || filters.reviewers !== undefined;
      if (needsTag && marks.length === 0) return false;
      if (isCandidate === undefined || file.folded) return true;
      const source = await file.sourceText(entry.record, signal);
      signal?.throwIfAborted();
      // Where there is no text to hold, reading says why.
      return source === undefined || isCandidate(source.text);
    };

    for (const [done, entry] of file.entries.entries()) {
      const marks = asksForTags(filters) ? (options.marksOf?.(entry.name) ?? []) : [];
      if (await mayHold(entry, marks)) {
        const { transcript, problems } = await file.read(entry.record, signal);
        signal?.throwIfAborted();
        for (const problem of problems) yield { type: 'problem', problem };
        for (const hit of transcript === undefined ? [] : searchTranscript(transcript, find, filters, marks)) {
          if (hit !== undefined) yield hit;
          await breathe();
        }
      }
      await breathe();
      yield { type: 'searched', records: done + 1, of: file.entries.length };
    }
  };
}
