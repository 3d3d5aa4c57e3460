import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import type { Part } from '../../transcripts/transcript.ts';
import { otherPart, resultParts } from '../drafts/chatContent.ts';
import { spokenPart, toolCallPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

const large = ['contents', 'candidates', 'response', 'request', 'systemInstruction', 'system_instruction', 'tools'];

/** Gemini: requests (`contents`), responses (`candidates`), recorded calls with a streamed response, bare lists of contents. */
export const gemini: RecordFormat = {
  format: 'gemini',
  matches: (record) => isContents(record) || requestOf(record) !== undefined || responsesOf(record).length > 0,
  read: (record) => {
    if (isContents(record)) return { metadata: {}, scores: [], messages: contentMessages(asArray(record) ?? [], '') };
    const base = requestOf(record);
    const contents = base === undefined ? [] : (asArray(dig(record, ...base, 'contents')) ?? []);
    const at = (base ?? []).map((key) => `/${key}`).join('');
    const messages = [
      ...(base === undefined ? [] : systemOf(dig(record, ...base), at)),
      ...contentMessages(contents, `${at}/contents`),
      ...answers(responsesOf(record)),
    ];
    if (messages.length === 0) return undefined;
    const model = asString(dig(record, 'modelVersion')) ?? asString(dig(record, 'model'));
    return {
      metadata: { ...smallMembers(asObject(record) ?? {}, large), ...(model !== undefined && { model }) },
      scores: [],
      messages,
    };
  },
};

const isContent = (value: Json | undefined): boolean => asArray(dig(value, 'parts')) !== undefined;

function isContents(value: Json | undefined): boolean {
  const list = asArray(value);
  return list !== undefined && list.length > 0 && list.slice(0, 3).every(isContent);
}

const requestOf = (record: Json): readonly string[] | undefined =>
  [[], ['request']].find((path) => isContents(dig(record, ...path, 'contents')));

interface Placed {
  readonly value: Json;
  readonly pointer: string;
}

/** The responses in a record: itself, one of a call, or the chunks of a streamed one. */
function responsesOf(record: Json): Placed[] {
  const inner = dig(record, 'response');
  const all: Placed[] = [
    { value: record, pointer: '' },
    ...(asObject(inner) === undefined ? [] : [{ value: inner as Json, pointer: '/response' }]),
    ...(asArray(inner) ?? []).map((value, i) => ({ value, pointer: `/response/${i}` })),
  ];
  return all.filter(
    ({ value }) =>
      asArray(dig(value, 'candidates')) !== undefined && asObject(dig(value, 'candidates', 0, 'content')) !== undefined,
  );
}

/** One message per candidate of one response; the chunks of a stream are one message together. */
function answers(responses: readonly Placed[]): MessageDraft[] {
  if (responses.length > 1) {
    const parts = responses.flatMap(({ value, pointer }) =>
      partsOf(dig(value, 'candidates', 0, 'content'), `${pointer}/candidates/0/content`),
    );
    return [{ role: 'assistant', pointer: responses[0]?.pointer ?? '', parts: joined(parts) }];
  }
  return responses.flatMap(({ value, pointer }) => {
    const candidates = asArray(dig(value, 'candidates')) ?? [];
    return candidates.map((candidate, i): MessageDraft => {
      const at = `${pointer}/candidates/${i}/content`;
      const content = dig(candidate, 'content');
      return {
        role: 'assistant',
        pointer: content === undefined ? `${pointer}/candidates/${i}` : at,
        parts: partsOf(content, at),
        ...(candidates.length > 1 && { name: `candidate ${i + 1}` }),
      };
    });
  });
}

/** Neighbouring texts of one kind as one, which stands in several places. */
function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const same = last?.type === part.type && (part.type === 'text' || part.type === 'reasoning');
    if (!same || last?.source === undefined || part.source === undefined) result.push(part);
    else {
      const source = { ...last.source, next: [...(last.source.next ?? []), part.source.pointer] };
      result[result.length - 1] = { ...last, text: last.text + part.text, source };
    }
  }
  return result;
}

function systemOf(request: Json | undefined, pointer: string): MessageDraft[] {
  const key = ['systemInstruction', 'system_instruction'].find((candidate) => dig(request, candidate) !== undefined);
  if (key === undefined) return [];
  const value = dig(request, key);
  const at = `${pointer}/${key}`;
  return [
    {
      role: 'system',
      pointer: at,
      parts: typeof value === 'string' ? spokenPart('text', value, at) : partsOf(value, at),
    },
  ];
}

function contentMessages(list: readonly Json[], pointer: string): MessageDraft[] {
  return list.map((content, i) => {
    const at = pointerJoin(pointer, i);
    const word = asString(dig(content, 'role'));
    const parts = partsOf(content, at);
    const results = parts.length > 0 && parts.every((part) => part.type === 'tool_result');
    return {
      role: results ? 'tool' : word === 'model' ? 'assistant' : word === 'system' ? 'system' : 'user',
      pointer: at,
      parts,
    };
  });
}

const partsOf = (content: Json | undefined, pointer: string): Part[] =>
  (asArray(dig(content, 'parts')) ?? []).flatMap((part, i) => partOf(part, `${pointer}/parts/${i}`));

function partOf(part: Json, pointer: string): Part[] {
  if (typeof part === 'string') return spokenPart('text', part, pointer);
  const text = dig(part, 'text');
  if (typeof text === 'string')
    return spokenPart(dig(part, 'thought') === true ? 'reasoning' : 'text', text, `${pointer}/text`);
  const key = [
    'functionCall',
    'function_call',
    'functionResponse',
    'function_response',
    'inlineData',
    'inline_data',
    'fileData',
    'executableCode',
    'codeExecutionResult',
  ].find((candidate) => asObject(dig(part, candidate)) !== undefined);
  const value = key === undefined ? undefined : dig(part, key);
  const at = `${pointer}/${key ?? ''}`;
  const name = asString(dig(value, 'name')) ?? '';
  const callId = asString(dig(value, 'id')) ?? name;
  switch (key) {
    case 'functionCall':
    case 'function_call':
      return [toolCallPart(callId, name, dig(value, 'args'), `${at}/args`)];
    case 'functionResponse':
    case 'function_response':
      return resultParts(dig(value, 'response'), `${at}/response`, { callId, name });
    case 'inlineData':
    case 'inline_data': {
      const mime = asString(dig(value, 'mimeType')) ?? asString(dig(value, 'mime_type'));
      if (mime !== undefined && !mime.startsWith('image/')) return [{ type: 'document', text: '', mime }];
      return [{ type: 'image', text: '', data: { pointer: `${at}/data` }, ...(mime !== undefined && { mime }) }];
    }
    case 'fileData':
      return [{ type: 'document', text: '', name: asString(dig(value, 'fileUri')) ?? '' }];
    case 'executableCode':
      return [toolCallPart('', 'code_execution', dig(value, 'code'), `${at}/code`)];
    case 'codeExecutionResult':
      return resultParts(dig(value, 'output'), `${at}/output`, { name: 'code_execution' });
    default:
      return [otherPart('part', pointer)];
  }
}
