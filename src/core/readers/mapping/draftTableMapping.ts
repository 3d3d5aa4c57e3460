import { parseJson } from '../../text/parseJson.ts';
import { parseJsonPrefix } from '../../text/parseJsonPrefix.ts';
import { isChatMessages } from '../drafts/chatMessage.ts';
import { isDialogue } from '../formats/hhRlhf.ts';
import { asArray, asString, member } from '../jsonAccess.ts';
import { idKeys } from '../layouts/recordNames.ts';
import type { CsvTable } from '../tables/csvTable.ts';
import { knownRoles } from './mappedRecord.ts';
import type { Mapping } from './mapping.ts';

export const roleNames = ['role', 'speaker', 'from', 'sender', 'author', 'participant'];
export const contentNames = ['content', 'text', 'message', 'value', 'utterance', 'body'];
const groupNames = [...idKeys, 'conversation', 'dialog_id', 'dialogue_id', 'thread_id', 'chat_id', 'convo_id'];
const timeNames = ['timestamp', 'time', 'created_at', 'date'];
export const promptNames = ['prompt', 'instruction', 'question', 'user', 'human', 'input'];
export const responseNames = [
  'response',
  'completion',
  'assistant',
  'answer',
  'output',
  'model_response',
  'model_output',
];

export type DraftMapping = Omit<Mapping, 'name' | 'files'>;

/** How a table's rows hold conversations, as far as its header and first rows tell; undefined when they hold none. */
export function draftTableMapping({ columns, samples }: CsvTable): DraftMapping | undefined {
  const cells = (column: string): string[] => {
    const i = columns.indexOf(column);
    return samples.flatMap((row) => (row[i] === undefined || row[i] === '' ? [] : [row[i]]));
  };
  const mostly = (column: string, test: (cell: string) => boolean): boolean => {
    const all = cells(column);
    return all.length > 0 && all.filter(test).length * 2 > all.length;
  };
  const idColumn = idKeys.map((key) => named(columns, [key])).find((key) => key !== undefined && isUnique(cells(key)));
  const id = idColumn === undefined ? {} : { id: idColumn };

  const list = columns.find((column) => mostly(column, holdsMessages));
  if (list !== undefined) return { ...id, messages: list, ...messageKeys(firstMessage(cells(list)[0] ?? '')) };
  const dialogue = columns.find((column) => mostly(column, isDialogue));
  if (dialogue !== undefined) return { ...id, messages: dialogue };

  const role = roleNames
    .map((key) => named(columns, [key]))
    .find((key) => key !== undefined && mostly(key, (cell) => knownRoles.has(cell.trim().toLowerCase())));
  const content = named(columns, contentNames);
  if (role !== undefined && content !== undefined) {
    const group = groupNames
      .map((key) => named(columns, [key]))
      .find((key) => key !== undefined && (!/^(uu)?id$/i.test(key) || !isUnique(cells(key))));
    const timestamp = named(columns, timeNames);
    return { ...(group !== undefined && { group }), role, content, ...(timestamp !== undefined && { timestamp }) };
  }
  const prompt = named(columns, promptNames);
  const response = named(columns, responseNames);
  if (prompt === undefined || response === undefined) return undefined;
  const turns = [
    { role: 'user', content: prompt },
    { role: 'assistant', content: response },
  ] as const;
  const system = named(columns, ['system', 'system_prompt']);
  return { ...id, turns: system === undefined ? [...turns] : [{ role: 'system', content: system }, ...turns] };
}

/** The column of one of these names, whatever its case. */
function named(columns: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    const column = columns.find((each) => each.toLowerCase().replaceAll(/[ -]/g, '_') === name);
    if (column !== undefined) return column;
  }
  return undefined;
}

const isUnique = (cells: readonly string[]): boolean => cells.length > 0 && new Set(cells).size === cells.length;

function firstMessage(cell: string): unknown {
  if (!/^\s*\[\s*\{/.test(cell)) return undefined;
  const parsed = parseJson(cell);
  // The last cell of a head may be cut.
  const list = asArray(parsed.ok ? parsed.value : parseJsonPrefix(cell));
  return list?.[0];
}

function holdsMessages(cell: string): boolean {
  const first = firstMessage(cell) as Parameters<typeof member>[0];
  return isChatMessages(first === undefined ? undefined : [first]) || Object.keys(messageKeys(first)).length > 0;
}

/** The keys of messages that are not named as chat APIs name them. */
export function messageKeys(message: unknown): { role?: string; content?: string } {
  const value = message as Parameters<typeof member>[0];
  if (isChatMessages(value === undefined ? undefined : [value])) return {};
  const role = roleNames.find((key) => asString(member(value, key)) !== undefined);
  const content = contentNames.find((key) => key !== role && member(value, key) !== undefined);
  return role === undefined || content === undefined ? {} : { role, content };
}
