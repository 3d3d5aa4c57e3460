import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { waitForHighlight } from '../../support/editor/waitForHighlight.ts';
import { tagYaml, type WrittenTag } from '../../support/tagYaml.ts';

const talk = (id: string, ...texts: string[]): string =>
  `${JSON.stringify({ id, messages: texts.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })) })}\n`;
const mistake = (id: string, transcript: string, marked: string): WrittenTag => ({
  id,
  kind: 'mistake',
  targets: [{ role: 'at', transcript, message: '#1', marked }],
});

describe('the view of tags', () => {
  let editor: Editor;
  let rows: Locator;
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        'a.jsonl': talk('one', 'Hi', 'Sydney is the capital.') + talk('two', 'Hi', 'Two and two is five.'),
        'b.jsonl': talk('three', 'Hi', 'Noted so far.'),
      },
    });
    await editor.page.locator('.activitybar').getByRole('tab', { name: 'Plumbline' }).click();
    rows = editor.page.locator('.sidebar .pane', { hasText: /^Tags/ }).locator('.monaco-list-row');
  });
  after(() => editor?.close());
  afterEach(() => editor.closeAllTabs());

  const labels = async (): Promise<string[]> =>
    (await rows.locator('.label-name').allTextContents()).map((label) => label.replaceAll('\u00a0', ' '));
  const waitForRows = (wanted: readonly string[]): Promise<unknown> =>
    eventually(`rows ${wanted.join(', ')}`, async () => JSON.stringify(await labels()) === JSON.stringify(wanted));

  it('says how to begin where there are none', async () => {
    await editor.waitForText('No tags yet.', editor.page.locator('.sidebar'));
    await editor.screenshot('looks-tags-empty');
    await editor.page.locator('.sidebar').getByRole('button', { name: 'Open Transcript' }).waitFor();
  });

  it('lists tags by file as they come', async () => {
    await editor.writeFile(
      'a.jsonl.ann.tags.yaml',
      tagYaml('ann', 'a.jsonl', [
        mistake('01KAJ3W5Z0S7R3VQK6YH1T2B3C', 'one', '[[Sydney]] is the capital.'),
        mistake('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'two', 'Two and two is [[five]].'),
      ]),
    );
    await editor.writeFile(
      'b.jsonl.ann.tags.yaml',
      tagYaml('ann', 'b.jsonl', [
        {
          id: '01KAJ3W5Z0S7R3VQK6YH1T2B3E',
          kind: 'note',
          targets: [{ role: 'at', transcript: 'three', message: '#1', marked: '[[Noted]] so far.' }],
        },
      ]),
    );
    await waitForRows(['a.jsonl', 'Sydney', 'five', 'b.jsonl', 'Noted']);
    await editor.screenshot('looks-tags-by-file');
  });

  it('goes by kind, and back', async () => {
    await rows.first().hover(); // the actions of a view show while the mouse is on it
    await editor.page.locator('.sidebar').getByRole('button', { name: 'Group by Kind' }).click();
    await waitForRows(['Mistake', 'Sydney', 'five', 'Note', 'Noted']);
    await editor.screenshot('looks-tags-by-kind');
    await editor.page.locator('.sidebar').getByRole('button', { name: 'Group by File' }).click();
    await waitForRows(['a.jsonl', 'Sydney', 'five', 'b.jsonl', 'Noted']);
  });

  it('shows a tag in the panel on a click', async () => {
    await rows.filter({ hasText: 'five' }).click();
    await waitForHighlight(editor.panel(), 'kind-1-active', 'five');
    await rows.filter({ hasText: 'Sydney' }).click();
    await waitForHighlight(editor.panel(), 'kind-1-active', 'Sydney');
    assert.deepEqual(await editor.tabs(), ['a.jsonl']);
  });

  it('shows a tag in its file', async () => {
    const row = rows.filter({ hasText: 'five' });
    await row.hover();
    await row.getByRole('button', { name: 'Show in Tag File' }).click();
    await eventually('the cursor stands at the id', () =>
      editor.evaluate((api) => {
        const active = api.window.activeTextEditor;
        return active?.document.lineAt(active.selection.active.line).text.includes('01KAJ3W5Z0S7R3VQK6YH1T2B3D');
      }),
    );
    assert.deepEqual(await editor.tabs(), ['a.jsonl.ann.tags.yaml']);
  });

  it('is empty again when the last tag file goes', async () => {
    await editor.evaluate(async (api) => {
      for (const uri of await api.workspace.findFiles('*.tags.yaml')) await api.workspace.fs.delete(uri);
    });
    await editor.waitForText('No tags yet.', editor.page.locator('.sidebar'));
  });
});
