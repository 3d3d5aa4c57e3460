import type { Json, JsonObject } from '../../text/json.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { ListFormat } from '../layouts/listFile.ts';

/** Deeper than any conversation; a tree that nests further is cut there. */
const maxDepth = 1000;

/** Open-Assistant message trees: one transcript per path from the prompt to a leaf, in the order of the replies. */
export const openAssistant: ListFormat = {
  format: 'open-assistant',
  matches: (record) => isNode(dig(record, 'prompt')) && asArray(dig(record, 'prompt', 'replies')) !== undefined,
  list: (record) => {
    const tree = asString(dig(record, 'message_tree_id'));
    const paths = pathsOf(record);
    return paths.map((path) => ({
      ...(tree !== undefined && { name: tree }),
      ...(paths.length > 1 && { branch: path.slice(1).join('.') }),
    }));
  },
  read: (record, index) => {
    const path = pathsOf(record)[index];
    if (path === undefined) return undefined;
    const messages: MessageDraft[] = [];
    let node: Json | undefined = dig(record, 'prompt');
    let pointer = '/prompt';
    for (const [depth, reply] of path.entries()) {
      if (depth > 0) {
        pointer = `${pointer}/replies/${reply}`;
        node = dig(node, 'replies', reply);
      }
      messages.push(nodeMessage(node, pointer));
    }
    const metadata: JsonObject = { ...smallMembers(asObject(record) ?? {}, ['prompt']), paths: pathsOf(record).length };
    return { metadata, scores: [], messages };
  },
};

const isNode = (value: Json | undefined): boolean =>
  typeof dig(value, 'text') === 'string' && typeof dig(value, 'role') === 'string';

/** Each path as the index of the reply taken at each node; the prompt counts as reply 0. */
function pathsOf(record: Json): number[][] {
  const paths: number[][] = [];
  const walk = (node: Json | undefined, path: readonly number[]): void => {
    const replies = path.length < maxDepth ? (asArray(dig(node, 'replies')) ?? []) : [];
    if (replies.length === 0) paths.push([...path]);
    for (const [i, reply] of replies.entries()) walk(reply, [...path, i]);
  };
  walk(dig(record, 'prompt'), [0]);
  return paths;
}

function nodeMessage(node: Json | undefined, pointer: string): MessageDraft {
  const word = asString(dig(node, 'role'));
  const role = word === 'prompter' ? 'user' : word === 'assistant' ? 'assistant' : 'other';
  const ownId = asString(dig(node, 'message_id'));
  const timestamp = asString(dig(node, 'created_date'));
  return {
    role,
    pointer,
    parts: spokenPart('text', dig(node, 'text'), `${pointer}/text`),
    ...(role === 'other' && word !== undefined && { name: word }),
    ...(ownId !== undefined && { ownId }),
    ...(timestamp !== undefined && { timestamp }),
  };
}
