import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import type { TranscriptFile } from '../../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import type { PredictionRecord } from '../../../src/core/records/record.ts';
import { RecordTable } from '../../../src/core/records/recordTable.ts';
import { resolvePath } from '../../../src/core/text/paths.ts';
import { parseLocator } from '../../../src/core/transcripts/locatorText.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { fileSource } from '../../../src/node/fileSource.ts';

const samples = join(dirname(fileURLToPath(import.meta.url)), '../../../media/samples');

async function open(path: string): Promise<TranscriptFile> {
  const file = await openTranscriptFile(await fileSource(path), { decompressors });
  assert.ok(!isProblem(file), path);
  return file;
}

async function sampleRecords(): Promise<readonly PredictionRecord[]> {
  const file = await open(join(samples, 'self-predictions.jsonl'));
  const records: PredictionRecord[] = [];
  for await (const batch of file.predictions?.() ?? []) {
    for (const { prediction, problem } of batch) {
      assert.equal(problem, undefined);
      if (prediction !== undefined) records.push(prediction);
    }
  }
  await file.close();
  return records;
}

test('the sample records show every kind of record there is', async () => {
  const table = new RecordTable();
  const records = await sampleRecords();
  for (const [record, prediction] of records.entries()) table.add({ record, name: prediction.id, prediction });
  const values = (dimension: Parameters<RecordTable['dimensionValues']>[0]): string[] =>
    table
      .dimensionValues(dimension)
      .map(({ value }) => value)
      .sort();
  assert.equal(table.length, 20);
  assert.deepEqual(values('model'), ['example-model-1', 'example-model-2']);
  assert.deepEqual(values('kind'), ['cross', 'self']);
  assert.deepEqual(values('checkpoint'), ['after', 'before']);
  const types = new Set(records.map(({ property }) => property.type));
  assert.deepEqual([...types].sort(), ['binary', 'categorical', 'numeric']);
  for (const state of ['refused', 'unparseable', 'abstained'] as const)
    assert.equal(table.select({ prediction: [state] }).length, 1, state);
  assert.equal(table.select({ outcome: ['missing'] }).length, 1);
  assert.ok(
    records.some(({ prediction, outcome }) => prediction.checkpoint === 'before' && outcome.checkpoint === 'after'),
  );
  assert.ok(records.some(({ outcome }) => (outcome.samples?.length ?? 0) > 2));
});

test('each link of a sample record leads to a message of a sample transcript', async () => {
  const files = new Map<string, TranscriptFile>();
  let links = 0;
  for (const { transcriptRef, outcome } of await sampleRecords()) {
    for (const ref of [transcriptRef, ...(outcome.transcriptRefs ?? [])]) {
      if (ref === undefined) continue;
      const locator = parseLocator(ref);
      assert.ok(locator, ref);
      // As the panel does: relative to the file of the records.
      const path = resolvePath(samples, locator.file);
      const file = files.get(path) ?? (await open(path));
      files.set(path, file);
      const entry = file.entries.find(({ name }) => name === locator.transcript);
      const { transcript } = await file.read(entry?.record ?? -1);
      assert.ok(transcript, ref);
      if (locator.message !== undefined)
        assert.ok(
          transcript.messages.some(({ id }) => id === locator.message),
          ref,
        );
      links++;
    }
  }
  for (const file of files.values()) await file.close();
  assert.equal(links, 13);
});
