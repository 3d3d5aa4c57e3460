import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { TextSource } from '../../transcripts/transcript.ts';
import { asArray, asObject, member } from '../jsonAccess.ts';

/** A value in a record, and where it stands: followed through JSON that is held in strings and cells. */
export interface FieldNode {
  readonly value: Json;
  readonly source: TextSource;
  /** Where it is as `findPointer` takes it; for a value inside a string, where the string is. */
  readonly place: string;
}

/** A JSON value of a record. `within`: the text whose JSON it is, where that is not the record's own. */
export function jsonNode(value: Json, pointer: string, within?: FieldNode): FieldNode {
  const encoding = typeof value === 'string' ? 'string' : 'json';
  return within === undefined
    ? { value, source: { pointer, encoding }, place: pointer }
    : { value, source: { pointer, encoding, within: within.source }, place: within.place };
}

/** The list or object that a node is, or that its text holds as JSON; else the node as it is. */
export function openedNode(node: FieldNode): FieldNode {
  if (typeof node.value !== 'string' || !/^\s*[[{]/.test(node.value)) return node;
  const parsed = parseJson(node.value);
  return parsed.ok ? jsonNode(parsed.value, '', node) : node;
}

/** The value at a path of keys and indices; undefined where there is none. */
export function fieldAt(node: FieldNode, tokens: readonly string[]): FieldNode | undefined {
  let at: FieldNode | undefined = node;
  for (const token of tokens) {
    const holder: FieldNode = openedNode(at);
    const value: Json | undefined =
      asObject(holder.value) === undefined ? asArray(holder.value)?.[indexOf(token)] : member(holder.value, token);
    if (value === undefined) return undefined;
    at = stepInto(holder, token, value);
  }
  return at;
}

/** A list's elements. */
export function elementsOf(node: FieldNode): readonly FieldNode[] | undefined {
  const holder = openedNode(node);
  return asArray(holder.value)?.map((value, i) => stepInto(holder, String(i), value));
}

function stepInto({ source, place }: FieldNode, token: string, value: Json): FieldNode {
  const pointer = pointerJoin(source.pointer, token);
  const encoding = typeof value === 'string' ? 'string' : 'json';
  return {
    value,
    source: { ...source, pointer, encoding },
    place: source.within === undefined ? pointer : place,
  };
}

const indexOf = (token: string): number => (/^\d+$/.test(token) ? Number(token) : -1);
