import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  messageWith,
  openPanel,
  reviewer,
  save,
  shown,
  tagText,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';

const mistake = 1;
const say = (id: string, role: string, content: string) => ({ id, role, content });
const ask = say('u1', 'user', 'What is on the shelf?');
const call = say('a1', 'assistant', 'I ask the looker.');
const told = say('t1', 'tool', 'It says: a vase.');
const answer = say('a2', 'assistant', 'Something blue.');
const model = (input: object[], message: object, more = {}) => ({
  event: 'model',
  input,
  output: { choices: [{ message }] },
  ...more,
});
const log = {
  version: 2,
  status: 'success',
  eval: { task: 'tidy', model: 'demo/model' },
  samples: [
    {
      id: 'shelf',
      epoch: 1,
      input: ask.content,
      messages: [ask, call, told, answer],
      events: [
        model([ask], call),
        { event: 'span_begin', id: 's', type: 'agent', name: 'looker' },
        model([say('b1', 'user', 'Look at the shelf.')], say('b2', 'assistant', 'I did not look. It is a vase.'), {
          span_id: 's',
        }),
        { event: 'span_end', id: 's' },
        model([ask, call, told], answer),
      ],
    },
  ],
};

describe('a thread beside the main one', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    const workspace = { 'log.json': JSON.stringify(log, undefined, 1) };
    editor = await openEditor({ workspace, settings: { 'plumbline.reviewer': reviewer } });
    panel = await openPanel(editor, 'log.json');
  });
  after(() => editor?.close());

  it('opens from its mark', async () => {
    await messageWith(panel, call.content).getByText('Sub-agent looker, 2 messages').click();
    await shown(messageWith(panel, 'I did not look.'));
    await messageWith(panel, answer.content).waitFor({ state: 'detached' });
    await editor.screenshot('thread-open');
  });

  it('is tagged like the main one', async () => {
    await tagText(editor, panel, 'I did not look', 'm');
    await waitForHighlights(panel, mistake, ['I did not look']);
    await waitForDirty(editor, 'log.json');
    const yaml = await save(editor, 'log.json');
    assert.match(
      yaml,
      /transcript: shelf\/1\n\s+message: b2\n\s+part: 0\n\s+start: 0\n\s+end: 14\n\s+quote: I did not look\n/u,
    );
  });

  it('leads back to where the transcript leaves it out', async () => {
    await panel.locator('.thread-line').getByText('Back').click();
    await shown(messageWith(panel, answer.content));
    await waitForHighlights(panel, mistake, []);
    await shown(panel.locator('article.message:focus', { hasText: call.content }));
    await editor.screenshot('thread-mark');
  });

  it('is opened by the way to its tag', async () => {
    const row = editor.page.locator('.pane-body .monaco-list-row', { hasText: 'I did not look' });
    await editor.page.locator('.statusbar').getByText('1 tag').click();
    await row.click();
    await shown(messageWith(panel, 'I did not look.'));
    await waitForHighlights(panel, mistake, ['I did not look']);
  });

  it('is reached by search and by the keys of tags', async () => {
    await panel.locator('.thread-line').getByText('Back').click();
    await messageWith(panel, call.content).click();
    await editor.page.keyboard.press('/');
    await editor.page.keyboard.type('shelf');
    await shown(panel.locator('.find-count', { hasText: '1 of 2' }));
    await editor.page.keyboard.press('Enter');
    await shown(messageWith(panel, 'Look at the shelf.'));
    await shown(panel.locator('.find-count', { hasText: '2 of 2' }));
    await editor.page.keyboard.press('Enter');
    await shown(messageWith(panel, ask.content));
    await editor.page.keyboard.press('Escape');
    await messageWith(panel, call.content).click();
    await editor.page.keyboard.press('n');
    await shown(messageWith(panel, 'I did not look.'));
    await waitForHighlights(panel, mistake, ['I did not look']);
  });

  it('is reached from the tree of events', async () => {
    await panel.locator('.thread-line').getByText('Back').click();
    await messageWith(panel, call.content).click();
    await editor.page.keyboard.press('b');
    await panel.getByText('Show 4 events as a tree').click();
    await panel.getByRole('treeitem', { name: 'Agent looker' }).waitFor();
    await editor.screenshot('event-tree');
    await panel.getByRole('treeitem').nth(2).click();
    await shown(panel.locator('article.message:focus', { hasText: 'I did not look.' }));
    await editor.page.keyboard.press('b');
  });

  it('jumps to its exact characters in the source', async () => {
    await messageWith(panel, 'I did not look.').click();
    await editor.runCommand('Plumbline: Show in Source Text');
    await editor.waitForText('I did not look');
    await eventually('it is selected', () =>
      editor.evaluate((api) => {
        const shownIn = api.window.visibleTextEditors.find((each) => each.document.fileName.endsWith('log.json'));
        return shownIn?.document.getText(shownIn.selection).includes('I did not look');
      }),
    );
  });
});
