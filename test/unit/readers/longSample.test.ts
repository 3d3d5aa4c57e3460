import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import { allMessages, findMessage } from '../../../src/core/transcripts/transcriptText.ts';
import { makeLongSample } from '../../support/makeLongSample.ts';
import { openMade } from '../../support/openMade.ts';
import { parses } from '../../support/parses.ts';

const total = 300_000;
const archive = makeLongSample(total);

/** One reading of the sample, and what it took: reads of the file, characters parsed. */
async function reading(near?: string) {
  const file = await openMade(archive);
  const before = file.source.reads.length;
  let transcript: Transcript | undefined;
  let facts: unknown;
  const parsed = await parses(async () => {
    const result = await file.read(0, undefined, near);
    transcript = result.transcript;
    facts = result.problems.map(({ code, severity, facts }) => [code, severity, facts['from'], facts['to']]);
  });
  assert.ok(transcript);
  return { file, transcript, facts, reads: file.source.reads.length - before, parsed: Math.max(...parsed) };
}

test('a sample of 300 000 events opens at its start, and no more of them is read', async () => {
  const { transcript, facts, reads, parsed } = await reading();
  assert.deepEqual(
    transcript.messages.map(({ id }) => id),
    ['a', 'b'],
  );
  assert.deepEqual(facts, [['inspect.eventsLeft', 'info', 0, 20_000]]);
  assert.equal(transcript.eventsLeftOut, total - 20_000);
  assert.equal(transcript.threads?.[0]?.title, 'digger');
  assert.ok(findMessage(transcript, 'm19995') && !findMessage(transcript, 'm20005'));
  // sample, skeleton, its messages, theirs and again its own, twenty chunks of events
  assert.ok(reads <= 26, `${reads} reads`);
  assert.ok(parsed < 7_000_000, `${parsed} characters at once`);
});

test('at an event that is named by its uuid, by way of the list of uuids', async () => {
  const { transcript, facts, reads } = await reading('u250005');
  assert.deepEqual(facts, [['inspect.eventsLeft', 'info', 250_000, 270_000]]);
  assert.ok(findMessage(transcript, 'm250005'));
  assert.ok(reads <= 27, `${reads} reads`);
});

test('at a message of an agent that began long before, whose words are found in the text of the record', async () => {
  const { file, transcript, facts } = await reading('m299995');
  assert.deepEqual(facts, [['inspect.eventsLeft', 'info', 299_000, total]]);
  assert.deepEqual([...new Set(transcript.threads?.map(({ title }) => title))], ['digger']);
  const part = findMessage(transcript, 'm299995')?.parts[0];
  const source = await file.sourceText(0);
  assert.ok(part !== undefined && source !== undefined);
  const place = sourceSpanOf(source.text, part, 0, { start: 6, end: 12 });
  assert.equal(place && source.text.slice(place.start, place.end), '299995');
});

test('a message of the main thread is not sought among the events, nor a name that the reader gave', async () => {
  for (const near of ['b', '#1', 'subagent-1/#7']) {
    const { transcript, facts, reads } = await reading(near);
    assert.deepEqual(facts, [['inspect.eventsLeft', 'info', 0, 20_000]]);
    assert.ok(reads <= 26, `${near}: ${reads} reads`);
    assert.equal(allMessages(transcript).length, 2 + 1 + 2000);
  }
});

test('one that is nowhere gives the start', async () => {
  assert.deepEqual((await reading('nowhere')).facts, [['inspect.eventsLeft', 'info', 0, 20_000]]);
});
