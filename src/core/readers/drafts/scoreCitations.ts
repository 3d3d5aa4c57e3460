import type { Json, JsonObject } from '../../text/json.ts';
import type { Citation } from '../../transcripts/transcript.ts';
import { asArray, asObject, asString, dig, member } from '../jsonAccess.ts';

/** More than any judge makes. */
const mostCitations = 2000;
const longestText = 2000;

/**
 * What a score of an Inspect log claims to cite: `highlights` as Petri's judge writes them, `references`
 * as Inspect Scout does (`[M1]` in the explanation stands for a message id), `citations` of quotes.
 */
export function scoreCitations(score: Json): Citation[] {
  const metadata = member(score, 'metadata');
  const explanation = asString(member(score, 'explanation')) ?? '';
  return [
    ...highlightCitations(dig(metadata, 'highlights')),
    ...(asArray(dig(metadata, 'citations')) ?? []).flatMap(quoteCitation),
    ...referenceCitations(member(score, 'references') ?? dig(metadata, 'references'), explanation),
  ].slice(0, mostCitations);
}

/** Petri's `[{description, parts: [{message_id, quoted_text, position}]}]`. `[...]` in a quote leaves text out. */
export function highlightCitations(highlights: Json | undefined): Citation[] {
  return (asArray(highlights) ?? []).slice(0, mostCitations).flatMap((highlight) => {
    const text = asString(dig(highlight, 'description'))?.slice(0, longestText);
    return (asArray(dig(highlight, 'parts')) ?? []).flatMap((part) => {
      const start = dig(part, 'position', 0);
      const quotes = (asString(dig(part, 'quoted_text')) ?? '').split(/\s*\[(?:\.{3}|…)\]\s*/);
      const pieces = quotes.filter((piece) => piece.trim() !== '');
      return (pieces.length === 0 ? [''] : pieces).map((quote, i) => ({
        ...claim(text, quote, asString(dig(part, 'message_id'))),
        ...(typeof start === 'number' && i === 0 && { start }),
      }));
    });
  });
}

function quoteCitation(value: Json): Citation[] {
  const citation: JsonObject = asObject(value) ?? { quote: value };
  const first = (...keys: readonly string[]) =>
    keys.map((key) => asString(citation[key])).find((found) => found !== undefined);
  const quote = first('quote', 'quoted_text', 'cited_text');
  const message = first('message_id', 'message', 'id');
  if (quote === undefined && message === undefined) return [];
  return [claim(first('text', 'description', 'reason'), quote ?? '', message)];
}

/** Only what is mapped to an id: how the numbers of `[M1]` were counted, the log does not say. */
function referenceCitations(references: Json | undefined, explanation: string): Citation[] {
  return (asArray(references) ?? []).flatMap((reference) => {
    const id = asString(dig(reference, 'id'));
    const kind = asString(dig(reference, 'type')) ?? 'message';
    if (id === undefined || kind !== 'message') return [];
    const cite = asString(dig(reference, 'cite'));
    const sentence = cite === undefined ? undefined : sentenceWith(explanation, cite);
    return [claim(sentence ?? cite, '', id)];
  });
}

function sentenceWith(text: string, cite: string): string | undefined {
  const at = text.indexOf(cite);
  if (at < 0) return undefined;
  const start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('. ', at) + 1, 0);
  const end = [text.indexOf('\n', at), text.indexOf('. ', at)].filter((place) => place >= 0);
  return text.slice(start, end.length > 0 ? Math.min(...end) + 1 : undefined).trim();
}

function claim(text: string | undefined, quote: string, message: string | undefined): Citation {
  return {
    ...(text !== undefined && text !== '' && { text: text.slice(0, longestText) }),
    ...(quote !== '' && { quote }),
    ...(message !== undefined && { message }),
  };
}
