import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { makeParquet } from '../../support/makeParquet.ts';
import { panelOf, reviewer, save, tagText, waitForDirty, waitForHighlights } from '../../support/review.ts';

const data = 'study/answers.csv';
const readers = '.plumbline/readers.yaml';
/** What is between the brackets is tagged, and selected again in the source. */
const marked =
  'nr,said_at_length,mood\r\n7,"😀 I said: ""I [[would ""never"" open]] it"".\nNot once.",calm\r\n8,Yes,calm\r\n';
const csv = marked.replace('[[', '').replace(']]', '');
const quote = 'would "never" open';

const parquet = makeParquet([
  { name: 'id', data: ['row-1'] },
  { name: 'messages', data: [JSON.stringify([{ role: 'assistant', content: 'I would "never" lie.' }])] },
]);

describe('a table of another format', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({
      workspace: { [data]: csv, 'rows.parquet': parquet },
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  after(() => editor?.close());

  const activeText = (): Promise<string> =>
    editor.evaluate((api) => api.window.activeTextEditor?.document.getText() ?? '');

  it('is described in a first draft, opened to be corrected', async () => {
    await editor.openFile(data);
    await editor.runCommand('Plumbline: Describe This Format');
    const text = await editor.waitForFile(readers);
    assert.match(text, /^ {2}- name: answers\n {4}files: study\/answers\.csv\n/m);
    assert.match(text, /role: assistant\n\s+content: said_at_length/);
    await eventually('the mappings are shown', async () => (await activeText()) === text);
  });

  it('shows what the mapping makes of it by the lens: the first transcript, what is left out, the panel', async () => {
    await editor.page.locator('.codelens-decoration a', { hasText: 'Preview' }).click();
    panel = await panelOf(editor, data);
    await panel.locator('.list-row').nth(1).waitFor();
    const preview = await eventually('the preview is shown', () =>
      editor.evaluate((api) =>
        api.window.visibleTextEditors
          .find(({ document }) => document.uri.scheme === 'plumbline-preview')
          ?.document.getText(),
      ),
    );
    assert.match(preview, /Mapping answers: 2 transcripts/);
    assert.match(preview, /mood: 2, shown as metadata/);
    await editor.screenshot('mapping-preview');
  });

  it('is tagged and saved as any other file', async () => {
    await panel.locator('.list-row').first().click();
    await editor.waitForText('Not once.', panel);
    await tagText(editor, panel, quote, 'm');
    await waitForHighlights(panel, 1, [quote]);
    await waitForDirty(editor, data);
    assert.match(await save(editor, data), /quote: would "never" open/);
  });

  it('leads back to the characters of the cell', async () => {
    await editor.runCommand('Plumbline: Show in Source Text');
    const found = await eventually('the source is selected', () =>
      editor.evaluate((api) => {
        const shown = api.window.activeTextEditor;
        return shown?.document.fileName.endsWith('answers.csv') && !shown.selection.isEmpty
          ? shown.document.getText(shown.selection)
          : undefined;
      }),
    );
    assert.equal(found, /\[\[(.*)\]\]/s.exec(marked)?.[1]);
  });

  it('follows a mapping that is corrected by hand', async () => {
    const text = await editor.readFile(readers);
    await editor.writeFile(readers, text.replace('role: assistant', 'role: system'));
    await panel.locator('article.message.system').first().waitFor();
  });

  it('previews the mapping of the file that is open', async () => {
    await editor.closeAllTabs();
    await editor.openFile(data);
    await editor.runCommand('Plumbline: Preview Mapping');
    panel = await panelOf(editor, data);
    await panel.locator('.list-row').nth(1).waitFor();
  });

  it('shows the record that a Parquet row makes, with the tagged text selected', async () => {
    await editor.closeAllTabs();
    await editor.evaluate(
      (api, path) => api.commands.executeCommand('plumbline.openTranscript', api.Uri.file(path)),
      `${editor.folder}/rows.parquet`,
    );
    panel = await panelOf(editor, 'rows.parquet');
    await tagText(editor, panel, 'would "never"', 'm');
    await waitForHighlights(panel, 1, ['would "never"']);
    await editor.runCommand('Plumbline: Show in Source Text');
    const found = await eventually('the record is selected', () =>
      editor.evaluate((api) => {
        const shown = api.window.activeTextEditor;
        return shown?.document.uri.scheme === 'plumbline-record' && !shown.selection.isEmpty
          ? shown.document.getText(shown.selection)
          : undefined;
      }),
    );
    assert.equal(found, String.raw`would \"never\"`);
    await editor.screenshot('mapping-parquet');
  });

  it('says what is wrong with a mapping at its line', async () => {
    await editor.writeFile(readers, 'readers:\n  - name: x\n    files: y\n    mesages: z\n');
    const lines = await eventually('the diagnostic', () =>
      editor.evaluate((api) => {
        const found = api.languages.getDiagnostics().find(([uri]) => uri.path.endsWith('readers.yaml'))?.[1] ?? [];
        return found.length === 0 ? undefined : found.map(({ range, message }) => `${range.start.line}: ${message}`);
      }),
    );
    assert.match(lines.join('\n'), /mesages/);
  });
});
