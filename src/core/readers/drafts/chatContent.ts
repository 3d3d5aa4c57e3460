import { pointerJoin } from '../../text/findPointer.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import type { Part } from '../../transcripts/transcript.ts';
import { asArray, asObject, asString, dig, member } from '../jsonAccess.ts';
import { toolCallPart } from './draftPart.ts';
import { writtenCallParts } from './writtenCall.ts';

/**
 * Content blocks as the chat APIs write them (OpenAI's and Anthropic's words do not clash, and mixed
 * logs exist). `pointer` is the block's place in the record. Texts of `json` parts are filled in later.
 */
export function contentParts(content: Json | undefined, pointer: string): Part[] {
  if (typeof content === 'string') {
    return content === '' ? [] : [{ type: 'text', text: content, source: { pointer, encoding: 'string' } }];
  }
  const blocks = asArray(content) ?? (content === null || content === undefined ? [] : undefined);
  if (blocks === undefined) return blockParts(content as Json, pointer);
  return blocks.flatMap((block, i) => blockParts(block, pointerJoin(pointer, i)));
}

function blockParts(block: Json, pointer: string): Part[] {
  if (typeof block === 'string') return [{ type: 'text', text: block, source: { pointer, encoding: 'string' } }];
  const object = asObject(block);
  const kind = asString(object?.['type']) ?? (asString(object?.['text']) !== undefined ? 'text' : 'unknown');
  if (object === undefined) return [otherPart(kind, pointer)];
  const read = blockReaders.get(kind) ?? (kind.endsWith('_tool_result') ? toolResult : undefined);
  return read?.(object, pointer) ?? [otherPart(kind, pointer)];
}

type BlockReader = (block: JsonObject, pointer: string) => Part[] | undefined;

const blockReaders: ReadonlyMap<string, BlockReader> = new Map(
  Object.entries({
    text: firstOf(textFrom('text'), textFrom('value')),
    input_text: textFrom('text'),
    output_text: textFrom('text'),
    refusal: textFrom('refusal'),
    thinking: reasoningFrom('thinking'),
    reasoning: firstOf(reasoningFrom('reasoning'), reasoningFrom('text'), reasoningFrom('value')),
    reasoning_text: reasoningFrom('text'),
    redacted_thinking: () => [{ type: 'reasoning', text: '', redacted: true }],
    tool_use: toolUse,
    server_tool_use: toolUse,
    mcp_tool_use: toolUse,
    tool_result: toolResult,
    toolCall: namedCall,
    tool_call: firstOf(namedCall, writtenCall),
    image_url: (block, pointer) => {
      const url = asString(block['image_url']);
      if (url !== undefined) return [imageFrom(url, `${pointer}/image_url`)];
      return [imageFrom(asString(dig(block, 'image_url', 'url')) ?? '', `${pointer}/image_url/url`)];
    },
    input_image: (block, pointer) => [imageFrom(asString(block['image_url']) ?? '', `${pointer}/image_url`)],
    image: anthropicImage,
    document: documentFrom,
    file: (block) => documentNamed(dig(block, 'file', 'filename')),
    input_file: (block) => documentNamed(block['filename']),
    input_audio: (block) => [
      { type: 'document', text: '', mime: `audio/${asString(dig(block, 'input_audio', 'format')) ?? 'unknown'}` },
    ],
  } satisfies Record<string, BlockReader>),
);

/** The first of several forms of a block that it has. */
function firstOf(...forms: readonly BlockReader[]): BlockReader {
  return (block, pointer) => {
    for (const form of forms) {
      const parts = form(block, pointer);
      if (parts !== undefined) return parts;
    }
    return undefined;
  };
}

function textFrom(key: string): BlockReader {
  return (block, pointer) => {
    const text = asString(block[key]);
    return text === undefined
      ? undefined
      : [{ type: 'text', text, source: { pointer: `${pointer}/${key}`, encoding: 'string' } }];
  };
}

function reasoningFrom(key: string): BlockReader {
  return (block, pointer) => {
    const text = asString(block[key]);
    if (text === undefined) return undefined;
    if (text === '' && block['signature'] !== undefined) return [{ type: 'reasoning', text: '', redacted: true }];
    return [{ type: 'reasoning', text, source: { pointer: `${pointer}/${key}`, encoding: 'string' } }];
  };
}

function toolUse(block: JsonObject, pointer: string): Part[] | undefined {
  const input = block['input'];
  return [
    {
      type: 'tool_call',
      callId: asString(block['id']) ?? '',
      name: asString(block['name']) ?? '',
      text: '',
      ...(input !== undefined && {
        arguments: input,
        source: { pointer: `${pointer}/input`, encoding: 'json' } as const,
      }),
    },
  ];
}

/** A call by name and arguments, as several agents and exporters write it. */
function namedCall(block: JsonObject, pointer: string): Part[] | undefined {
  const name = asString(block['name']);
  const callId = asString(block['id']) ?? asString(block['tool_call_id']) ?? '';
  return name === undefined ? undefined : [toolCallPart(callId, name, block['arguments'], `${pointer}/arguments`)];
}

/** A call written as JSON in a string. */
function writtenCall(block: JsonObject, pointer: string): Part[] | undefined {
  const value = asString(block['value']);
  return value === undefined ? undefined : writtenCallParts(value, { pointer: `${pointer}/value`, encoding: 'string' });
}

function toolResult(block: JsonObject, pointer: string): Part[] {
  const content = block['content'];
  const at = `${pointer}/content`;
  const callId = asString(block['tool_use_id']);
  const type = asString(member(content, 'type'));
  const isError =
    block['is_error'] === true || member(content, 'error_code') !== undefined || type?.endsWith('_error') === true;
  return resultParts(content, at, { ...(callId !== undefined && { callId }), ...(isError && { isError }) });
}

/**
 * What a tool gave back: each text a `tool_result`, images and the like as themselves. At least one
 * part, so that the call has its counterpart. An object is shown as its JSON.
 */
export function resultParts(
  content: Json | undefined,
  pointer: string,
  facts: { readonly callId?: string; readonly name?: string; readonly isError?: boolean },
): Part[] {
  if (typeof content === 'string') {
    return [{ type: 'tool_result', text: content, source: { pointer, encoding: 'string' }, ...facts }];
  }
  if (asObject(content) !== undefined) {
    return [{ type: 'tool_result', text: '', source: { pointer, encoding: 'json' }, ...facts }];
  }
  const blocks = asArray(content) ?? [];
  // A list of nothing but results of its own kind (search hits) is one result, not many unknown blocks.
  if (blocks.length > 0 && !blocks.some(isKnownBlock))
    return [{ type: 'tool_result', text: '', source: { pointer, encoding: 'json' }, ...facts }];
  const parts = contentParts(content, pointer).map(
    (part): Part => (part.type === 'text' ? { ...part, type: 'tool_result', ...facts } : part),
  );
  return parts.some((part) => part.type === 'tool_result')
    ? parts
    : [{ type: 'tool_result', text: '', ...facts }, ...parts];
}

const isKnownBlock = (block: Json): boolean =>
  typeof block === 'string' || blockReaders.has(asString(member(block, 'type')) ?? '');

/** A data URI stays in the record; anything else is an address, which nobody fetches. */
export function imageFrom(url: string, pointer: string): Part {
  if (!url.startsWith('data:')) return { type: 'image', text: '', ...(url !== '' && { url }) };
  const mime = /^data:([^;,]{1,100})/.exec(url)?.[1];
  return { type: 'image', text: '', data: { pointer }, ...(mime !== undefined && { mime }) };
}

function anthropicImage(block: JsonObject, pointer: string): Part[] {
  const source = block['source'];
  const mime = asString(member(source, 'media_type'));
  if (asString(member(source, 'data')) !== undefined) {
    return [
      { type: 'image', text: '', data: { pointer: `${pointer}/source/data` }, ...(mime !== undefined && { mime }) },
    ];
  }
  return [imageFrom(asString(member(source, 'url')) ?? asString(block['image']) ?? '', `${pointer}/image`)];
}

function documentFrom(block: JsonObject, pointer: string): Part[] {
  const source = block['source'];
  const mime = asString(member(source, 'media_type'));
  const name = asString(block['title']);
  const text = member(source, 'type') === 'text' ? asString(member(source, 'data')) : undefined;
  return [
    {
      type: 'document',
      text: text ?? '',
      ...(text !== undefined && { source: { pointer: `${pointer}/source/data`, encoding: 'string' } as const }),
      ...(mime !== undefined && { mime }),
      ...(name !== undefined && { name }),
    },
  ];
}

const documentNamed = (name: Json | undefined): Part[] => [
  { type: 'document', text: '', ...(typeof name === 'string' && { name }) },
];

export const otherPart = (kind: string, pointer: string): Part => ({
  type: 'other',
  kind,
  text: '',
  source: { pointer, encoding: 'json' },
});
