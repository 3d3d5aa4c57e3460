import { placeText, problemText, type Translate } from '../../problemText.ts';
import type { FileHead, ReadResult, TranscriptFile } from '../reader.ts';
import type { Mapping } from './mapping.ts';
import { unmappedKeys } from './unmappedKeys.ts';

const shownMessages = 20;
const shownText = 400;

/** What a mapping makes of a file, to be read beside it: its first transcript, and what it leaves out. */
export function mappingPreview(
  mapping: Mapping,
  head: FileHead,
  file: TranscriptFile,
  first: ReadResult | undefined,
  translate?: Translate,
): string {
  const { records, keys } = unmappedKeys(mapping, head);
  const messages = first?.transcript?.messages ?? [];
  const problems = [...file.problems, ...(first?.problems ?? [])];
  const lines = [
    `Mapping ${mapping.name}: ${file.entries.length} transcripts in ${head.name}`,
    ...problems.map((problem) => `Problem: ${problemText(problem, translate)} (${placeText(problem)})`),
    '',
    first?.transcript === undefined
      ? 'No transcript could be read.'
      : `First transcript: ${first.transcript.name}, ${messages.length} messages`,
    ...messages
      .slice(0, shownMessages)
      .flatMap(({ role, name, parts }) => [
        '',
        `--- ${role}${name === undefined ? '' : ` (${name})`}`,
        ...parts.map(({ type, text }) => `${type === 'text' ? '' : `[${type}] `}${cut(text)}`),
      ]),
    ...(messages.length > shownMessages ? ['', `... and ${messages.length - shownMessages} more`] : []),
    '',
    `Not mapped, in the first ${records} records:`,
    ...(keys.length === 0
      ? ['  nothing']
      : keys.map(
          ({ key, count, metadata }) => `  ${key}: ${count}${metadata ? ', shown as metadata' : ', not shown'}`,
        )),
  ];
  return `${lines.join('\n')}\n`;
}

const cut = (text: string): string => (text.length > shownText ? `${text.slice(0, shownText)} ...` : text);
