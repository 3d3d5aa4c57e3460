import type { Part, Role } from '../transcripts/transcript.ts';
import type { ScoreFilter } from './scoreFilter.ts';

/** What to look for. Without more said, a literal, in any case of its letters. */
export interface SearchQuery {
  readonly text: string;
  /** `text` is a regular expression in the syntax of RE2, which has no look-around and no back-references. */
  readonly regex?: boolean;
  readonly caseSensitive?: boolean;
  /** A match has no letter, digit or underscore right before or after it. */
  readonly wholeWord?: boolean;
  readonly filters?: SearchFilters;
}

/** Where to look. All that are given must hold; of a list, any. */
export interface SearchFilters {
  readonly roles?: readonly Role[];
  readonly partTypes?: readonly Part['type'][];
  /** Whether the match lies (in part) in something tagged. */
  readonly tagged?: boolean;
  /** The match lies in something tagged with one of these kinds. */
  readonly kinds?: readonly string[];
  /** The match lies in something that one of these reviewers tagged. */
  readonly reviewers?: readonly string[];
  readonly score?: ScoreFilter;
}

export const roles: readonly Role[] = ['system', 'user', 'assistant', 'tool', 'other'];
export const partTypes: readonly Part['type'][] = [
  'text',
  'reasoning',
  'tool_call',
  'tool_result',
  'image',
  'document',
  'other',
];
