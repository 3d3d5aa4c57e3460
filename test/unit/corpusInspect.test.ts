import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { modelInput, scopedEvents } from '../../src/core/readers/inspect/inspectEvents.ts';
import { messagePoolOf } from '../../src/core/readers/inspect/inspectPools.ts';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import type { ReadResult } from '../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import type { JsonObject } from '../../src/core/text/json.ts';
import { parseJson } from '../../src/core/text/parseJson.ts';
import { sha256Hex } from '../../src/core/text/sha256.ts';
import type { Part, Transcript } from '../../src/core/transcripts/transcript.ts';
import { messageText } from '../../src/core/transcripts/transcriptText.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { fileSource } from '../../src/node/fileSource.ts';
import { corpus, corpusJson, noCorpus } from '../support/corpus.ts';
import { tally } from '../support/tally.ts';

interface ExpectedSample {
  readonly id: string | number;
  readonly epoch: number;
  readonly nMessages: number;
  readonly roles: Record<string, number>;
  readonly messageIds: string[] | null;
  readonly messageTextSha256: string[];
  readonly nToolCalls: number;
  readonly nReasoningParts: number;
  readonly nImages: number;
  readonly scores?: Record<string, unknown>;
  readonly limit?: unknown;
  readonly nModelEvents: number;
  /** Of the first 40. */
  readonly modelInputMessageCounts: number[];
  readonly nModelInputMessages: number;
}
interface ExpectedLog {
  readonly version?: number | null;
  readonly status?: string;
  readonly task?: string;
  readonly model?: string;
  readonly error?: string;
  readonly nSamples: number;
  readonly samples?: ExpectedSample[];
}

const expected = noCorpus ? {} : (corpusJson('inspect/EXPECT.json') as Record<string, ExpectedLog>);

test('corpus: Inspect logs', { skip: noCorpus }, async (t) => {
  for (const [file, log] of Object.entries(expected)) {
    await t.test(file, () => checkLog(file, log));
  }
});

async function checkLog(path: string, log: ExpectedLog): Promise<void> {
  const file = await openTranscriptFile(await fileSource(join(corpus as string, 'inspect', path), path), {
    decompressors,
  });
  if (isProblem(file)) {
    assert.ok(log.error, `${file.code} ${JSON.stringify(file.facts)}`);
    return;
  }
  if (log.error !== undefined) assert.ok(file.problems.some((problem) => problem.severity === 'error'));
  else {
    assert.deepEqual(
      file.problems.filter((problem) => problem.severity !== 'info'),
      [],
    );
    assert.equal(file.format, 'inspect');
    assert.equal(file.metadata['task'], log.task);
    assert.equal(file.metadata['model'], log.model);
    assert.equal(file.metadata['status'], log.status);
    if (log.version != null) assert.equal(file.formatVersion, String(log.version));
  }
  assert.equal(file.entries.length, log.nSamples);
  const byName = new Map(log.samples?.map((sample) => [`${sample.id}/${sample.epoch}`, sample]));
  for (const entry of file.entries) {
    const { transcript, problems }: ReadResult = await file.read(entry.record);
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      byName.get(entry.name)?.limit === undefined ? [] : [['inspect.sampleLimit', 'info']],
    );
    const sample = byName.get(entry.name);
    assert.ok(transcript !== undefined && sample !== undefined, entry.name);
    checkSample(transcript, sample);
    checkInputs((await file.sourceText(entry.record))?.text ?? '', sample);
  }
  await file.close();
}

function checkSample(transcript: Transcript, sample: ExpectedSample): void {
  const { messages } = transcript;
  assert.equal(messages.length, sample.nMessages);
  assert.deepEqual(tally(messages.map((m) => m.role)), sample.roles);
  if (sample.messageIds !== null)
    assert.deepEqual(
      messages.map((m) => m.id),
      sample.messageIds,
    );
  assert.deepEqual(
    messages.map((m) => sha256Hex(messageText(m))),
    sample.messageTextSha256,
  );
  const count = (type: Part['type']): number =>
    messages.flatMap((m) => m.parts).filter((part) => part.type === type).length;
  assert.equal(count('tool_call'), sample.nToolCalls);
  assert.equal(count('reasoning'), sample.nReasoningParts);
  assert.equal(count('image'), sample.nImages);
  assert.deepEqual(
    Object.fromEntries(transcript.scores.map((score) => [score.name, plain(score.value)])),
    sample.scores ?? {},
  );
}

/** What the models were given, pools expanded: the events of the sample itself, not those inside its tools. */
function checkInputs(text: string, expectedSample: ExpectedSample): void {
  const parsed = parseJson(text);
  assert.ok(parsed.ok);
  const sample = parsed.value as JsonObject;
  const pool = messagePoolOf(sample);
  const events = scopedEvents(sample).filter(({ kind, pointer }) => kind === 'model' && /events\/\d+$/.test(pointer));
  const counts = events.map((event) => modelInput(event, pool).length);
  assert.equal(events.length, expectedSample.nModelEvents);
  assert.deepEqual(counts.slice(0, 40), expectedSample.modelInputMessageCounts.slice(0, 40));
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    expectedSample.nModelInputMessages,
  );
}

/** Numbers that JSON has no word for, as the manifest writes them. */
function plain(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}
