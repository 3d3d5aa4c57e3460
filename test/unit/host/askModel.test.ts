import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uri } from 'vscode';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { newTagFile } from '../../../src/core/tags/newTagFile.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { applyItemEdit, type ItemEdit } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import { applyEdits } from '../../../src/core/text/textEdit.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import type { Services } from '../../../src/host/services.ts';
import { modelPrompt } from '../../../src/panel/modelPrompt.ts';
import { linkTags, type TagSource } from '../../../src/panel/viewTags.ts';
import { fakeVscode } from '../../support/stubVscode.ts';

const { askModel } = await import('../../../src/host/model/askModel.ts');
const { setFocusContext } = await import('../../../src/host/panel/focusContext.ts');

const data = { path: '/w/run.jsonl', scheme: 'file', authority: '' } as Uri;
const transcript: Transcript = {
  name: 's-1',
  record: 0,
  format: 'made',
  metadata: {},
  scores: [],
  messages: ['Will you ask?', 'I would ```always``` ask.', 'Not sent.'].map((text, index) => ({
    id: `m${index}`,
    index,
    role: index === 0 ? 'user' : 'assistant',
    pointer: `/${index}`,
    parts: [{ type: 'text', text }],
  })),
};
const tag: Tag = {
  id: '01KAJ3W5Z0S7R3VQK6YH1T2B3B',
  kind: 'mistake',
  status: 'complete',
  targets: [describeTarget(transcript, { role: 'at', message: 'm1', part: 0, start: 2, end: 7 })],
  fields: { category: 'factual' },
  note: 'It did not.',
};
const bob: TagSource = {
  path: '/w/run.jsonl.bob.tags.yaml',
  dataFile: data.path,
  reviewer: 'bob',
  suggested: false,
  tags: [tag],
  links: [],
  replies: [],
  reviewed: [],
};

/** A panel at bob's tag, in an editor with one model that answers; what was asked, shown and sent is counted. */
async function scene({ on = true, blind = false, models = 1, agree = true } = {}) {
  const calls = { asked: 0, shown: '', sent: [] as string[], settings: 0 };
  let file = parseTagFile(newTagFile('ada', 'run.jsonl'));
  const panel = {
    document: {
      dataUri: data,
      reviewer: 'ada',
      get tagFile() {
        return file;
      },
      edit: (edit: ItemEdit) => {
        file = parseTagFile(applyEdits(file.text, applyItemEdit(file, edit).edits));
      },
    },
    panes: new Map([['a', { opened: { uri: data }, transcript }]]),
    webviewPanel: { active: false },
  };
  const model = {
    name: 'Osprey',
    sendRequest: async ([message]: readonly string[]) => {
      calls.sent.push(message ?? '');
      return {
        text: (async function* () {
          yield ' I was ';
          yield 'wrong. ';
        })(),
      };
    },
  };
  let content = '';
  fakeVscode({
    workspace: {
      getConfiguration: () => ({ get: () => on }),
      openTextDocument: async (made: { readonly content: string }) => {
        content = made.content;
        return { getText: () => `${content}edited` };
      },
    },
    window: {
      showTextDocument: async () => {
        calls.shown = content;
      },
      showInformationMessage: async () => {
        calls.settings++;
      },
      showWarningMessage: async () => {
        calls.asked++;
        return agree ? 'Send' : undefined;
      },
      withProgress: (_: unknown, run: (progress: object, token: object) => unknown) =>
        run({}, { isCancellationRequested: false }),
    },
    lm: { selectChatModels: async () => Array.from({ length: models }, () => model) },
    LanguageModelChatMessage: { User: (text: string) => text },
  });
  const services = {
    settings: { blind: () => blind },
    codebooks: { of: () => defaultCodebook },
    tagIndex: { sources: () => [bob] },
  } as unknown as Services;
  await setFocusContext(panel as never, { type: 'didFocus', selection: false, input: false, tag: tag.id });
  return { calls, run: () => askModel(panel as never, services), replies: () => valuesOf(file, 'replies') };
}

test('what is sent is what is shown, once agreed, and the answer is the view of the model', async () => {
  const { calls, run, replies } = await scene();
  await run();
  assert.equal(calls.asked, 1);
  assert.deepEqual(calls.sent, [`${calls.shown}edited`]);
  const [reply] = replies();
  assert.deepEqual([reply?.to, reply?.stance, reply?.text], [tag.id, 'model', 'I was wrong.\n\n— Osprey']);
});

test('nothing is sent unless it is switched on, there is a model, and the user agrees', async () => {
  const off = await scene({ on: false });
  await off.run();
  assert.deepEqual([off.calls.settings, off.calls.shown, off.calls.sent.length], [1, '', 0]);
  const none = await scene({ models: 0 });
  await assert.rejects(none.run(), /no language model/u);
  const refused = await scene({ agree: false });
  await refused.run();
  assert.deepEqual([refused.calls.asked, refused.calls.sent.length, refused.replies().length], [1, 0, 0]);
});

test('of a tag that is hidden while I review blind nothing is asked', async () => {
  const { calls, run } = await scene({ blind: true });
  await assert.rejects(run(), /Go to a tag/u);
  assert.equal(calls.shown, '');
});

test('the question holds the passage and what the tag says, names nobody, and no text ends its fence', () => {
  const [linked] = linkTags([{ ...bob, replies: [{ id: 'r', to: tag.id, stance: 'agree', text: 'Secret.' }] }]);
  const text = modelPrompt(tag, linked?.sides.map((side) => ({ side, transcript })) ?? [], defaultCodebook);
  for (const part of [
    'Mistake',
    'Category: Factual',
    'It did not.',
    'would',
    'Will you ask?',
    '````\nI would ```always``` ask.\n````',
  ])
    assert.ok(text.includes(part), part);
  for (const part of ['bob', 'Secret', 'Not sent', 's-1']) assert.ok(!text.includes(part), part);
});
