import type { Target } from '../tags/tag.ts';
import { codePointLength, sliceCodePoints, spanToCodePoints } from '../text/codePoints.ts';
import type { PartSelector } from '../transcripts/locator.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import { allMessages, findMessage, findRegion } from '../transcripts/transcriptText.ts';
import { approximateMatches, exactMatches, hasRival, type QuoteMatch, spacedMatches } from './matchQuote.ts';
import { messageSha256, type Region, regionSha256, regionsOf, transcriptSha256 } from './regions.ts';

/** Where a target may be now. Offsets are code points of the region's text, half-open. */
export interface FoundPlace {
  readonly message?: string;
  readonly part?: PartSelector;
  readonly start?: number;
  readonly end?: number;
}

/**
 * `exact`: as it was described. `moved`: somewhere else without doubt, or in text that changed around
 * it; a proposal. `ambiguous`: the candidates are as good as each other, or none is good enough.
 * `lost`: nowhere.
 */
export interface Resolved extends FoundPlace {
  readonly outcome: 'exact' | 'moved' | 'ambiguous' | 'lost';
  readonly candidates?: readonly FoundPlace[];
}

/** Share of the context that must still be there for a place to be the same. */
const enoughContext = 0.6;
/** UTF-16 units of quote and context that must agree: less may agree by chance. Half is enough where all do, in its own message. */
const enoughEvidence = 32;
/** How much better than the next one a place must be. */
const clearLead = 0.5;
/** A quote of this many UTF-16 units is told apart without its context, within its own message; or if it never had one. */
const tellingLength = 40;
const tellingAlone = 24;
/** Parts with less text than this many UTF-16 units are not told apart by their hash: "Ok." may stand anywhere. */
const tellingPart = 16;
const mostCandidates = 10;

/** Targets keep their identity from one parse of a tag file to the next, so each is sought once. */
const resolved = new WeakMap<Transcript, WeakMap<object, Resolved>>();

/** Find a target in the transcript as it is now. Prefers doubt to a wrong place. */
export function resolveTarget(transcript: Transcript, target: Omit<Target, 'role'>): Resolved {
  const known = resolved.get(transcript) ?? new WeakMap<object, Resolved>();
  resolved.set(transcript, known);
  const result = known.get(target) ?? find(transcript, target);
  known.set(target, result);
  return result;
}

function find(transcript: Transcript, target: Omit<Target, 'role'>): Resolved {
  if (target.message === undefined) return resolveTranscript(transcript, target);
  if (target.part === undefined) return resolveMessage(transcript, target, target.message);
  return resolveRegion(transcript, target, target.message, target.part);
}

function resolveTranscript(transcript: Transcript, target: Omit<Target, 'role'>): Resolved {
  const { messages, textSha256 } = target;
  if (textSha256 === undefined || messages === undefined) return { outcome: 'exact' };
  return { outcome: transcriptSha256(transcript, messages) === textSha256 ? 'exact' : 'lost' };
}

function resolveMessage(transcript: Transcript, target: Omit<Target, 'role'>, id: string): Resolved {
  const named = findMessage(transcript, id);
  const { textSha256 } = target;
  if (named !== undefined && (textSha256 === undefined || messageSha256(named) === textSha256)) {
    return { outcome: 'exact', message: named.id };
  }
  const same = allMessages(transcript).filter((message) => messageSha256(message) === textSha256);
  const telling = same.filter((message) => message.parts.some((part) => part.text.length >= tellingPart));
  if (same.length === 1 && telling.length === 1) return { outcome: 'moved', message: same[0]?.id ?? id };
  return doubt([...same, ...(named === undefined ? [] : [named])].map((message) => ({ message: message.id })));
}

function resolveRegion(transcript: Transcript, target: Omit<Target, 'role'>, id: string, part: PartSelector): Resolved {
  const { quote, textSha256 } = target;
  const named = findRegion(transcript, id, part);
  const region = named && { message: named.message, part, text: named.text };
  const sameText = region !== undefined && textSha256 !== undefined && regionSha256(region) === textSha256;
  if (region !== undefined) {
    const place = placed(region, target);
    if (quote === undefined && (sameText || textSha256 === undefined)) return { outcome: 'exact', ...place };
    const { start, end } = target;
    const stands = start !== undefined && end !== undefined && sliceCodePoints(region.text, start, end) === quote;
    // The same text at the same place needs no search, however often the quote stands elsewhere.
    if (sameText && stands) return { outcome: 'exact', ...place };
    const context = exactMatches(region.text, target).some((match) => {
      const span = spanToCodePoints(region.text, match);
      return span.start === target.start && span.end === target.end && (sameText || match.context === 1);
    });
    const empty = quote === '' && sameText;
    if ((context && (sameText || textSha256 === undefined)) || empty) return { outcome: 'exact', ...place };
  }
  const twins = sameText || textSha256 === undefined ? [] : twinsOf(transcript, target, part, textSha256);
  const home = twins.filter((twin) => twin.message.id === region?.message.id);
  if (home.length === 1 && home[0] !== undefined) return { outcome: 'moved', ...placed(home[0], target) };
  if (twins.length > 0) {
    const [twin] = twins;
    // Where the quote still is, the text was edited, and its twin was there before.
    const matches =
      region === undefined ? [] : [...exactMatches(region.text, target), ...approximateMatches(region.text, target)];
    const left = matches.filter(({ context }) => context >= enoughContext);
    const stays = region !== undefined && (left.length > 0 || hasRival(region.text, target));
    if (twins.length === 1 && twin !== undefined && twin.text.length >= tellingPart && !stays)
      return { outcome: 'moved', ...placed(twin, target) };
    const here = left.map((match) => region && asPlace({ region, match })).filter((place) => place !== undefined);
    return doubt([...twins.map((each) => placed(each, target)), ...here]);
  }
  if (quote === undefined || quote === '')
    return doubt(region === undefined ? [] : [{ message: region.message.id, part }]);
  return resolveQuote(transcript, target, id, part);
}

/** Regions whose whole text is what the target's was, with the quote in its place. */
function twinsOf(
  transcript: Transcript,
  target: Omit<Target, 'role'>,
  part: PartSelector,
  textSha256: string,
): Region[] {
  const { quote = '', start = 0, end = 0 } = target;
  return allMessages(transcript)
    .flatMap((message) => regionsOf(message, part))
    .filter((region) => region.text.includes(quote) && regionSha256(region) === textSha256)
    .filter((region) => target.quote === undefined || sliceCodePoints(region.text, start, end) === quote);
}

interface Candidate {
  readonly region: Region;
  readonly match: QuoteMatch;
}

/** By quote: in its own message, as it was or edited, and where it is not there, in the others. */
function resolveQuote(transcript: Transcript, target: Omit<Target, 'role'>, id: string, part: PartSelector): Resolved {
  const own = findMessage(transcript, id);
  const matched = (regions: readonly Region[], matches: typeof exactMatches): Candidate[] =>
    regions.flatMap((region) => matches(region.text, target).map((match) => ({ region, match })));
  const inside = own === undefined ? [] : regionsOf(own, part);
  const here = matched(inside, exactMatches);
  const edited = matched(inside, approximateMatches).filter((near) => !here.some((exact) => overlap(near, exact)));
  const others = matched(
    allMessages(transcript)
      .filter((message) => message !== own)
      .flatMap((message) => regionsOf(message, part)),
    spacedMatches,
  );
  // Said elsewhere too, and once the message that was meant is gone nothing tells that from its copy.
  if (here.length === 0 && edited.length === 0) return doubt([...others].sort(byContext).map(asPlace));
  // The quote may stand here twice, and the one that was meant have been edited. An id may by now be another message's.
  const copies = others.filter(({ match }) => match.context > 1 - clearLead);
  const all = [...here, ...edited, ...(here.length > 0 ? copies : others)];
  // An id that is an index often is another message's: there only the context can tell, or that it is said nowhere else.
  const enough = target.prefix === undefined && target.suffix === undefined ? tellingAlone : tellingLength;
  const alone = all.length === 1 && here.length === 1 && (others.length === 0 || !id.startsWith('#'));
  const sure = alone && (target.quote?.length ?? 0) >= enough;
  const best = sure ? here[0] : clearBest(all, id);
  const chosen = best !== undefined && best.region.message === own ? best : undefined;
  return verdict(chosen, all, inside, target);
}

/** Moved, unless there is none to choose or the surroundings of another place are the target's too. */
function verdict(
  chosen: Candidate | undefined,
  all: readonly Candidate[],
  inside: readonly Region[],
  target: Omit<Target, 'role'>,
): Resolved {
  const rival = (region: Region) =>
    hasRival(region.text, target, isSame(region, chosen?.region) ? chosen?.match : undefined);
  if (chosen === undefined || inside.some(rival)) return doubt([...all].sort(byContext).map(asPlace));
  return moved(chosen);
}

function isSame(a: Region, b: Region | undefined): boolean {
  return a.message === b?.message && JSON.stringify(a.part) === JSON.stringify(b.part);
}

function overlap(a: Candidate, b: Candidate): boolean {
  return isSame(a.region, b.region) && a.match.start < b.match.end && b.match.start < a.match.end;
}

/** The one whose surroundings are those of the target, and are no other's. */
function clearBest(candidates: readonly Candidate[], id: string): Candidate | undefined {
  const [best, next] = [...candidates].sort(byContext);
  if (best === undefined || best.match.context < enoughContext) return undefined;
  const home = best.match.context === 1 && best.region.message.id === id && !id.startsWith('#');
  if (best.match.evidence < (home ? enoughEvidence / 2 : enoughEvidence)) return undefined;
  if (next === undefined) return best;
  // Beside another one, the best must stand as it stood: its own context may be the edited one.
  return best.match.context === 1 && next.match.context <= 1 - clearLead ? best : undefined;
}

function byContext(a: Candidate, b: Candidate): number {
  return b.match.context - a.match.context || a.match.errors - b.match.errors;
}

function placed({ message, part, text }: Region, target: Omit<Target, 'role'>): FoundPlace {
  const place = { message: message.id, part };
  if (target.start === undefined || target.end === undefined) return place;
  const length = codePointLength(text);
  return { ...place, start: Math.min(target.start, length), end: Math.min(target.end, length) };
}

function asPlace({ region, match }: Candidate): FoundPlace {
  return { message: region.message.id, part: region.part, ...spanToCodePoints(region.text, match) };
}

function moved(candidate: Candidate): Resolved {
  return { outcome: 'moved', ...asPlace(candidate) };
}

function doubt(candidates: readonly FoundPlace[]): Resolved {
  if (candidates.length === 0) return { outcome: 'lost' };
  return { outcome: 'ambiguous', candidates: candidates.slice(0, mostCandidates) };
}
