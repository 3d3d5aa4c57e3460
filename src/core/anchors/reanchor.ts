import type { Target } from '../tags/tag.ts';
import type { TagFile } from '../tags/tagFile.ts';
import { codePointLength, sliceCodePoints } from '../text/codePoints.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import { findMessage, findRegion, messageText } from '../transcripts/transcriptText.ts';
import { contextLength } from './describe.ts';
import { type FoundPlace, resolveTarget } from './resolve.ts';

/** A target where it is kept: of a tag, by its place in the list; of a link, its only one. */
export interface KeptTarget {
  readonly section: 'tags' | 'links';
  /** Of the item. */
  readonly id: string;
  readonly index: number;
}

/** A text between what stands before and after it. */
export interface InContext {
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** A place that a target may be moved to; no `message`: the transcript as it is now. */
export interface NewPlace extends InContext {
  readonly place: FoundPlace;
  /** Of the main thread or its own; absent for a whole transcript. */
  readonly messageIndex?: number;
}

/** A target that no longer stands as it was kept. `moved` has one candidate, `lost` none. */
export interface Reanchor {
  readonly at: KeptTarget;
  /** The tag that it is a side of. */
  readonly tag: string;
  readonly kind?: string;
  readonly role: string;
  readonly transcript: string;
  readonly outcome: 'moved' | 'ambiguous' | 'lost';
  readonly was: InContext;
  readonly candidates: readonly NewPlace[];
  /** A move on which the words are those of the tag to the character. */
  readonly sameText: boolean;
}

/** The transcript that a target is in; `gone` where its file has none of that name; undefined where that was not looked at. */
export type FindTranscript = (target: Omit<Target, 'role'>) => Transcript | 'gone' | undefined;

/** Characters of a whole message that are shown of it: code points. */
const shownLength = 200;

/** The targets of a tag file that are not where they were kept, in the order of the file. Reads only. */
export function proposeReanchors(file: TagFile, find: FindTranscript): Reanchor[] {
  const tags = file.items.tags.flatMap(({ id, value }) =>
    (value?.targets ?? []).flatMap((target, index) =>
      propose({ section: 'tags', id, index }, id, target.role, target, find, value?.kind),
    ),
  );
  const links = file.items.links.flatMap(({ id, value }) =>
    value === undefined ? [] : propose({ section: 'links', id, index: 0 }, value.to, value.role, value.target, find),
  );
  return [...tags, ...links];
}

function propose(
  at: KeptTarget,
  tag: string,
  role: string,
  target: Omit<Target, 'role'>,
  find: FindTranscript,
  kind?: string,
): Reanchor[] {
  const transcript = find(target);
  if (transcript === undefined) return [];
  const was = { before: target.prefix ?? '', text: target.quote ?? '', after: target.suffix ?? '' };
  const facts = { at, tag, ...(kind !== undefined && { kind }), role, transcript: target.transcript, was };
  if (transcript === 'gone') return [{ ...facts, outcome: 'lost', candidates: [], sameText: false }];
  const resolved = resolveTarget(transcript, target);
  if (resolved.outcome === 'exact') return [];
  if (resolved.outcome === 'moved') {
    const { outcome, candidates: _, ...place } = resolved;
    const found = newPlace(transcript, place);
    const sameText = target.quote === undefined || found.text === target.quote;
    return [{ ...facts, outcome, candidates: [found], sameText }];
  }
  // A whole transcript that changed is still there to be tagged as it is now.
  const places = target.message === undefined ? [{}] : (resolved.candidates ?? []);
  const candidates = places.map((place) => newPlace(transcript, place));
  return [{ ...facts, outcome: candidates.length > 0 ? 'ambiguous' : 'lost', candidates, sameText: false }];
}

function newPlace(transcript: Transcript, place: FoundPlace): NewPlace {
  const { message: id, part, start, end } = place;
  const message = id === undefined ? undefined : findMessage(transcript, id);
  if (message === undefined) return { place, before: '', text: transcript.name, after: '' };
  const region = part === undefined ? undefined : findRegion(transcript, message.id, part);
  const facts = { place, messageIndex: message.index };
  if (region === undefined) return { ...facts, before: '', ...head(messageText(message)) };
  if (start === undefined || end === undefined) return { ...facts, before: '', ...head(region.text) };
  return {
    ...facts,
    before: sliceCodePoints(region.text, Math.max(start - contextLength, 0), start),
    text: sliceCodePoints(region.text, start, end),
    after: sliceCodePoints(region.text, end, end + contextLength),
  };
}

function head(text: string): { readonly text: string; readonly after: string } {
  const cut = codePointLength(text) > shownLength;
  return { text: cut ? sliceCodePoints(text, 0, shownLength) : text, after: cut ? '…' : '' };
}
