import type { ItemChange } from '../tags/spliceItem.ts';
import type { Target } from '../tags/tag.ts';
import { changeItem, type ItemEdit } from '../tags/tagEdit.ts';
import { findItem, type TagFile } from '../tags/tagFile.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import { describeTarget } from './describe.ts';
import type { KeptTarget } from './reanchor.ts';
import type { FoundPlace } from './resolve.ts';

/** A target and where it shall be. */
export interface Accepted {
  readonly at: KeptTarget;
  readonly transcript: Transcript;
  readonly place: FoundPlace;
}

/** Where a target is, and what finds it again; `transcript` only where it was another. */
const anchorKeys = [
  'transcript',
  'message',
  'part',
  'start',
  'end',
  'quote',
  'prefix',
  'suffix',
  'textSha256',
  'messages',
] as const;

/**
 * The edits that keep targets at their new places: one for each item, its comments and all else left as they stand.
 * `now` becomes the tags' `updated`. Throws where a target or a place is not there.
 */
export function acceptReanchors(file: TagFile, accepted: readonly Accepted[], now?: string): ItemEdit[] {
  const items = new Map<string, Accepted[]>();
  for (const each of accepted) {
    const key = `${each.at.section} ${each.at.id}`;
    items.set(key, [...(items.get(key) ?? []), each]);
  }
  return [...items.values()].map((ofItem) => {
    const [{ at } = impossible()] = ofItem;
    const changes = ofItem.flatMap((each) => changesOf(keptTarget(file, each.at), each));
    const touched = at.section === 'tags' && now !== undefined ? [{ path: ['updated'], value: now }] : [];
    return changeItem(file, at.section, at.id, [...changes, ...touched]);
  });
}

function keptTarget(file: TagFile, { section, id, index }: KeptTarget): Omit<Target, 'role'> {
  const target =
    section === 'links'
      ? findItem(file, 'links', id)?.value?.target
      : findItem(file, 'tags', id)?.value?.targets[index];
  return target ?? impossible();
}

function changesOf(before: Omit<Target, 'role'>, { at, transcript, place }: Accepted): ItemChange[] {
  const path = at.section === 'links' ? ['target'] : ['targets', at.index];
  const after = describeTarget(transcript, { role: '', ...place });
  return anchorKeys.flatMap((key): ItemChange[] => {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) return [];
    const name = writtenAs(before, key);
    // The only text of a record's field is not named.
    if (key === 'part' && before.field !== undefined && after.part === 0) return [];
    return [{ path: [...path, name], ...(after[key] !== undefined && { value: after[key] }) }];
  });
}

/** A place in a record keeps the words in which it was written. */
function writtenAs(before: Omit<Target, 'role'>, key: (typeof anchorKeys)[number]): string {
  if (key === 'transcript' && before.record !== undefined) return 'record';
  if (key === 'message' && before.field !== undefined) return 'field';
  return key;
}

function impossible(): never {
  throw new Error('a target that is moved is there');
}
