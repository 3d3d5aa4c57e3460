import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uri } from 'vscode';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { parseTagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import type { Services } from '../../../src/host/services.ts';
import type { TagStore } from '../../../src/host/tags/tagStore.ts';
import { fakeVscode } from '../../support/stubVscode.ts';

const { importSuggestions } = await import('../../../src/host/suggestions/importSuggestions.ts');

const uri = (path: string) => ({ path, scheme: 'file', authority: '', toString: () => `file://${path}` }) as Uri;
const data = uri('/w/a.eval');

function made(name: string, more: Partial<Transcript>): Transcript {
  const messages = ['Go.', 'I would never lie.'].map((text, index) => ({
    id: `m/${index}`,
    index,
    role: 'assistant' as const,
    pointer: `/${index}`,
    parts: [{ type: 'text' as const, text }],
  }));
  return { name, record: 0, format: 'made', metadata: {}, scores: [], messages, ...more };
}
const cites = (judge: string, ...quotes: readonly string[]) => ({
  name: judge,
  value: 1,
  citations: quotes.map((quote) => ({ quote, text: `${judge} says` })),
});
const log = [
  made('7/1', { scores: [cites('judge a', 'would never', 'not there at all'), cites('judge-b', 'lie')] }),
  made('8/1', { scores: [cites('judge-b', 'never lie')] }),
];
const scan = [
  made('T1', {
    metadata: { cites: { '[M2]': 'a.eval#s=7%2F1&m=m%2F1', '[M3]': 'other.eval#s=7%2F1&m=m%2F1' } },
    scores: [{ name: 'refusals', value: true, explanation: 'It refuses at [M2].' }],
  }),
];

/** An editor whose user picks the row of that number, then `Mistake`; what was written, and what was said. */
async function run(pick: number, { blind = false, disk = new Map<string, string>() } = {}) {
  let said = '';
  let asked = 0;
  fakeVscode({
    Uri: {
      joinPath: ({ path }: Uri, _up: string, name?: string) =>
        uri(`${path.slice(0, path.lastIndexOf('/'))}${name === undefined ? '' : `/${name}`}`),
    },
    workspace: {
      getWorkspaceFolder: () => undefined,
      fs: { stat: async () => ({}), isWritableFileSystem: () => true },
    },
    window: {
      showQuickPick: async (rows: readonly { readonly label: string }[]) =>
        asked++ === 0 ? rows[pick] : rows.find(({ label }) => label === 'Mistake'),
      showOpenDialog: async () => [uri('/w/scan.parquet')],
      showInformationMessage: async (text: string) => {
        said = text;
      },
      withProgress: (_: unknown, work: (progress: object, token: object) => unknown) =>
        work({}, { isCancellationRequested: false }),
    },
  });
  const services = {
    codebooks: { of: () => defaultCodebook },
    settings: { blind: () => blind },
    tagIndex: { look: async () => {} },
    transcripts: {
      use: (of: Uri, work: (opened: object) => unknown) => {
        const all = of.path === data.path ? log : scan;
        const file = {
          entries: all.map((_, record) => ({ record })),
          read: async (at: number) => ({ transcript: all[at] }),
        };
        return work({ file });
      },
    },
  } as unknown as Services;
  const store = {
    save: async ({ path }: Uri, decide: (onDisk: string | undefined) => string) => {
      disk.set(path, decide(disk.get(path)));
    },
  } as unknown as TagStore;
  await importSuggestions(services, store, data);
  const tags = [...disk].map(([path, text]) => {
    const file = parseTagFile(text);
    assert.deepEqual([file.state, file.problems], ['ok', []]);
    return [path, file.reviewer, valuesOf(file, 'tags').map(({ targets, note }) => [targets[0]?.quote, note])];
  });
  return { said, tags, disk };
}

test('what the scores cite becomes suggestions, a file for each judge', async () => {
  const { tags, said, disk } = await run(0);
  assert.deepEqual(tags, [
    [[...disk.keys()][0], 'judge a', [['would never', 'judge a says']]],
    [
      '/w/a.eval.judge-b.suggested.yaml',
      'judge-b',
      [
        ['lie', 'judge-b says'],
        ['never lie', 'judge-b says'],
      ],
    ],
  ]);
  assert.match([...disk.keys()][0] ?? '', /^\/w\/a\.eval\.judge-a-[0-9a-f]{8}\.suggested\.yaml$/u);
  assert.equal(said, '3 new suggestions by 2 judges. 1 name no place in the transcripts and were left out.');
});

test('to import again adds nothing', async () => {
  const { disk } = await run(0);
  const before = new Map(disk);
  const { said } = await run(0, { disk });
  assert.deepEqual(disk, before);
  assert.match(said, /^0 new suggestions/u);
});

test('a scan suggests what it cites in this log, not what in another', async () => {
  const { tags } = await run(1);
  assert.deepEqual(tags, [['/w/a.eval.refusals.suggested.yaml', 'refusals', [[undefined, 'It refuses at [M2].']]]]);
});

test('a blind reviewer does not hear how much there is', async () => {
  const { said } = await run(0, { blind: true });
  assert.doesNotMatch(said, /\d/u);
});
