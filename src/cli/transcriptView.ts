import { placeText, problemText } from '../core/problemText.ts';
import type { Message, Part, Score, Thread } from '../core/transcripts/transcript.ts';
import { printable } from './printable.ts';
import type { ReadLine } from './transcriptJson.ts';

/** A transcript for reading in a terminal: text verbatim under a heading per message and part. */
export function transcriptView({ file, format, transcript, problems }: ReadLine): string {
  const lines: string[] = [];
  if (transcript !== undefined) {
    const { metadata, name, messages, scores } = transcript;
    const facts = [format, metadata['task'], metadata['model'], `${messages.length} messages`];
    lines.push(`=== ${file} ${name} (${facts.filter((fact) => typeof fact === 'string').join(', ')})`);
    lines.push(...scores.map(scoreLine));
  }
  for (const problem of problems) lines.push(`!!! ${placeText(problem)}: ${problemText(problem)}`);
  for (const message of transcript?.messages ?? [])
    lines.push('', heading(message), ...message.parts.flatMap(partLines));
  for (const thread of transcript?.threads ?? []) {
    lines.push('', threadHeading(thread));
    for (const message of thread.messages) lines.push('', heading(message), ...message.parts.flatMap(partLines));
  }
  return `${printable(lines.join('\n'))}\n\n`;
}

function scoreLine({ name, value, answer, explanation }: Score): string {
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value);
  const more = [
    answer === undefined ? '' : ` answer ${JSON.stringify(answer)}`,
    explanation === undefined ? '' : `\n${explanation}`,
  ];
  return `score ${name}: ${shown}${more.join('')}`;
}

/** Threads come after the messages that they are not part of. */
function threadHeading({ id, title, after, messages }: Thread): string {
  const where = after === undefined ? 'before the first message' : `after ${after}`;
  return `+++ ${id}${title === '' ? '' : ` ${title}`} (${messages.length} messages, left out ${where})`;
}

function heading({ id, index, role, name, model, timestamp }: Message): string {
  const facts = [name, id === `#${index}` ? undefined : id, model, timestamp].filter((fact) => fact !== undefined);
  return `--- #${index} ${role}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
}

function partLines(part: Part): string[] {
  const head = partHeading(part);
  return head === undefined ? [part.text] : part.text === '' ? [`[${head}]`] : [`[${head}]`, part.text];
}

function partHeading(part: Part): string | undefined {
  switch (part.type) {
    case 'text':
      return undefined;
    case 'reasoning':
      return part.redacted ? 'reasoning, redacted' : 'reasoning';
    case 'tool_call':
      return `call ${part.name} ${part.callId}`.trimEnd();
    case 'tool_result':
      return `${part.isError ? 'error' : 'result'} ${part.callId ?? part.name ?? ''}`.trimEnd();
    case 'image':
      return `image ${part.url ?? part.mime ?? ''}`.trimEnd();
    case 'document':
      return `document ${part.name ?? part.mime ?? ''}`.trimEnd();
    case 'other':
      return part.kind;
  }
}
