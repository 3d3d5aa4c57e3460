import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { problemTemplates } from '../../src/core/problemText.ts';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import type { Transcript } from '../../src/core/transcripts/transcript.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { fileSource } from '../../src/node/fileSource.ts';
import { corpus, corpusFiles, corpusJson, noCorpus } from '../support/corpus.ts';
import { tally } from '../support/tally.ts';

async function transcriptsOf(path: string): Promise<Transcript[]> {
  const file = await openTranscriptFile(await fileSource(join(corpus as string, path), path), { decompressors });
  assert.ok(!isProblem(file), JSON.stringify(file));
  const transcripts: Transcript[] = [];
  for (const { record } of file.entries) {
    const { transcript, problems } = await file.read(record);
    assert.deepEqual(problems, []);
    if (transcript !== undefined) transcripts.push(transcript);
  }
  await file.close();
  return transcripts;
}

test('corpus: every file is read or refused with a known problem, and nothing throws', { skip: noCorpus }, async () => {
  const formats: Record<string, number> = {};
  for (const path of corpusFiles()) {
    const file = await openTranscriptFile(await fileSource(join(corpus as string, path), path), { decompressors });
    const problems = isProblem(file) ? [file] : [...file.problems];
    if (!isProblem(file)) {
      formats[file.format] = (formats[file.format] ?? 0) + 1;
      assert.equal(new Set(file.entries.map(({ name }) => name)).size, file.entries.length, `${path}: names repeat`);
      for (const { record, name } of file.entries) {
        const result = await file.read(record);
        problems.push(...result.problems);
        assert.ok(result.transcript !== undefined || result.problems.length > 0, `${path} ${name}`);
      }
      await file.close();
    }
    for (const { code } of problems) assert.ok(Object.hasOwn(problemTemplates, code), code);
  }
  console.log(formats);
  assert.ok(
    (formats['inspect'] ?? 0) > 50 && (formats['anthropic-messages'] ?? 0) >= 12 && (formats['openai-chat'] ?? 0) >= 6,
  );
});

interface ExpectedBlocks {
  readonly file: string;
  readonly blocks: Record<string, number>;
  readonly stop_reason: string;
}

const partTypes: Readonly<Record<string, string>> = {
  text: 'text',
  thinking: 'reasoning',
  tool_use: 'tool_call',
  server_tool_use: 'tool_call',
};

test('corpus: Anthropic responses have the blocks of the manifest', { skip: noCorpus }, async (t) => {
  const expected = (noCorpus ? [] : (corpusJson('EXPECT.json') as ExpectedBlocks[])).filter(({ file }) =>
    file.includes('/anthropic_messages/'),
  );
  assert.ok(expected.length > 0);
  for (const { file, blocks, stop_reason } of expected) {
    await t.test(file, async () => {
      const [transcript, ...others] = await transcriptsOf(file);
      assert.deepEqual(others, []);
      const counts: Record<string, number> = {};
      for (const [kind, count] of Object.entries(blocks)) {
        const type = partTypes[kind] ?? (kind.endsWith('_tool_result') ? 'tool_result' : 'other');
        counts[type] = (counts[type] ?? 0) + count;
      }
      assert.deepEqual(tally((transcript?.messages[0]?.parts ?? []).map(({ type }) => type)), counts);
      assert.equal(transcript?.metadata['stop_reason'], stop_reason);
    });
  }
});

test('corpus: a CRLF JSONL of 288 records', { skip: noCorpus }, async () => {
  const path = 'a_self_prediction/tell_me_about_yourself/ft_risky_AB.jsonl';
  const transcripts = await transcriptsOf(path);
  assert.equal(transcripts.length, 288);
  assert.equal(transcripts[287]?.messages[1]?.parts[0]?.text, 'B');
});
