import type { Json } from '../../text/json.ts';
import type { Part, Role, Score, TextSource } from '../../transcripts/transcript.ts';
import { contentParts } from '../drafts/chatContent.ts';
import { chatMessage, isChatMessage } from '../drafts/chatMessage.ts';
import { elementsOf, type FieldNode, fieldAt } from '../drafts/fieldNode.ts';
import { markedTurns } from '../drafts/markedTurns.ts';
import type { MessageDraft, TranscriptDraft } from '../drafts/transcriptDraft.ts';
import { smallMembers } from '../jsonAccess.ts';
import { byMessage, type Mapping, pathTokens } from './mapping.ts';

/** A record, or a row: a way to its fields, and the values under its own keys. */
export interface MappedRow {
  /** Where the whole of it is, as `findPointer` takes it. */
  readonly place: string;
  readonly values: { readonly [key: string]: Json };
  field(tokens: readonly string[]): FieldNode | undefined;
}

/** What a mapping makes of a record, or of the rows of one transcript; undefined where it finds no messages. */
export function readMapped(mapping: Mapping, rows: readonly MappedRow[]): TranscriptDraft | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const messages = byMessage(mapping)
    ? rows.flatMap((row) => rowMessage(mapping, row))
    : mapping.turns === undefined
      ? listedMessages(mapping, first)
      : mapping.turns.flatMap((turn) => {
          const said = first.field(pathTokens(turn.content));
          return said === undefined || isEmpty(said)
            ? []
            : [{ role: turn.role, pointer: said.place, parts: spoken(said) }];
        });
  return messages.length === 0
    ? undefined
    : { metadata: metadataOf(mapping, first), scores: scoresOf(mapping, first), messages };
}

function listedMessages(mapping: Mapping, row: MappedRow): MessageDraft[] {
  const node = row.field(pathTokens(mapping.messages ?? ''));
  if (node === undefined) return [];
  const elements = elementsOf(node);
  if (elements !== undefined) return elements.flatMap((element) => elementMessage(mapping, element));
  if (typeof node.value !== 'string') return [];
  const text = node.value;
  return markedTurns(text).map(({ role, text: range }) => ({
    role,
    pointer: node.place,
    parts:
      range.end > range.start
        ? [{ type: 'text', text: text.slice(range.start, range.end), source: { ...node.source, range } }]
        : [],
  }));
}

function elementMessage(mapping: Mapping, node: FieldNode): MessageDraft[] {
  const plain = mapping.role === undefined && mapping.content === undefined && mapping.roles === undefined;
  if (!plain || !isChatMessage(node.value)) {
    const messages = rowMessage(mapping, { place: node.place, values: {}, field: (tokens) => fieldAt(node, tokens) });
    return messages.length > 0 ? messages : [stray(node)];
  }
  const message = chatMessage(node.value, node.source.pointer);
  return [{ ...message, pointer: node.place, parts: inside(message.parts, node.source.within) }];
}

/** What is no message among messages is shown as it is. */
function stray({ source, place }: FieldNode): MessageDraft {
  const part: Part = { type: 'other', kind: 'unknown', text: '', source: { ...source, encoding: 'json' } };
  return { role: 'other', pointer: place, parts: [part] };
}

function rowMessage(mapping: Mapping, row: MappedRow): MessageDraft[] {
  const text = (path: string | undefined): string | undefined => {
    const value = path === undefined ? undefined : row.field(pathTokens(path))?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const said = row.field(pathTokens(mapping.content ?? 'content'));
  const word = text(mapping.role ?? 'role');
  if (said === undefined && word === undefined) return [];
  const role = roleOf(mapping, word);
  const name = text(mapping.speaker) ?? (word?.toLowerCase() === role ? undefined : word);
  const [model, timestamp] = [text(mapping.model), text(mapping.timestamp)];
  return [
    {
      role,
      pointer: said?.place ?? row.place,
      parts: said === undefined ? [] : spoken(said),
      ...(name !== undefined && name !== '' && { name }),
      ...(model !== undefined && { model }),
      ...(timestamp !== undefined && { timestamp }),
    },
  ];
}

export const knownRoles: ReadonlyMap<string, Role> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['prompter', 'user'],
  ['assistant', 'assistant'],
  ['ai', 'assistant'],
  ['bot', 'assistant'],
  ['chatbot', 'assistant'],
  ['gpt', 'assistant'],
  ['model', 'assistant'],
  ['agent', 'assistant'],
  ['tool', 'tool'],
  ['function', 'tool'],
]);

function roleOf(mapping: Mapping, word: string | undefined): Role {
  if (word === undefined) return 'other';
  const mapped = mapping.roles !== undefined && Object.hasOwn(mapping.roles, word) ? mapping.roles[word] : undefined;
  return mapped ?? knownRoles.get(word.trim().toLowerCase()) ?? 'other';
}

const isEmpty = (node: FieldNode): boolean => node.value === '' || node.value === null;

/** What a field says: a string as it is, content blocks as the chat APIs write them. */
function spoken(node: FieldNode): Part[] {
  if (isEmpty(node)) return [];
  if (typeof node.value === 'string') return [{ type: 'text', text: node.value, source: node.source }];
  if (typeof node.value !== 'object') return [{ type: 'text', text: '', source: node.source }];
  return inside(contentParts(node.value, node.source.pointer), node.source.within);
}

/** Parts of JSON that stands inside a string or a cell of the record. */
function inside(parts: readonly Part[], within: TextSource | undefined): Part[] {
  if (within === undefined) return [...parts];
  return parts.map((part) => {
    const moved = part.source === undefined ? part : { ...part, source: nest(part.source, within) };
    if (moved.type !== 'image' || moved.data === undefined) return moved;
    const { data: _left, ...image } = moved;
    return image;
  });
}

function nest(source: TextSource, within: TextSource): TextSource {
  return { ...source, within: source.within === undefined ? within : nest(source.within, within) };
}

function scoresOf(mapping: Mapping, row: MappedRow): Score[] {
  return (mapping.scores ?? []).flatMap((path) => {
    const value = row.field(pathTokens(path))?.value;
    return value === undefined || value === ''
      ? []
      : [{ name: pathTokens(path).at(-1) ?? path, value: numeric(value) }];
  });
}

/** Cells are text; a score that reads as a number is one. */
const numeric = (value: Json): Json =>
  typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value;

function metadataOf(mapping: Mapping, row: MappedRow): TranscriptDraft['metadata'] {
  if (mapping.metadata === undefined) return smallMembers(row.values, usedKeys(mapping));
  const named = mapping.metadata.flatMap((path) => {
    const value = row.field(pathTokens(path))?.value;
    return value === undefined ? [] : [[path, value] as const];
  });
  return Object.fromEntries(named);
}

/** The keys of a record that a mapping shows otherwise than as metadata. */
export function usedKeys(mapping: Mapping): string[] {
  const inMessage = [
    mapping.role ?? 'role',
    mapping.content ?? 'content',
    mapping.speaker,
    mapping.timestamp,
    mapping.model,
  ];
  const paths = [
    mapping.id,
    mapping.group,
    mapping.messages,
    ...(mapping.turns ?? []).map((turn) => turn.content),
    ...(mapping.scores ?? []),
    ...(byMessage(mapping) ? inMessage : []),
  ];
  return paths.flatMap((path) => (path === undefined ? [] : pathTokens(path).slice(0, 1)));
}
