import '../../support/stubVscode.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uri } from 'vscode';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import type { PredictionRecord } from '../../../src/core/records/record.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import type { Message, Transcript } from '../../../src/core/transcripts/transcript.ts';
import type { OpenFile } from '../../../src/host/files/openFile.ts';
import type { TranscriptDocument } from '../../../src/host/panel/transcriptDocument.ts';
import type { Services } from '../../../src/host/services.ts';
import { findText, searchedThreads } from '../../../src/panel/findText.ts';
import type { HostMessage } from '../../../src/panel/messages.ts';
import type { TagSource } from '../../../src/panel/viewTags.ts';

const { PanelPane } = await import('../../../src/host/panel/panelPane.ts');
const { PanelTags } = await import('../../../src/host/panel/panelTags.ts');
const { PanelList } = await import('../../../src/host/panel/panelList.ts');
const { didOpen } = await import('../../../src/host/panel/didOpen.ts');
const { nextText } = await import('../../../src/host/panel/regionPieces.ts');
const { hidesFrom } = await import('../../../src/host/panel/worksBlind.ts');

/** All that a blind reviewer must not see says `SECRET`, and what it is. */
const data = { path: '/w/run.eval', scheme: 'file', authority: '' } as Uri;
const own = { ...data, path: '/w/run.eval.ada.tags.yaml' } as Uri;

function message(index: number, text: string, more: Partial<Message> = {}): Message {
  return { id: `m${index}`, index, role: 'assistant', pointer: `/${index}`, parts: [{ type: 'text', text }], ...more };
}
const record = {
  id: 's-1',
  model: 'SECRET record model',
  predictorModel: 'SECRET predictor',
  checkpoint: 'SECRET checkpoint',
  update: { method: 'RL', ref: 'SECRET update' },
  scenario: { prompt: 'What would you do?' },
  property: { name: 'asks', type: 'binary' },
  prediction: { parseStatus: 'ok', answer: 'yes', probability: 0.75, checkpoint: 'SECRET predicted checkpoint' },
  outcome: { parseStatus: 'ok', answer: 'no', checkpoint: 'SECRET observed checkpoint' },
} as unknown as PredictionRecord;
const transcript: Transcript = {
  name: 's-1',
  record: 0,
  format: 'made',
  metadata: {
    task: 'seen',
    model: 'SECRET model',
    config: { llm_name: 'SECRET llm', list: [{ judge_prompt: 'SECRET prompt', temperature: 1 }] },
  },
  scores: [
    {
      name: 'SECRET score',
      value: 'SECRET value',
      explanation: 'SECRET explanation',
      citations: [{ text: 'SECRET citation', message: 'm1', part: 0, start: 0, end: 4 }],
    },
  ],
  messages: [
    message(0, 'Will you ask?', { role: 'user' }),
    message(1, 'I would always ask.', { model: 'SECRET message model', name: 'SECRET message model' }),
  ],
  threads: [
    {
      id: 'subagent-1',
      kind: 'subagent',
      title: 'helper',
      after: 'm1',
      messages: [message(0, 'seen help', { id: 'h0' })],
    },
    { id: 'other-1', kind: 'other', title: 'SECRET judge', messages: [message(0, 'SECRET verdict', { id: 'j0' })] },
  ],
  events: [{ kind: 'model', title: 'SECRET event', children: [] }],
  prediction: record,
};

const target = describeTarget(transcript, { role: 'at', message: 'm1', part: 0, start: 2, end: 7 });
const tag = (id: string, more: Partial<Tag> = {}): Tag => ({
  id,
  kind: 'mistake',
  status: 'complete',
  targets: [target],
  fields: {},
  note: `SECRET note of ${id}`,
  ...more,
});
const source = (reviewer: string, more: Partial<TagSource>): TagSource => ({
  path: `/w/run.eval.${reviewer}.tags.yaml`,
  dataFile: data.path,
  reviewer,
  suggested: false,
  tags: [],
  links: [],
  replies: [],
  reviewed: [],
  ...more,
});
const reply = (id: string, to: string) => ({ id, to, stance: 'disagree' as const, text: `SECRET reply ${id}` });
const others: readonly TagSource[] = [
  source('SECRET bob', {
    tags: [tag('bob-1')],
    replies: [reply('r1', 'mine'), reply('r2', 'bob-1'), reply('r3', 'gone')],
  }),
  source('SECRET judge', { suggested: true, tags: [tag('judge-1')] }),
  source('consensus', { tags: [tag('agreed-1', { from: ['mine'] })] }),
];

/** A panel of ada's on the transcript, and everything that its page was sent. */
function panel(blind: boolean) {
  let reviewed: readonly string[] = [];
  const posted: HostMessage[] = [];
  const failures: unknown[] = [];
  const post = async (sent: HostMessage): Promise<boolean> => {
    posted.push(structuredClone(sent));
    return true;
  };
  const mine = (): TagSource => source('ada', { tags: [tag('mine', { note: 'my own' })], reviewed });
  const services = {
    settings: { blind: () => blind, panel: { colorMarkup: true, foldLines: 0 } },
    codebooks: { of: () => defaultCodebook },
    tagIndex: { sources: () => [mine(), ...others] },
    report: (error: unknown) => failures.push(error),
  } as unknown as Services;
  const opened = {
    uri: data,
    file: {
      format: 'made',
      metadata: { model: 'SECRET file model', results: 'SECRET results', run: 'seen' },
      problems: [],
      entries: [{ record: 0, name: 's-1', scores: transcript.scores }],
      read: async () => ({ transcript, problems: [] }),
    },
  } as unknown as OpenFile;
  const document = {
    dataUri: data,
    tagUri: own,
    reviewer: 'ada',
    opened: Promise.resolve(opened),
    dirty: false,
    notice: () => undefined,
    get tagFile() {
      const items = { tags: [], links: [], replies: [], reviewed: reviewed.map((id) => ({ id })) };
      return { items, problems: [] };
    },
  } as unknown as TranscriptDocument;
  const shown = { opened, transcript, problems: [], lease: { opened: Promise.resolve(opened), dispose: () => {} } };
  const pane = new PanelPane('a', shown as never, post, (asked) => hidesFrom(document, services, asked));
  const tags = new PanelTags(document, services, post);
  const list = new PanelList(post, () => blind);
  return {
    review: (names: readonly string[]) => {
      reviewed = names;
    },
    /** Everything that a page can ask for, asked for. */
    async everything(): Promise<string> {
      posted.length = 0;
      await post(didOpen(document, opened, services.settings, defaultCodebook));
      await pane.show({ thread: undefined, index: 0 }, {});
      await pane.sendEvents();
      await this.rest();
      return JSON.stringify(posted);
    },
    async marked(): Promise<string> {
      posted.length = 0;
      await pane.look();
      await pane.sendEvents();
      await this.rest();
      return JSON.stringify(posted);
    },
    async rest(): Promise<void> {
      const found = findText(searchedThreads(pane.transcript, pane.thread), 'SECRET');
      await post({ type: 'didFind', pane: 'a', query: 'asked', ...found });
      const judged = nextText(pane, { name: 's-1', region: { message: 'j0', part: 0 }, from: 0 });
      if (judged !== undefined) await post(judged);
      tags.forget();
      tags.send(new Map([['a', pane]]));
      await list.start(opened);
      await list.describe(opened, [0]);
      assert.deepEqual(failures, []);
    },
    posted: () => posted,
  };
}

const secrets = (text: string): readonly string[] => [...new Set(text.match(/SECRET[\w ]*/gu))].sort();

/** What any other reviewer sees: the measure of what is hidden. */
const all = secrets(await panel(false).everything());

test('without blind mode everything that is secret here is shown', () => {
  assert.deepEqual(all, [
    'SECRET bob',
    'SECRET checkpoint',
    'SECRET citation',
    'SECRET event',
    'SECRET explanation',
    'SECRET file model',
    'SECRET judge',
    'SECRET llm',
    'SECRET message model',
    'SECRET model',
    'SECRET note of agreed',
    'SECRET note of bob',
    'SECRET note of judge',
    'SECRET observed checkpoint',
    'SECRET predicted checkpoint',
    'SECRET predictor',
    'SECRET prompt',
    'SECRET record model',
    'SECRET reply r1',
    'SECRET reply r2',
    'SECRET results',
    'SECRET score',
    'SECRET update',
    'SECRET value',
    'SECRET verdict',
  ]);
});

test('a blind reviewer is sent none of it, in no message, until the transcript is marked as reviewed', async () => {
  const ada = panel(true);
  const before = await ada.everything();
  assert.deepEqual(secrets(before), []);
  for (const kept of ['my own', 'I would always ask.', '"title":"helper"', '"task":"seen"', '"temperature":1'])
    assert.ok(before.includes(kept), kept);
  const snapshot = ada.posted().find((each) => each.type === 'didChangeTags');
  assert.deepEqual(snapshot?.counts, { 's-1': 1 }, 'how much is hidden is not told either');
  assert.equal(before.match(/"blind":true/gu)?.length, 2);

  ada.review(['s-1']);
  const after = secrets(await ada.marked());
  // What tells of the file as a whole stays hidden: other transcripts are still to be reviewed.
  const ofTheFile = ['SECRET file model', 'SECRET results'];
  assert.deepEqual(
    after,
    all.filter((each) => !ofTheFile.includes(each)),
  );

  ada.review([]);
  assert.deepEqual(secrets(await ada.marked()), []);
});

test('another transcript marked as reviewed shows nothing of this one', async () => {
  const ada = panel(true);
  ada.review(['s-2']);
  assert.deepEqual(secrets(await ada.everything()), []);
});
