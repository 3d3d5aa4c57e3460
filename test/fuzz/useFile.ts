import assert from 'node:assert/strict';
import { problemText } from '../../src/core/problemText.ts';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import { codePointLength } from '../../src/core/text/codePoints.ts';
import { formattedRecord } from '../../src/core/transcripts/formattedRecord.ts';
import { sourceSpanOf } from '../../src/core/transcripts/sourceSpan.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { countingSource } from '../support/countingSource.ts';

/** Of a damaged file that lists very many records, these are used. */
const mostUsed = 200;

/** Everything that a panel does with a file. What is wrong with the file is a Problem with a sentence, nothing else. */
export async function useFile(bytes: Uint8Array): Promise<void> {
  const source = countingSource('made', bytes);
  const file = await openTranscriptFile(source, { decompressors });
  if (isProblem(file)) {
    assert.notEqual(problemText(file), file.code);
    return assert.ok(source.closed);
  }
  for (const { record } of file.entries.slice(0, mostUsed)) {
    const { transcript, problems } = await file.read(record);
    assert.ok(transcript !== undefined || problems.length > 0);
    for (const problem of problems) assert.notEqual(problemText(problem), problem.code);
    const text = (await file.sourceText(record))?.text;
    if (transcript === undefined || text === undefined) continue;
    formattedRecord(text);
    for (const part of transcript.messages.slice(0, mostUsed).flatMap((message) => message.parts.slice(0, mostUsed))) {
      sourceSpanOf(text, part, 0, { start: 0, end: codePointLength(part.text) });
    }
  }
  assert.ok(transcriptNamesAreUnique(file.entries.map(({ name }) => name)));
}

function transcriptNamesAreUnique(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
