import { pointerJoin } from '../../text/findPointer.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import type { Part, TextSource } from '../../transcripts/transcript.ts';
import { imageFrom, otherPart } from '../drafts/chatContent.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';

/** The strings of a sample that were moved out of its messages, and where they stand in the record. */
export interface Attachments {
  readonly strings: JsonObject;
  readonly pointer: string;
}

/** `attachment://<hash>`, before October 2024 `tc://<hash>`, replaces a whole string. */
export function resolveString(
  text: string,
  pointer: string,
  attachments: Attachments,
): { readonly text: string; readonly source: TextSource } {
  const hash = /^(?:attachment|tc):\/\/([0-9a-zA-Z]+)$/.exec(text)?.[1];
  const stored = hash !== undefined && Object.hasOwn(attachments.strings, hash) ? attachments.strings[hash] : undefined;
  if (hash === undefined || typeof stored !== 'string') return { text, source: { pointer, encoding: 'string' } };
  return { text: stored, source: { pointer: pointerJoin(attachments.pointer, hash), encoding: 'string' } };
}

/** Content of a message, as parts. Text has the given type: `text`, or `tool_result` with its facts. */
export function inspectParts(
  content: Json | undefined,
  pointer: string,
  attachments: Attachments,
  textPart: (text: string, source: TextSource) => Part,
): Part[] {
  if (typeof content === 'string') {
    const { text, source } = resolveString(content, pointer, attachments);
    return [textPart(text, source)];
  }
  return (asArray(content) ?? []).flatMap((block, i) => {
    const at = pointerJoin(pointer, i);
    if (typeof block === 'string') {
      const { text, source } = resolveString(block, at, attachments);
      return [textPart(text, source)];
    }
    return inspectBlock(asObject(block), at, attachments, textPart);
  });
}

function inspectBlock(
  block: JsonObject | undefined,
  pointer: string,
  attachments: Attachments,
  textPart: (text: string, source: TextSource) => Part,
): Part[] {
  const string = (key: string) => {
    const value = asString(block?.[key]);
    return value === undefined ? undefined : resolveString(value, `${pointer}/${key}`, attachments);
  };
  const kind = asString(block?.['type']) ?? 'unknown';
  const main = string(kind === 'tool_use' ? 'id' : kind);
  if (block === undefined || main === undefined) return [otherPart(kind, pointer)];
  if (kind === 'text') return [textPart(main.text, main.source)];
  if (kind === 'reasoning') return [reasoning(block, main, string('summary'))];
  if (kind === 'image') return [imageFrom(main.text, main.source.pointer)];
  if (kind === 'audio' || kind === 'video')
    return [{ type: 'document', text: '', mime: `${kind}/${asString(block['format']) ?? 'unknown'}` }];
  if (kind === 'document') {
    const name = asString(block['filename']);
    const mime = asString(block['mime_type']);
    return [{ type: 'document', text: '', ...(mime !== undefined && { mime }), ...(name !== undefined && { name }) }];
  }
  if (kind === 'tool_use') return serverTool(block, main.text, string('arguments'), string('result'));
  return [otherPart(kind, pointer)];
}

type Resolved = ReturnType<typeof resolveString>;

/** A redacted reasoning is an opaque blob: its summary, where there is one, is what can be read. */
function reasoning(block: JsonObject, main: Resolved, summary: Resolved | undefined): Part {
  const redacted = block['redacted'] === true;
  if (!redacted && main.text !== '') return { type: 'reasoning', ...main };
  if (summary !== undefined && summary.text !== '')
    return { type: 'reasoning', ...summary, ...(redacted && { redacted }) };
  return { type: 'reasoning', text: '', ...((redacted || block['signature'] !== undefined) && { redacted: true }) };
}

/** A tool that ran on the model's side: the call and its result stand in one block. */
function serverTool(
  block: JsonObject,
  callId: string,
  given: Resolved | undefined,
  result: Resolved | undefined,
): Part[] {
  const name = asString(block['name']) ?? asString(block['tool_type']) ?? '';
  const isError = block['error'] !== undefined && block['error'] !== null;
  return [
    { type: 'tool_call', callId, name, text: given?.text ?? '', ...(given !== undefined && { source: given.source }) },
    ...(result === undefined
      ? []
      : [{ type: 'tool_result', callId, name, ...result, ...(isError && { isError }) } as const]),
  ];
}

/** Where the strings of a sample's attachments are: `attachments`, in the oldest logs `transcript.content`. */
export function attachmentsOf(sample: Json): Attachments {
  const strings = asObject(dig(sample, 'attachments'));
  if (strings !== undefined) return { strings, pointer: '/attachments' };
  return { strings: asObject(dig(sample, 'transcript', 'content')) ?? {}, pointer: '/transcript/content' };
}
