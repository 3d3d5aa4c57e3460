import { pointerJoin } from '../../text/findPointer.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { chatMessages, isChatMessages } from '../drafts/chatMessage.ts';
import { asArray, asObject, asString, member, smallMembers } from '../jsonAccess.ts';
import type { ListFormat } from '../layouts/listFile.ts';

/** Deep enough for every wrapper that was met; deeper lists are data, not conversations. */
const maxDepth = 8;
const maxFound = 100_000;
/** Where rows of data sets keep their one conversation. */
const rowKeys = ['conversation', 'transcript', 'dialogue', 'dialog', 'chat', 'turns', 'history', 'traj'];

/**
 * Chat messages inside records of any other shape: WildChat and LMSYS rows, evaluations' results, call
 * recordings. Each list of messages is a transcript; where there are several, its place is in its name.
 */
export const conversation: ListFormat = {
  format: 'conversation',
  // Rows in a list are records of their own.
  matches: (record) => asArray(record) === undefined && placesOf(record).length > 0,
  isSingle: (record) => rowKeys.some((key) => isChatMessages(member(record, key))) && placesOf(record).length === 1,
  list: (record) => {
    const places = placesOf(record);
    return places.map((place) => (places.length > 1 ? { branch: place.path.join('.') } : {}));
  },
  read: (record, index) => {
    const place = placesOf(record)[index];
    if (place === undefined) return undefined;
    const pointer = place.path.reduce<string>(pointerJoin, '');
    return { metadata: metadataOf(record, place), scores: [], messages: chatMessages(place.list, pointer) };
  },
};

interface Place {
  readonly path: readonly (string | number)[];
  readonly list: readonly Json[];
}

/** A record with thousands of transcripts is not walked for each one. */
const known = new WeakMap<object, readonly Place[]>();

function placesOf(record: Json): readonly Place[] {
  if (typeof record !== 'object' || record === null) return [];
  const places = known.get(record) ?? findPlaces(record);
  known.set(record, places);
  return places;
}

function findPlaces(record: Json): Place[] {
  const places: Place[] = [];
  const visit = (value: Json, path: readonly (string | number)[]): void => {
    if (path.length > maxDepth || places.length >= maxFound) return;
    const list = asArray(value);
    if (list !== undefined) {
      if (path.length > 0 && isConversation(list)) places.push({ path, list });
      else for (const [i, each] of list.entries()) visit(each, [...path, i]);
      return;
    }
    for (const [key, each] of Object.entries(asObject(value) ?? {})) visit(each, [...path, key]);
  };
  visit(record, []);
  return places;
}

/** Every element is a message. */
const isConversation = (list: readonly Json[]): boolean =>
  isChatMessages(list) && list.every((message) => asString(asObject(message)?.['role']) !== undefined);

/** The facts of every object on the way to the list; the innermost counts. */
function metadataOf(record: Json, { path }: Place): JsonObject {
  let facts: JsonObject = {};
  let value: Json | undefined = record;
  for (const step of path) {
    const object = asObject(value);
    if (object !== undefined) facts = { ...facts, ...smallMembers(object, [String(step)]) };
    value = typeof step === 'number' ? asArray(value)?.[step] : object?.[step];
  }
  return facts;
}
