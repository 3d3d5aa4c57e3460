import { codePointLength } from '../core/text/codePoints.ts';
import { partRegions } from '../core/transcripts/partRegions.ts';
import type { Message, Part, Transcript } from '../core/transcripts/transcript.ts';
import type { FindMatch, Region } from './messages.ts';

/** The regions of a part as the page shows them: the arguments of a call each, else the part's text. */
export function shownRegions(message: Message, part: Part, index: number): readonly { region: Region; text: string }[] {
  return partRegions(part, index).map(({ part: selector, text }) => ({
    region: { message: message.id, part: selector },
    text,
  }));
}

/** The main thread has no id. */
export interface SearchedThread {
  readonly id?: string;
  readonly messages: readonly Message[];
}

/** All threads of a transcript, the one that is shown first, so that a search begins with what is in sight. */
export function searchedThreads({ messages, threads = [] }: Transcript, shown: string | undefined): SearchedThread[] {
  const all: SearchedThread[] = [{ messages }, ...threads];
  return [...all.filter(({ id }) => id === shown), ...all.filter(({ id }) => id !== shown)];
}

/** Matches of a literal, case-insensitive query in the order of the threads, at most `limit`. Spans in code points. */
export function findText(
  threads: readonly SearchedThread[],
  query: string,
  limit = 1000,
): { readonly matches: readonly FindMatch[]; readonly more: boolean } {
  const matches: FindMatch[] = [];
  if (query === '') return { matches, more: false };
  const pattern = new RegExp(query.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi');
  for (const { id, messages } of threads) {
    for (const message of messages) {
      for (const [index, part] of message.parts.entries()) {
        for (const { region, text } of shownRegions(message, part, index)) {
          let at = { utf16: 0, codePoints: 0 };
          for (const match of text.matchAll(pattern)) {
            if (matches.length === limit) return { matches, more: true };
            const start = at.codePoints + codePointLength(text.slice(at.utf16, match.index));
            const end = start + codePointLength(match[0]);
            at = { utf16: match.index + match[0].length, codePoints: end };
            matches.push({ index: message.index, region, start, end, ...(id !== undefined && { thread: id }) });
          }
        }
      }
    }
  }
  return { matches, more: false };
}
