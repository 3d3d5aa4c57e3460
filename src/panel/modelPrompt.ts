import { type Codebook, kindOf } from '../core/codebook/codebook.ts';
import type { Tag } from '../core/tags/tag.ts';
import type { Transcript } from '../core/transcripts/transcript.ts';
import { messageText } from '../core/transcripts/transcriptText.ts';
import type { Side } from './viewTags.ts';

/** Longest text of one message in the question, in UTF-16 units. */
const longestMessage = 4000;

/** A side of a tag with the transcript that it is in, where that is open. */
export interface AskedSide {
  readonly side: Side;
  readonly transcript: Transcript | undefined;
}

/**
 * What a model is asked about a tag on its words: the passages, the message before each, what the tag says and how its
 * kind is defined. No reviewer is named, and nothing that others replied: the model's own view is wanted.
 */
export function modelPrompt(tag: Tag, sides: readonly AskedSide[], codebook: Codebook): string {
  const kind = kindOf(codebook, tag.kind);
  const fields = Object.entries(tag.fields).map(([id, value]) => {
    const field = kind?.fields.find((each) => each.id === id);
    const option = field?.options?.find((each) => each.id === value);
    const said = option?.title ?? (typeof value === 'string' ? value : JSON.stringify(value));
    return `- ${field?.title ?? id}: ${said}${option === undefined ? '' : ` (${option.definition})`}`;
  });
  return [
    'A reviewer of a conversation of yours, or of a model like you, has tagged a passage of it. Say in a few sentences how',
    'you see it: whether the tag is right, and what the passage was about from your side. Disagree where you do.',
    '',
    `# The tag: ${kind?.title ?? tag.kind}`,
    kind?.definition ?? '',
    ...fields,
    ...(tag.note === undefined || tag.note === '' ? [] : ['', `The reviewer notes: ${tag.note}`]),
    ...sides.flatMap(passage),
    '',
  ].join('\n');
}

function passage({ side, transcript }: AskedSide): readonly string[] {
  const { message: id, quote } = side.target;
  const all = transcript?.messages ?? [];
  const at = all.findIndex((message) => message.id === id);
  const shown = (at < 0 ? [] : all.slice(Math.max(0, at - 1), at + 1)).map(
    (message) => `[${message.role}]\n${fenced(messageText(message).slice(0, longestMessage))}`,
  );
  return ['', `# The passage (${side.role})`, ...(quote === undefined ? [] : ['Tagged:', fenced(quote)]), ...shown];
}

/** A fence longer than any in the text: what a transcript holds cannot end it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
