import type { Span } from '../../text/span.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { pointerAt, type TextFormat, textPartAt } from '../layouts/textFile.ts';
import { type TextLine, textLines } from '../layouts/textLines.ts';

/** Told by its date alone: a fence that a broken answer left open must not hide the chats after it. */
const start = /^# aider chat started at (\d{4}-\d\d-\d\d[ T][\d:.]+)\s*$/;
const said = /^#### ?/;
const told = /^> ?/;

/**
 * aider's chat history: `#### ` before each line of the user, `> ` before those of the tool and the
 * console, everything else is the assistant's. A file may begin in the middle of a chat.
 */
export const aiderHistory: TextFormat = {
  format: 'aider-history',
  matches: (head) => /^# aider chat started at \d/m.test(head),
  split: (text) => {
    const marks = textLines(text).filter((line) => start.test(line.text));
    const first = marks[0]?.start ?? text.length;
    const before = text.slice(0, first).trim() === '' ? [] : [{ range: { start: 0, end: first } }];
    return [
      ...before,
      ...marks.map((mark, i) => ({
        name: start.exec(mark.text)?.[1] ?? '',
        range: { start: mark.start, end: marks[i + 1]?.start ?? text.length },
      })),
    ];
  },
  read: (text, { range, name }) => ({
    metadata: name === undefined ? {} : { started: name },
    scores: [],
    messages: runsOf(textLines(text, range)).flatMap((run) => runMessage(text, run)),
  }),
};

interface Run {
  readonly role: Role;
  readonly lines: TextLine[];
}

/** Neighbouring lines of one speaker. A blank line belongs to whoever speaks; one that only parts two runs to none. */
function runsOf(lines: readonly TextLine[]): Run[] {
  const runs: Run[] = [];
  for (const line of lines) {
    if (start.test(line.text)) continue;
    const role: Role = line.fenced
      ? 'assistant'
      : said.test(line.text)
        ? 'user'
        : told.test(line.text)
          ? 'tool'
          : 'assistant';
    const last = runs.at(-1);
    const blank = line.text.trim() === '' && !line.fenced;
    if (last !== undefined && (last.role === role || (blank && last.role !== 'assistant'))) {
      if (!blank || last.role === 'assistant') last.lines.push(line);
    } else if (!blank) runs.push({ role, lines: [line] });
  }
  return runs;
}

function runMessage(text: string, { role, lines }: Run): MessageDraft[] {
  const whole: Span = { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
  const parts = role === 'assistant' ? textPartAt(text, whole) : markedPart(text, role, lines);
  if (parts.length === 0) return [];
  return [{ role, pointer: pointerAt(whole), parts, ...(role === 'tool' && { name: 'aider' }) }];
}

/** The text of lines without the mark before each, so in as many pieces. */
function markedPart(text: string, role: Role, lines: readonly TextLine[]): Part[] {
  const mark = role === 'user' ? said : told;
  const spans = lines.map((line, i) => {
    const from = line.start + (mark.exec(line.text)?.[0].length ?? 0);
    return { start: from, end: i === lines.length - 1 ? line.start + line.text.length : line.end };
  });
  const [first, ...next] = spans.map(pointerAt);
  const whole = spans.map((span) => text.slice(span.start, span.end)).join('');
  if (first === undefined || whole.trim() === '') return [];
  const source = { pointer: first, encoding: 'text', ...(next.length > 0 && { next }) } as const;
  return [role === 'user' ? { type: 'text', text: whole, source } : { type: 'tool_result', text: whole, source }];
}
