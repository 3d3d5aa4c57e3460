import { spanToCodePoints } from '../text/codePoints.ts';
import type { Span } from '../text/span.ts';
import type { PartSelector } from '../transcripts/locator.ts';
import { partRegions } from '../transcripts/partRegions.ts';
import type { Citation, Message, Transcript } from '../transcripts/transcript.ts';
import { allMessages, findMessage } from '../transcripts/transcriptText.ts';
import { approximateMatches, exactMatches } from './matchQuote.ts';

/** Text of a transcript, in UTF-16 units, in which an inexact quote is still sought everywhere. */
const longestSearch = 2_000_000;

/**
 * The place of a citation that claims a quote, and perhaps the message that it is from. Judges misquote
 * and miscount: the quote is sought as it is and then nearly, in the message named, in its neighbours,
 * then everywhere. What stands in two places equally well is not placed.
 */
export function locateCitation(transcript: Transcript, claim: Citation): Citation {
  const { text, quote, message: id } = claim;
  const said = { ...(text !== undefined && { text }), ...(quote !== undefined && { quote }) };
  const named = id === undefined ? undefined : findMessage(transcript, id);
  const wanted = quote?.trim() ?? '';
  if (wanted === '') return named === undefined ? said : { ...said, message: named.id };
  for (const messages of stages(transcript, named)) {
    const places = messages.flatMap((message) => placesIn(message, wanted, 'exactly'));
    const only = onlyOne(places, claim);
    if (only !== undefined) return { ...said, ...only };
    if (places.length > 0) return messages.length === 1 && named !== undefined ? { ...said, message: named.id } : said;
    const size = messages.reduce((sum, { parts }) => sum + parts.reduce((all, part) => all + part.text.length, 0), 0);
    const near = size > longestSearch ? [] : messages.flatMap((message) => placesIn(message, wanted, 'nearly'));
    const best = onlyOne(near, claim);
    if (best !== undefined) return { ...said, ...best };
  }
  return said;
}

/** The message that is named, those beside it, all of them. */
function stages(transcript: Transcript, named: Message | undefined): (readonly Message[])[] {
  const all = allMessages(transcript);
  if (named === undefined) return [all];
  const at = all.indexOf(named);
  return [[named], all.filter((_, i) => Math.abs(i - at) === 1), all];
}

interface Found {
  readonly message: string;
  readonly part: PartSelector;
  readonly start: number;
  readonly end: number;
  readonly errors: number;
}

function placesIn(message: Message, quote: string, how: 'exactly' | 'nearly'): Found[] {
  const match = how === 'exactly' ? exactMatches : approximateMatches;
  return message.parts.flatMap((each, index) =>
    partRegions(each, index).flatMap(({ part, text }) =>
      match(text, { quote }).map((found): Found => {
        const span: Span = spanToCodePoints(text, found);
        return { message: message.id, part, start: span.start, end: span.end, errors: found.errors };
      }),
    ),
  );
}

/** The one with the fewest errors; of several, the one where the claim says that it begins. */
function onlyOne(places: readonly Found[], { start }: Citation): Omit<Found, 'errors'> | undefined {
  const fewest = Math.min(...places.map(({ errors }) => errors));
  const best = places.filter(({ errors }) => errors === fewest);
  const chosen = best.length === 1 ? best[0] : best.filter((place) => place.start === start)[0];
  if (chosen === undefined) return undefined;
  const { errors: _errors, ...place } = chosen;
  return place;
}
