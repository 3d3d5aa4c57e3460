import { codePointLength } from '../text/codePoints.ts';
import { partRegions } from '../transcripts/partRegions.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import { allMessages } from '../transcripts/transcriptText.ts';
import { contextLine } from './contextLine.ts';
import { scoreMatches } from './scoreFilter.ts';
import type { SearchHit } from './searchFile.ts';
import type { SearchFilters } from './searchQuery.ts';
import { type TagMark, tagFilter } from './tagMark.ts';
import type { TextMatcher } from './textMatcher.ts';

/** The hits in a transcript, in reading order, those in threads beside it last; undefined where others may have their turn. */
export function* searchTranscript(
  transcript: Transcript,
  find: TextMatcher,
  filters: SearchFilters,
  marks: readonly TagMark[],
): Generator<SearchHit | undefined> {
  const { name, record, scores } = transcript;
  const { roles, partTypes, score } = filters;
  if (score !== undefined && !scoreMatches(scores, score)) return;
  const passes = tagFilter(transcript, marks, filters);
  for (const { id, index, role, parts } of allMessages(transcript)) {
    if (roles !== undefined && !roles.includes(role)) continue;
    for (const [at, whole] of parts.entries()) {
      if (partTypes !== undefined && !partTypes.includes(whole.type)) continue;
      for (const { part, text } of partRegions(whole, at)) {
        let counted = { utf16: 0, codePoints: 0 };
        for (const match of find(text)) {
          if (match === undefined) {
            yield undefined;
            continue;
          }
          const start = counted.codePoints + codePointLength(text.slice(counted.utf16, match.start));
          const end = start + codePointLength(text.slice(match.start, match.end));
          counted = { utf16: match.end, codePoints: end };
          const span = { start, end };
          if (!passes(id, part, span)) continue;
          const place = { record, transcript: name, message: id, index, role, partType: whole.type, part, span };
          yield { type: 'hit', ...place, ...contextLine(text, match) };
        }
        yield undefined;
      }
    }
  }
}
