import type { Message, Part, Role, Transcript } from '../../src/core/transcripts/transcript.ts';

/** A transcript of `role: text` lines, ids `m0`, `m1`, ...; a message may be given whole. */
export function makeTranscript(messages: readonly (string | Partial<Message>)[], name = 's-1/1'): Transcript {
  return {
    name,
    record: 0,
    format: 'test',
    metadata: {},
    scores: [],
    messages: messages.map((message, index) => makeMessage(message, index)),
  };
}

function makeMessage(given: string | Partial<Message>, index: number): Message {
  const base = {
    id: `m${index}`,
    index,
    role: 'assistant' as Role,
    parts: [] as readonly Part[],
    pointer: `/messages/${index}`,
  };
  if (typeof given !== 'string') return { ...base, ...given };
  const [, role = 'assistant', text = ''] = /^(?:(system|user|assistant|tool): )?(.*)$/s.exec(given) ?? [];
  return { ...base, role: role as Role, parts: [textPart(text)] };
}

export function textPart(text: string): Part {
  return { type: 'text', text };
}
