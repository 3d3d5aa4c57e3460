import type { Citation, Score } from '../core/transcripts/transcript.ts';

/** Citations that the page shows of all scores of a transcript; a message to it has a size. */
const mostCitations = 200;
/** UTF-16 units of what is said about a citation, and of its quote: its place shows the rest. */
const longestText = 200;

export interface ViewScores {
  readonly scores: readonly Score[];
  readonly citationsLeftOut?: number;
}

/** Scores as they are, but for citations past what the page can show. */
export function viewScores(scores: readonly Score[]): ViewScores {
  const count = scores.reduce((sum, { citations = [] }) => sum + citations.length, 0);
  let left = mostCitations;
  const shown = scores.map((score): Score => {
    if (score.citations === undefined) return score;
    const citations = score.citations.slice(0, left).map(short);
    left -= citations.length;
    return { ...score, citations };
  });
  return { scores: shown, ...(count > mostCitations && { citationsLeftOut: count - mostCitations }) };
}

function short({ text, quote, ...place }: Citation): Citation {
  return {
    ...(text !== undefined && { text: cut(text) }),
    ...(quote !== undefined && { quote: cut(quote) }),
    ...place,
  };
}

const cut = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/u, '')}…` : text;
