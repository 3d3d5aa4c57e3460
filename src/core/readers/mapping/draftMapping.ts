import { pointerJoin } from '../../text/findPointer.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { asArray, asObject, asString } from '../jsonAccess.ts';
import { chooseIdKey, idKeys } from '../layouts/recordNames.ts';
import type { FileHead } from '../reader.ts';
import { type CsvTable, describeCsv } from '../tables/csvTable.ts';
import {
  contentNames,
  type DraftMapping,
  draftTableMapping,
  promptNames,
  responseNames,
  roleNames,
} from './draftTableMapping.ts';
import { knownRoles } from './mappedRecord.ts';

/**
 * A first mapping for a file, to be corrected by hand: guessed from the head's samples by the names of
 * keys and by what they hold. Undefined where there are no records to guess from.
 */
export function draftMapping(head: FileHead): DraftMapping | undefined {
  const table = describeCsv(head);
  if (table !== undefined) return draftTableMapping(table) ?? longestColumn(table);
  const [first] = head.samples;
  if (first === undefined) return undefined;
  const speaking = head.samples.filter((sample) => speech(sample) !== undefined);
  if (speaking.length * 2 > head.samples.length) return messagePerRecord(speaking);
  const found = head.samples.map((sample) => findMessages(sample, [])).find((path) => path !== undefined);
  return found === undefined ? turnsOf(head, first) : listed(head, found);
}

/** A message: where its role is, where its text is. */
interface Speech {
  readonly role: string;
  readonly content: string;
}

const moreRoleNames = [...roleNames, 'who', 'name', 'player', 'agent', 'source', 'type'];
const moreContentNames = [...contentNames, 'said', 'msg', 'response', 'output'];

function speech(value: Json): Speech | undefined {
  const object = asObject(value);
  if (object === undefined) return undefined;
  const role = moreRoleNames.find((key) => {
    const word = asString(object[key]);
    return word !== undefined && word !== '' && word.length <= 40;
  });
  const content = moreContentNames.find((key) => key !== role && key in object);
  if (role === undefined || content === undefined) return undefined;
  const inner = asObject(object[content]);
  const deeper = inner && contentNames.find((key) => key in inner);
  return { role, content: deeper === undefined ? content : `/${content}/${deeper}` };
}

interface Found {
  readonly path: readonly (string | number)[];
  readonly speech: Speech;
  readonly list: readonly Json[];
}

/** The first list of messages, outermost first; of a list that holds others its first element is searched. */
function findMessages(root: Json, start: readonly (string | number)[]): Found | undefined {
  let level: { readonly value: Json; readonly path: readonly (string | number)[] }[] = [{ value: root, path: start }];
  for (let depth = 0; depth < 6 && level.length > 0; depth++) {
    for (const { value, path } of level) {
      const list = asArray(value);
      const said = list?.[0] === undefined ? undefined : speech(list[0]);
      if (list !== undefined && said !== undefined) return { path, speech: said, list };
    }
    level = level.flatMap(({ value, path }) => {
      const list = asArray(value);
      if (list !== undefined) return list[0] === undefined ? [] : [{ value: list[0], path: [...path, 0] }];
      return Object.entries(asObject(value) ?? {}).map(([key, each]) => ({ value: each, path: [...path, key] }));
    });
  }
  return undefined;
}

function listed(head: FileHead, { path, speech: said, list }: Found): DraftMapping {
  const wholeList = head.root === 'array' && path.length === 0;
  // The first index on the way is where one record follows another.
  const split = path.indexOf(0);
  const records = head.container === 'jsonl' || split <= 0 ? undefined : path.slice(0, split);
  const inside = records === undefined ? path : path.slice(split + 1);
  const id = idIn(records === undefined ? head.samples[0] : undefined, head.samples);
  return {
    ...(records !== undefined && { records: pointerTo(records) }),
    ...(id !== undefined && !wholeList && { id }),
    messages: inside.length === 1 ? String(inside[0]) : pointerTo(inside),
    ...said,
    ...rolesOf(list, said.role),
  };
}

const pointerTo = (path: readonly (string | number)[]): string => path.reduce<string>(pointerJoin, '');

function idIn(record: Json | undefined, samples: readonly Json[]): string | undefined {
  return record === undefined ? undefined : chooseIdKey(samples);
}

function messagePerRecord(samples: readonly Json[]): DraftMapping {
  const said = speech(samples[0] as Json) as Speech;
  const keys = [...idKeys, 'conversation', 'dialog_id', 'thread_id', 'thread', 'chat_id'];
  const group = keys.find((key) => {
    const values = samples.map((sample) => asObject(sample)?.[key]).filter((value) => value !== undefined);
    return values.length > 0 && new Set(values).size < values.length;
  });
  return { ...(group !== undefined && { group }), ...said, ...rolesOf(samples, said.role) };
}

/** Words for roles that are not known: the first is guessed to ask, the second to answer. */
function rolesOf(messages: readonly Json[], key: string): Pick<DraftMapping, 'roles'> {
  const words = messages.flatMap((message) => asString(asObject(message)?.[key]) ?? []);
  const unknown = [...new Set(words)].filter((word) => !knownRoles.has(word.trim().toLowerCase())).slice(0, 8);
  if (unknown.length === 0) return {};
  const guess = (i: number) => (i === 0 ? 'user' : i === 1 ? 'assistant' : 'other');
  return { roles: Object.fromEntries(unknown.map((word, i) => [word, guess(i)])) };
}

function turnsOf(head: FileHead, first: Json): DraftMapping | undefined {
  const record = asObject(asArray(first)?.[0] ?? first);
  const texts = Object.entries(record ?? {}).filter(([, value]) => typeof value === 'string') as [string, string][];
  const named = (names: readonly string[]): string | undefined =>
    texts.find(([key]) => names.includes(key.toLowerCase()))?.[0];
  const longest = [...texts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
  const prompt = named(promptNames);
  const response = named(responseNames) ?? longest;
  if (response === undefined) return undefined;
  const id = chooseIdKey(head.samples as readonly JsonObject[]);
  return {
    ...(id !== undefined && id !== prompt && id !== response && { id }),
    turns: [
      ...(prompt === undefined || prompt === response ? [] : [{ role: 'user', content: prompt } as const]),
      { role: 'assistant', content: response },
    ],
  };
}

/** The column that says most. */
function longestColumn({ columns, samples }: CsvTable): DraftMapping | undefined {
  const length = (i: number): number => samples.reduce((sum, row) => sum + (row[i]?.length ?? 0), 0);
  const content = columns.map((column, i) => ({ column, size: length(i) })).sort((a, b) => b.size - a.size)[0]?.column;
  return content === undefined ? undefined : { turns: [{ role: 'assistant', content }] };
}
