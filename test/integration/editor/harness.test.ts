import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { eventuallyEqual } from '../../support/editor/eventuallyEqual.ts';
import { openEditor } from '../../support/editor/openEditor.ts';

describe('the editor under test', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({ workspace: { 'a.txt': 'one two three\n', 'b c.txt': 'four\n' } });
  });
  after(() => editor?.close());

  it('has the extension as it is shipped', async () => {
    const found = await editor.evaluate(
      (api) => api.extensions.getExtension('plumbline.plumbline')?.packageJSON.version,
    );
    assert.match(String(found), /^\d+\.\d+\.\d+$/);
  });

  it('opens a file and takes keys and saves', async () => {
    await editor.openFile('a.txt');
    await editor.page.locator('.monaco-editor .view-lines').first().click();
    await editor.press('Control+Home');
    await editor.type('zero ');
    await eventually('it is dirty', async () => (await editor.tabs())[0] === 'a.txt*');
    await editor.press('Control+s');
    await editor.waitForFile('a.txt', (text) => text === 'zero one two three\n');
  });

  it('runs a command from the palette', async () => {
    await editor.runCommand('View: Split Editor Right');
    await eventuallyEqual(() => editor.evaluate((api) => api.window.tabGroups.all.length), 2);
  });

  it('selects text by hand', async () => {
    await editor.selectText(editor.page.locator('.monaco-editor .view-lines').last(), 'one\u00a0two'); // the editor draws spaces so
    const selected = (): Promise<string | undefined> =>
      editor.evaluate((api) => {
        const active = api.window.activeTextEditor;
        return active?.document.getText(active.selection);
      });
    await eventuallyEqual(selected, 'one two');
  });

  it('changes theme', async () => {
    await editor.setTheme('Default High Contrast Light');
    await editor.page.locator('.monaco-workbench.hc-light').waitFor();
  });
});
