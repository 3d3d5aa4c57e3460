import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256Hex } from '../../../src/core/text/sha256.ts';
import { corpus, corpusJson, noCorpus } from '../../support/corpus.ts';
import { type CorpusLine, readCorpus } from '../../support/readCorpus.ts';
import { tally } from '../../support/tally.ts';

/** A row of the corpus's list of files: what each is, and how many lines it has. */
function manifestRows(): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(join(corpus as string, 'MANIFEST.tsv'), 'utf8')
    .trimEnd()
    .split('\n');
  const keys = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [keys[i] ?? '', cell])));
}

/** Formats in which a line is a transcript, when the file is JSON lines. */
const perLine = new Set(['gemini', 'instruction', 'model-written-evals', 'mt-bench', 'openai-chat']);

test('corpus: `read --json` gives the transcripts that the manifest counts', { skip: noCorpus }, async (t) => {
  const rows = manifestRows();
  const read = await readCorpus(rows.map(({ file = '' }) => file));
  const compared: Record<string, number> = {};
  for (const { file = '', sha256 = '', kind = '', lines = '' } of rows) {
    const said = read.get(file) ?? [];
    await t.test(file, () => {
      const bytes = readFileSync(join(corpus as string, file));
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, 'it is not the file of the manifest');
      assert.ok(said.length > 0, 'nothing is said of it');
      const transcripts = said.filter(({ messages }) => messages !== undefined);
      if (transcripts.length === 0) assert.ok(said.every(({ problems }) => problems.length > 0));
      const format = transcripts[0]?.format ?? '';
      const count = /^json-concat:(\d+)$/.exec(kind)?.[1] ?? (kind === 'jsonl' && perLine.has(format) ? lines : '');
      if (count === '') return;
      compared[format] = (compared[format] ?? 0) + 1;
      assert.equal(transcripts.length, Number(count));
    });
  }
  assert.ok(Object.keys(compared).length > perLine.size, JSON.stringify(compared));
});

interface ExpectedLog {
  readonly nSamples: number;
  readonly error?: string;
  readonly samples?: readonly {
    readonly id: string | number;
    readonly epoch: number;
    readonly nMessages: number;
    readonly roles: Record<string, number>;
    readonly messageIds: readonly string[] | null;
    readonly messageTextSha256: readonly string[];
    readonly nToolCalls: number;
    readonly nReasoningParts: number;
    readonly nImages: number;
    readonly scores?: Record<string, unknown>;
  }[];
}

test('corpus: `read --json` gives the messages, texts and scores of Inspect logs', { skip: noCorpus }, async (t) => {
  const logs = Object.entries(corpusJson('inspect/EXPECT.json') as Record<string, ExpectedLog>);
  const read = await readCorpus(logs.map(([file]) => `inspect/${file}`));
  for (const [file, log] of logs) {
    await t.test(file, () => {
      const said = read.get(`inspect/${file}`) ?? [];
      if (log.error !== undefined)
        assert.ok(said.some(({ problems }) => problems.some(({ severity }) => severity === 'error')));
      const transcripts = said.filter(({ messages }) => messages !== undefined);
      assert.equal(transcripts.length, log.nSamples);
      for (const sample of log.samples ?? []) {
        const found = transcripts.find(({ transcript }) => transcript === `${sample.id}/${sample.epoch}`);
        assert.ok(found);
        const { messages = [], scores = [] } = found;
        assert.equal(messages.length, sample.nMessages);
        assert.deepEqual(tally(messages.map(({ role }) => role)), sample.roles);
        if (sample.messageIds !== null)
          assert.deepEqual(
            messages.map(({ id }) => id),
            sample.messageIds,
          );
        assert.deepEqual(messages.map(textHash), sample.messageTextSha256);
        const types = tally(messages.flatMap(({ parts }) => parts.map(({ type }) => type)));
        assert.deepEqual(
          [types['tool_call'] ?? 0, types['reasoning'] ?? 0, types['image'] ?? 0],
          [sample.nToolCalls, sample.nReasoningParts, sample.nImages],
        );
        assert.deepEqual(Object.fromEntries(scores.map(({ name, value }) => [name, value])), sample.scores ?? {});
      }
    });
  }
});

/** Of what a message says; a tool's result is what it says, an assistant's own tools are not. */
function textHash({ role, parts }: NonNullable<CorpusLine['messages']>[number]): string {
  const said = parts.filter(({ type }) => type === 'text' || (type === 'tool_result' && role !== 'assistant'));
  return sha256Hex(said.map(({ text }) => text).join(''));
}
