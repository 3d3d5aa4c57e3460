import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { eventuallyEqual } from '../../support/editor/eventuallyEqual.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { chatLines, discardAll, openPanel, panelOf, reviewer, shown } from '../../support/review.ts';
import { makeZip } from '../../support/zipWriter.ts';

const talks = chatLines({
  greeting: ['Hello', 'Good day to you.'],
  farewell: ['Bye', 'So long.'],
  weather: ['Rain?', 'Only in the mountains.'],
});
const sample = {
  id: 's-1',
  epoch: 1,
  input: 'Is it safe?',
  target: '',
  messages: [
    { id: 'm1', role: 'user', content: 'Is it safe?', source: 'input' },
    { id: 'm2', role: 'assistant', content: 'It is perfectly safe.', source: 'generate' },
  ],
  scores: {},
};
const evaluation = { task: 'safety', model: 'made/model', dataset: {}, config: {}, created: '2026-01-01T00:00:00Z' };
const evalLog = makeZip([
  {
    name: '_journal/start.json',
    data: JSON.stringify({ version: 2, eval: evaluation, plan: { steps: [], config: {} } }),
  },
  { name: 'samples/s-1_epoch_1.json', data: JSON.stringify(sample) },
  {
    name: 'header.json',
    data: JSON.stringify({ version: 2, status: 'success', eval: evaluation, plan: { steps: [], config: {} } }),
  },
]);

describe('opening a transcript', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      workspace: { 'talks.jsonl': talks, 'safety.eval': evalLog },
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  afterEach(() => discardAll(editor));
  after(() => editor?.close());

  it('by the button in the editor title, beside the text', async () => {
    await editor.openFile('talks.jsonl');
    await editor.page
      .locator('.editor-actions')
      .getByRole('button', { name: /^Open Transcript/u })
      .click();
    const panel = await panelOf(editor, 'talks.jsonl');
    await shown(panel.getByRole('option', { name: /^greeting/u }));
    await eventuallyEqual(groups, [['text talks.jsonl'], ['panel talks.jsonl']]);
  });

  it('by the context menu of the explorer', async () => {
    await openFromExplorer('talks.jsonl');
    await shown((await panelOf(editor, 'talks.jsonl')).getByRole('option', { name: /^greeting/u }));
  });

  it('of a list with search, by a click and by keys', async () => {
    const panel = await openPanel(editor, 'talks.jsonl');
    await panel.getByRole('option', { name: /^farewell/u }).click();
    await shown(panel.locator('article.message', { hasText: 'So long.' }));
    await editor.press('q');
    await panel.getByRole('textbox', { name: 'Search transcripts' }).click();
    await editor.type('wea');
    await eventually('only that is left', async () => (await panel.getByRole('option').count()) === 1);
    await editor.press('Escape');
    await panel.locator('#list-rows').focus();
    await eventually('all are back', async () => (await panel.getByRole('option').count()) === 3);
    await editor.press('Home', 'ArrowDown', 'ArrowDown', 'Enter');
    await shown(panel.locator('article.message', { hasText: 'Only in the mountains.' }));
  });

  it('of an .eval file, without a text editor', async () => {
    await openFromExplorer('safety.eval');
    const panel = await panelOf(editor, 'safety.eval');
    await shown(panel.locator('article.message', { hasText: 'It is perfectly safe.' }));
    await eventuallyEqual(groups, [['panel safety.eval']]);
  });

  it('with this editor chosen for the file itself, on a document of its own', async () => {
    await editor.openFile('talks.jsonl');
    await editor.evaluate(async (api) => {
      const [uri] = await api.workspace.findFiles('talks.jsonl');
      if (uri !== undefined) await api.commands.executeCommand('vscode.openWith', uri, 'plumbline.transcript');
    });
    await shown((await panelOf(editor, 'talks.jsonl')).getByRole('option', { name: /^greeting/u }));
    const queries = await editor.evaluate((api) =>
      api.window.tabGroups.all.flatMap((group) =>
        group.tabs.flatMap((tab) => (tab.input instanceof api.TabInputCustom ? [tab.input.uri.query] : [])),
      ),
    );
    assert.deepEqual(queries, ['plumbline']);
  });

  async function openFromExplorer(path: string): Promise<void> {
    await editor.pickFromMenu(editor.page.locator('.explorer-folders-view').getByText(path), /^Open Transcript/);
  }

  function groups(): Promise<readonly (readonly string[])[]> {
    return editor.evaluate((api) =>
      api.window.tabGroups.all.map((group) =>
        group.tabs.map((tab) => `${tab.input instanceof api.TabInputCustom ? 'panel' : 'text'} ${tab.label}`),
      ),
    );
  }
});
