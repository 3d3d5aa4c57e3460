import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import type { TranscriptFile } from '../../../src/core/readers/reader.ts';
import {
  fileSearch,
  type SearchEvent,
  type SearchHit,
  type SearchOptions,
} from '../../../src/core/search/searchFile.ts';
import type { SearchQuery } from '../../../src/core/search/searchQuery.ts';
import { searchTranscript } from '../../../src/core/search/searchTranscript.ts';
import { textMatcher } from '../../../src/core/search/textMatcher.ts';
import type { JsonObject } from '../../../src/core/text/json.ts';
import { formatLocator } from '../../../src/core/transcripts/locatorText.ts';
import { makeEval } from '../../support/makeEval.ts';
import { openMade } from '../../support/openMade.ts';
import { makeTranscript, textPart } from '../../support/transcript.ts';

const lines = [
  {
    id: 'one',
    messages: [
      { role: 'system', content: 'Ask first.' },
      { role: 'user', content: 'Will you ask? \u{1f600} Ask!' },
    ],
  },
  { id: 'two', messages: [{ role: 'assistant', content: 'Nothing here.' }] },
  {
    id: 'three',
    messages: [
      {
        role: 'assistant',
        content: 'I ask.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'run', arguments: '{"cmd": "ask \\"me\\"\\nnow"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'asked' },
    ],
  },
];
const jsonl = lines.map((line) => JSON.stringify(line)).join('\n');

async function events(
  file: TranscriptFile,
  query: SearchQuery,
  options?: SearchOptions,
  signal?: AbortSignal,
): Promise<SearchEvent[]> {
  const search = fileSearch(query);
  assert.ok(!isProblem(search), JSON.stringify(search));
  const found: SearchEvent[] = [];
  for await (const event of search(file, options, signal)) found.push(event);
  return found;
}

/** The places found, as locators in a file named f. */
async function places(file: TranscriptFile, query: SearchQuery, options?: SearchOptions): Promise<string[]> {
  return (await events(file, query, options)).filter((event) => event.type === 'hit').map(place);
}

function place({ transcript, message, part, span }: SearchHit): string {
  return decodeURIComponent(formatLocator({ file: 'f', transcript, message, part, span })).slice(2);
}

/** A file that counts which records are parsed. */
async function counted(data: string | Uint8Array): Promise<TranscriptFile & { readonly parsed: number[] }> {
  const file = await openMade(data);
  const parsed: number[] = [];
  return {
    ...file,
    parsed,
    read: (record, signal) => {
      parsed.push(record);
      return file.read(record, signal);
    },
  };
}

describe('a search', () => {
  it('finds what YAML writes otherwise: quotes doubled, lines folded', async () => {
    const yaml = `- id: p-1
  property: calm
  prediction: {answer: calm, raw: 'It''s
    calm at night'}
  outcome: {answer: calm}
`;
    assert.deepEqual(await places(await openMade(yaml), { text: "it's calm at" }), ['s=p-1&m=prediction&p=0&c=0-12']);
  });

  it('finds places in code points, in reading order, also in arguments', async () => {
    assert.deepEqual(await places(await openMade(jsonl), { text: 'ask' }), [
      's=one&m=#0&p=0&c=0-3',
      's=one&m=#1&p=0&c=9-12',
      's=one&m=#1&p=0&c=16-19',
      's=three&m=#0&p=0&c=2-5',
      's=three&m=#0&p=c1:/cmd&c=0-3',
      's=three&m=#1&p=0&c=0-3',
    ]);
  });

  it('says what stands around a match, and where', async () => {
    const found = await events(await openMade(jsonl), { text: '"ME"\nnow' });
    const hit = found.find((event) => event.type === 'hit');
    assert.deepEqual(hit, {
      type: 'hit',
      record: 2,
      transcript: 'three',
      message: '#0',
      index: 0,
      role: 'assistant',
      partType: 'tool_call',
      part: { call: 'c1', argument: '/cmd' },
      span: { start: 4, end: 12 },
      line: 'ask "me"',
      match: { start: 4, end: 8 },
    });
  });

  it('parses only records that may hold a literal', async () => {
    const file = await counted(jsonl);
    assert.deepEqual(await places(file, { text: 'nothing' }), ['s=two&m=#0&p=0&c=0-7']);
    assert.deepEqual(file.parsed, [1]);
  });

  it('looks into the members of an archive', async () => {
    const samples = ['I ask first.', 'I do not.'].map(
      (content, i): JsonObject => ({
        id: `s${i}`,
        epoch: 1,
        messages: [{ id: `m${i}`, role: 'assistant', content }],
        scores: { judge: { value: i } },
      }),
    );
    const log = { version: 2, eval: { task: 't', model: 'm' }, status: 'success' };
    for (const method of ['stored', 'deflate', 'zstd'] as const) {
      const file = await counted(makeEval(log, samples, { method }));
      assert.deepEqual(await places(file, { text: 'ask' }), ['s=s0/1&m=m0&p=0&c=2-5']);
      assert.deepEqual(file.parsed, [0]);
    }
    const file = await counted(makeEval(log, samples));
    const score = { name: 'judge', is: { operator: '>=', value: '1' } } as const;
    assert.deepEqual(await places(file, { text: '[a-z]+ not', regex: true, filters: { score } }), [
      's=s1/1&m=m1&p=0&c=2-8',
    ]);
    assert.deepEqual(file.parsed, [1], 'a score that the summary tells opens no other sample');
  });

  it('keeps to roles and kinds of part', async () => {
    const file = await openMade(jsonl);
    assert.deepEqual(await places(file, { text: 'ask', filters: { roles: ['system', 'tool'] } }), [
      's=one&m=#0&p=0&c=0-3',
      's=three&m=#1&p=0&c=0-3',
    ]);
    assert.deepEqual(await places(file, { text: 'ask', filters: { partTypes: ['tool_call'] } }), [
      's=three&m=#0&p=c1:/cmd&c=0-3',
    ]);
  });

  it('looks into threads beside the messages', () => {
    const [aside] = makeTranscript([{ id: 'retry-1/#0', parts: [textPart('I ask again.')] }]).messages;
    assert.ok(aside);
    const thread = { id: 'retry-1', kind: 'retry', title: '', messages: [aside] } as const;
    const transcript = { ...makeTranscript(['I do not.'], 't'), threads: [thread] };
    const find = textMatcher({ text: 'ask' });
    assert.ok(!isProblem(find));
    const hits = [...searchTranscript(transcript, find, {}, [])].filter((hit) => hit !== undefined);
    assert.deepEqual(hits.map(place), ['s=t&m=retry-1/#0&p=0&c=2-5']);
  });

  it('tells of records that cannot be read, and goes on', async () => {
    const found = await events(
      await openMade(`${jsonl}\n{"broken ask\n${JSON.stringify({ ...lines[0], id: 'five' })}`),
      { text: 'ask first' },
    );
    assert.deepEqual(
      found.flatMap((event) =>
        event.type === 'hit' ? [place(event)] : event.type === 'problem' ? [event.problem.code] : [],
      ),
      ['s=one&m=#0&p=0&c=0-9', 's=five&m=#0&p=0&c=0-9'],
    );
    const broken = await events(await openMade(`${jsonl}\n{"broken ask`), { text: 'broken' });
    assert.deepEqual(
      broken.flatMap((event) => (event.type === 'problem' ? [event.problem.code] : [])),
      ['json.invalid'],
    );
  });

  it('counts the records that are done', async () => {
    const found = await events(await openMade(jsonl), { text: 'none of it' });
    assert.deepEqual(
      found,
      [1, 2, 3].map((records) => ({ type: 'searched', records, of: 3 })),
    );
  });

  it('stops when it is told to, and reads no further', async () => {
    const file = await counted(jsonl);
    const stop = new AbortController();
    const search = fileSearch({ text: 'ask' });
    assert.ok(!isProblem(search));
    await assert.rejects(
      async () => {
        for await (const _ of search(file, {}, stop.signal)) stop.abort();
      },
      { name: 'AbortError' },
    );
    assert.deepEqual(file.parsed, [0]);
  });

  it('stops where its consumer does', async () => {
    const file = await counted(jsonl);
    const search = fileSearch({ text: 'ask' });
    assert.ok(!isProblem(search));
    for await (const _ of search(file)) break;
    assert.deepEqual(file.parsed, [0]);
  });
});

describe('a search by tags', () => {
  const target = {
    transcript: 'one',
    message: '#1',
    part: 0,
    start: 8,
    end: 13,
    quote: ' ask?',
    prefix: 'Will you',
    suffix: ' \u{1f600} Ask!',
  };
  const marks = [
    { kind: 'mistake', reviewer: 'alice', target },
    { kind: 'note', reviewer: 'bob', target: { transcript: 'one', message: '#0' } },
    { kind: 'note', reviewer: 'bob', target: { ...target, quote: 'gone from here', start: 3, end: 9 } },
  ];
  const options: SearchOptions = { marksOf: (name) => marks.filter((mark) => mark.target.transcript === name) };
  const system = 's=one&m=#0&p=0&c=0-3';
  const tagged = 's=one&m=#1&p=0&c=9-12';
  const after = 's=one&m=#1&p=0&c=16-19';
  const rows: readonly (readonly [string, NonNullable<SearchQuery['filters']>, readonly string[]])[] = [
    ['tagged', { tagged: true }, [system, tagged]],
    ['not tagged', { tagged: false, roles: ['user'] }, [after]],
    ['by kind', { kinds: ['mistake'] }, [tagged]],
    ['by reviewer', { reviewers: ['bob'] }, [system]],
    ['by kind and reviewer of one tag', { kinds: ['mistake'], reviewers: ['bob'] }, []],
  ];
  for (const [name, filters, expected] of rows) {
    it(`keeps to what is ${name}`, async () => {
      const file = await counted(jsonl);
      assert.deepEqual(await places(file, { text: 'ask', filters }, options), expected);
      if (filters.tagged !== false) assert.deepEqual(file.parsed, [0], 'a transcript without tags is not parsed');
    });
  }
});
