import type { Role } from '../../transcripts/transcript.ts';
import { pointerAt, type TextFormat, textPartAt } from '../layouts/textFile.ts';
import { textLines } from '../layouts/textLines.ts';

const words: Readonly<Record<string, Role>> = {
  human: 'user',
  user: 'user',
  you: 'user',
  prompter: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  bot: 'assistant',
  model: 'assistant',
  claude: 'assistant',
  chatgpt: 'assistant',
  gpt: 'assistant',
  gemini: 'assistant',
  agent: 'assistant',
  system: 'system',
  tool: 'tool',
};
const word = Object.keys(words).join('|');

/** The ways of marking who speaks; a file keeps to one. Each captures the speaker. */
const styles: readonly RegExp[] = [
  // `### Assistant`, `## User:` alone on its line
  new RegExp(`^#{1,6}\\s+(?:\\*\\*)?(${word})(?:\\s*\\([^)]*\\))?:?(?:\\*\\*)?:?\\s*$`, 'i'),
  // `**User:** text`, `**User**: text`, `__User:__`
  new RegExp(
    `^(?:\\*\\*|__)(${word})(?:\\s*\\([^)]*\\))?(?::(?:\\*\\*|__)|(?:\\*\\*|__):|(?:\\*\\*|__)\\s*$)[ \\t]*`,
    'i',
  ),
  // `[User]`, `<|user|>`, `<|im_start|>user` alone on its line
  new RegExp(`^(?:\\[(${word})\\]:?|<\\|(${word})\\|>|<\\|im_start\\|>(${word}))\\s*$`, 'i'),
  // `User: text`; a word in the middle of prose is told apart by its capital
  new RegExp(
    `^(${Object.keys(words)
      .map((each) => `${each[0]?.toUpperCase()}${each.slice(1)}|${each.toUpperCase()}`)
      .join('|')}|ChatGPT):(?:[ \\t]+|$)`,
  ),
];

/** Plain text and Markdown in which a mark at the start of a line says who speaks. */
export const markedText: TextFormat = {
  format: 'marked-text',
  matches: (head) => styleOf(head) !== undefined,
  split: (text) => [{ range: { start: 0, end: text.length } }],
  read: (text, { range }) => {
    const style = styleOf(text);
    const heads = style === undefined ? [] : marksOf(text, style);
    const first = heads[0]?.start ?? range.end;
    const preamble = textPartAt(text, { start: 0, end: first });
    const messages = heads.map(({ role, start, said }, i) => {
      const end = heads[i + 1]?.start ?? range.end;
      return {
        role,
        pointer: pointerAt({ start, end }),
        parts: textPartAt(text, { start: said, end: closing(text, said, end) }),
      };
    });
    const before = {
      role: 'other',
      name: 'preamble',
      pointer: pointerAt({ start: 0, end: first }),
      parts: preamble,
    } as const;
    return { metadata: {}, scores: [], messages: preamble.length === 0 ? messages : [before, ...messages] };
  },
};

/** The style with most marks of which both sides speak, twice at least. */
function styleOf(text: string): RegExp | undefined {
  return styles
    .map((style) => ({ style, roles: marksOf(text, style).map(({ role }) => role) }))
    .filter(({ roles }) => roles.includes('user') && roles.includes('assistant'))
    .sort((a, b) => b.roles.length - a.roles.length)[0]?.style;
}

interface Mark {
  readonly role: Role;
  readonly start: number;
  /** Where what was said begins. */
  readonly said: number;
}

function marksOf(text: string, style: RegExp): Mark[] {
  return textLines(text).flatMap((line): Mark[] => {
    const match = line.fenced ? null : style.exec(line.text);
    const role =
      match === null ? undefined : words[(match.slice(1).find((each) => each !== undefined) ?? '').toLowerCase()];
    return match === null || role === undefined
      ? []
      : [{ role, start: line.start, said: line.start + match[0].length }];
  });
}

/** Before the rule, or the end mark, with which some writers close a turn. */
function closing(text: string, start: number, end: number): number {
  const close = /\s*(?:<\|im_end\|>|\n(?:---+|\*\*\*+))\s*$/.exec(text.slice(start, end));
  return close === null ? end : end - close[0].length;
}
