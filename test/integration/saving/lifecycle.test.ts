import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  chatLines,
  discardAll,
  isPanelDirty,
  openPanel,
  panelOf,
  reviewer,
  save,
  shown,
  tagFile,
  tagText,
  waitForBackup,
  waitForDirty,
  waitForHighlights,
  waitForLayout,
} from '../../support/review.ts';

const mistake = 1;
const data = chatLines({ quiz: ['Capitals?', 'Sydney, surely.', 'Sure?', 'Toronto as well.'] });
const names = ['as.jsonl', 'revert.jsonl', 'exit.jsonl', 'none.jsonl'];

describe('a tag file in the editor', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      workspace: Object.fromEntries(names.map((name) => [name, data])),
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  afterEach(() => discardAll(editor));
  after(() => editor?.close());

  it('is not saved elsewhere, and says why', async () => {
    const panel = await openPanel(editor, 'as.jsonl');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForDirty(editor, 'as.jsonl');
    await editor.press('Control+Shift+s');
    const name = editor.page.locator('.quick-input-widget:visible input').first();
    // The dialog puts its own proposal in first; what is typed before that is gone.
    await eventually('the dialog proposes a name', async () => (await name.inputValue()).endsWith('as.jsonl'));
    await name.fill(`${editor.folder}/copy.jsonl`);
    await eventually('the name stays', async () => (await name.inputValue()).endsWith('copy.jsonl'));
    await editor.press('Enter');
    await shown(
      editor.page.locator('.notifications-toasts, .monaco-dialog-box', { hasText: 'Tags belong beside their data' }),
    );
    assert.equal(await isPanelDirty(editor, 'as.jsonl'), true);
    assert.deepEqual(
      (await readdir(editor.folder)).filter((file) => /copy|as\.jsonl\./u.test(file)),
      [],
    );
    await editor.runCommand('Notifications: Clear All Notifications');
  });

  it('is reverted to what is on disk', async () => {
    const panel = await openPanel(editor, 'revert.jsonl');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForDirty(editor, 'revert.jsonl');
    const saved = await save(editor, 'revert.jsonl');
    await tagText(editor, panel, 'Toronto', 'm');
    await waitForHighlights(panel, mistake, ['Sydney', 'Toronto']);
    await waitForDirty(editor, 'revert.jsonl');
    await editor.runCommand('File: Revert File');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await waitForDirty(editor, 'revert.jsonl', false);
    assert.equal(await editor.readFile(tagFile('revert.jsonl')), saved);
  });

  it('keeps unsaved tags through a reload, over what is on disk then', async () => {
    let panel = await openPanel(editor, 'exit.jsonl');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForDirty(editor, 'exit.jsonl');
    await save(editor, 'exit.jsonl');
    await tagText(editor, panel, 'Toronto', 'm');
    await waitForDirty(editor, 'exit.jsonl');
    const backup = await waitForBackup(editor, /quote: Toronto/u);
    await waitForLayout(editor, 'exit.jsonl', 'quiz', backup);
    await editor.reload();
    panel = await panelOf(editor, 'exit.jsonl');
    await waitForHighlights(panel, mistake, ['Sydney', 'Toronto']);
    await waitForDirty(editor, 'exit.jsonl');
    assert.doesNotMatch(await editor.readFile(tagFile('exit.jsonl')), /Toronto/u);
    await panel.locator('article.message').first().locator('.who').click();
    await panelOf(editor, 'exit.jsonl');
    assert.match(await save(editor, 'exit.jsonl'), /quote: Sydney\n[\s\S]*quote: Toronto\n/u);
  });

  it('is not made by looking', async () => {
    const panel = await openPanel(editor, 'none.jsonl');
    await panel.locator('article.message').first().locator('.who').click();
    await editor.press('Control+s');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await editor.press('Control+z');
    await waitForHighlights(panel, mistake, []);
    await waitForDirty(editor, 'none.jsonl', false);
    assert.deepEqual(
      (await readdir(editor.folder)).filter((file) => file.startsWith('none.jsonl.')),
      [],
    );
  });
});
