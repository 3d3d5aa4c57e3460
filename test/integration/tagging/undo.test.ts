import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  chatLines,
  discardAll,
  isPanelDirty,
  isTextDirty,
  messageWith,
  openPanel,
  panelOf,
  reviewer,
  save,
  tagFile,
  tagText,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';

const mistake = 1;
const data = chatLines({ quiz: ['Capital of Australia?', 'Sydney, surely.', 'Of Turkey?', 'Istanbul, of course.'] });
const names = ['tags', 'typing', 'append', 'note', 'saved'].map((name) => `${name}.jsonl`);

describe('undo in the panel', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      workspace: Object.fromEntries(names.map((name) => [name, data])),
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  afterEach(() => discardAll(editor));
  after(() => editor?.close());

  it('takes tags back and gives them again', async () => {
    const panel = await openPanel(editor, 'tags.jsonl');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await waitForDirty(editor, 'tags.jsonl');
    await tagText(editor, panel, 'Istanbul', 'm');
    await waitForHighlights(panel, mistake, ['Sydney', 'Istanbul']);
    await editor.press('Control+z');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await editor.press('Control+z');
    await waitForHighlights(panel, mistake, []);
    await waitForDirty(editor, 'tags.jsonl', false);
    await editor.press('Control+y');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await waitForDirty(editor, 'tags.jsonl');
    await editor.press('Control+Shift+z');
    await waitForHighlights(panel, mistake, ['Sydney', 'Istanbul']);
  });

  it('leaves the text editor of the same file alone, and is left alone by it', async () => {
    const panel = await openPanel(editor, 'typing.jsonl');
    await typeIntoText('typing.jsonl', ' ');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await waitForDirty(editor, 'typing.jsonl');
    await typeIntoText('typing.jsonl', ' ');

    await messageWith(panel, 'Sydney').locator('.who').click();
    await panelOf(editor, 'typing.jsonl');
    await editor.press('Control+z');
    await waitForHighlights(panel, mistake, []);
    assert.equal(await textOf('typing.jsonl'), `${data}  `, 'the typing stays');
    await editor.press('Control+y');
    await waitForHighlights(panel, mistake, ['Sydney']);

    await textEditor().click();
    await editor.press('Control+z');
    await eventually('the last typing is undone', async () => (await textOf('typing.jsonl')) === `${data} `);
    await editor.press('Control+z');
    await eventually('the typing is undone', async () => (await textOf('typing.jsonl')) === data);
    await waitForHighlights(panel, mistake, ['Sydney']);
    assert.equal(await isPanelDirty(editor, 'typing.jsonl'), true);
  });

  it('goes on after the data file has grown', async () => {
    const panel = await openPanel(editor, 'append.jsonl');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await appendFile(join(editor.folder, 'append.jsonl'), chatLines({ more: ['Of Peru?', 'Lima.'] }));
    await panel.getByRole('button', { name: 'All transcripts (q)' }).waitFor();
    await eventually('the text editor shows it too', async () => (await textOf('append.jsonl')).includes('Lima'));
    await waitForHighlights(panel, mistake, ['Sydney']);

    await messageWith(panel, 'Sydney').locator('.who').click();
    await editor.press('Control+z');
    await waitForHighlights(panel, mistake, []);
    await waitForDirty(editor, 'append.jsonl', false);
    assert.equal((await textOf('append.jsonl')).includes('Lima'), true);
    assert.equal(await isTextDirty(editor, 'append.jsonl'), false);
    await editor.press('Control+y');
    await waitForHighlights(panel, mistake, ['Sydney']);
    assert.match(await save(editor, 'append.jsonl'), /quote: Sydney/u);
  });

  it('undoes only typing inside a note', async () => {
    const panel = await openPanel(editor, 'note.jsonl');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await editor.press('Enter');
    const note = panel.getByRole('textbox', { name: 'Note' });
    await note.click();
    await editor.type('It is Canberra');
    await editor.press('Control+z');
    await eventually('the typing is undone', async () => (await note.inputValue()) === '');
    await editor.type('No.');
    await editor.press('Escape');
    await panel.locator('.card .form').waitFor({ state: 'detached' });
    await waitForHighlights(panel, mistake, ['Sydney']);
    assert.match(await save(editor, 'note.jsonl'), /quote: Sydney[\s\S]*\n {4}note: \|-\n {6}No\.\n/u);
  });

  it('goes back behind a save', async () => {
    const panel = await openPanel(editor, 'saved.jsonl');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForDirty(editor, 'saved.jsonl');
    await save(editor, 'saved.jsonl');
    await editor.press('Control+z');
    await waitForHighlights(panel, mistake, []);
    await waitForDirty(editor, 'saved.jsonl');
    await editor.press('Control+s');
    await waitForDirty(editor, 'saved.jsonl', false);
    assert.doesNotMatch(await editor.readFile(tagFile('saved.jsonl')), /Sydney/u);
  });

  function textEditor() {
    return editor.page.locator('.monaco-editor .view-lines').first();
  }

  async function typeIntoText(path: string, text: string): Promise<void> {
    const before = await textOf(path);
    await textEditor().click();
    await editor.press('Control+End');
    await editor.type(text);
    await eventually('it is typed', async () => (await textOf(path)) === before + text);
  }

  function textOf(path: string): Promise<string> {
    return editor.evaluate(
      (api, name) =>
        api.workspace.textDocuments.find((document) => document.uri.path.endsWith(`/${name}`))?.getText() ?? '',
      path,
    );
  }
});
