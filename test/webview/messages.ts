import { defaultCodebook } from '../../src/core/codebook/defaultCodebook.ts';
import type {
  DidChangeTags,
  DidLoad,
  DidOpen,
  DidOpenTranscript,
  PaneId,
  ViewMessage,
  ViewPart,
  ViewTag,
} from '../../src/panel/messages.ts';

/** Messages of a host, each with just what a test is about. */

export function didOpen(more: Partial<DidOpen> = {}): DidOpen {
  return {
    type: 'didOpen',
    file: 'logs/run1.eval',
    format: 'inspect-eval',
    metadata: {},
    problems: [],
    entryCount: 1,
    codebook: defaultCodebook,
    reviewer: 'alice',
    settings: { colorMarkup: true, foldLines: 12 },
    ...more,
  };
}

export function didOpenTranscript(messageCount: number, more: Partial<DidOpenTranscript> = {}): DidOpenTranscript {
  return {
    type: 'didOpenTranscript',
    pane: 'a',
    name: 's-17/1',
    record: 0,
    metadata: {},
    scores: [],
    problems: [],
    messageCount,
    range: { start: 0, end: messageCount },
    outline: [],
    ...more,
  };
}

export function didLoad(messages: readonly ViewMessage[], pane: PaneId = 'a', name = 's-17/1', done = true): DidLoad {
  return { type: 'didLoad', pane, name, messages, done };
}

export function message(
  index: number,
  role: ViewMessage['role'],
  ...parts: readonly (string | ViewPart)[]
): ViewMessage {
  return {
    index,
    id: `m${index}`,
    role,
    parts: parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
  };
}

export function didChangeTags(tags: readonly ViewTag[], more: Partial<DidChangeTags> = {}): DidChangeTags {
  const counts = tags.length > 0 ? { 's-17/1': tags.length } : {};
  return { type: 'didChangeTags', tags, tray: [], reviewed: [], counts, problems: [], dirty: false, ...more };
}

/** A tag of mine on one span of a text part of a message. */
export function tag(
  id: string,
  kind: string,
  at: { readonly message: string; readonly start: number; readonly end: number; readonly quote: string },
  more: Partial<ViewTag> = {},
): ViewTag {
  const role = kind === 'preference-gap' ? 'stated' : 'at';
  return {
    id,
    kind,
    reviewer: 'alice',
    own: true,
    status: kind === 'preference-gap' ? 'open' : 'complete',
    targets: [
      { role, transcript: 's-17/1', part: 0, outcome: 'exact', place: { index: Number(at.message.slice(1)) }, ...at },
    ],
    fields: {},
    ...more,
  };
}

/** Opens a transcript of these texts, user and assistant in turn. */
export function openTexts(...texts: readonly string[]): readonly [DidOpen, DidOpenTranscript, DidLoad, DidChangeTags] {
  const messages = texts.map((text, index) => message(index, index % 2 === 0 ? 'user' : 'assistant', text));
  return [didOpen(), didOpenTranscript(texts.length), didLoad(messages), didChangeTags([])];
}
