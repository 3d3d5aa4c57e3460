import assert from 'node:assert/strict';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import type { TranscriptFile } from '../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import type { Transcript } from '../../src/core/transcripts/transcript.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { type CountingSource, countingSource } from './countingSource.ts';

/** Open data made in a test; fails when no reader takes it. */
export async function openMade(
  data: string | Uint8Array,
  name = 'made',
): Promise<TranscriptFile & { readonly source: CountingSource }> {
  const source = countingSource(name, typeof data === 'string' ? new TextEncoder().encode(data) : data);
  const file = await openTranscriptFile(source, { decompressors });
  assert.ok(!isProblem(file), JSON.stringify(file));
  return { ...file, source };
}

/** The code of the Problem with which data are refused. */
export async function refusal(data: string | Uint8Array): Promise<string> {
  const source = countingSource('made', typeof data === 'string' ? new TextEncoder().encode(data) : data);
  const file = await openTranscriptFile(source, { decompressors });
  assert.ok(isProblem(file), 'it opened');
  assert.ok(source.closed);
  return file.code;
}

/** One record of a file; fails when it cannot be read. */
export async function readMade(file: TranscriptFile, record = 0): Promise<Transcript> {
  const { transcript, problems } = await file.read(record);
  assert.deepEqual(
    problems.filter(({ severity }) => severity !== 'info'),
    [],
  );
  assert.ok(transcript);
  return transcript;
}
