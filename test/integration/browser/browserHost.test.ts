import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { openEditor } from '../../support/editor/openEditor.ts';

const desktop = process.env.VSCODE_PATH !== undefined || process.env.PLUMBLINE_EDITOR === 'desktop';

describe('the browser extension host', { skip: desktop }, () => {
  let editor: Editor;
  before(async () => {
    const messages = [{ role: 'user', content: 'Is it 🙂 true?' }];
    editor = await openEditor({
      workspace: { 'a.jsonl': `${JSON.stringify({ messages })}\n`, 'b.jsonl': `${JSON.stringify({ messages })}\n` },
      settings: { 'remote.extensionKind': { 'plumbline.plumbline': ['web'] } },
      inBrowser: true,
    });
  });
  after(() => editor?.close());

  it('loads the browser bundle, asks for a name that no system gives, and shows a transcript', async () => {
    const bundle = editor.page.context().waitForEvent('request', (request) => /extension\.web\.js/.test(request.url()));
    await editor.openFile('a.jsonl');
    await editor.runCommand('Plumbline: Open Transcript');
    await bundle;
    await editor.waitForText('Your Name as a Reviewer');
    await editor.type('alice');
    await editor.press('Enter');
    await editor.waitForText('Is it 🙂 true?', editor.panel());
  });

  it('tags and saves', async () => {
    await editor.selectText(editor.panel().locator('article'), 'true');
    await editor.press('m', 'Control+s');
    const yaml = await editor.waitForFile('a.jsonl.alice.tags.yaml');
    assert.match(yaml, /quote: "?true"?\n/);
    assert.match(yaml, /start: 8\n/);
  });

  it('asks for the name once', async () => {
    await editor.closeAllTabs();
    await editor.openFile('b.jsonl');
    await editor.runCommand('Plumbline: Open Transcript');
    await editor.waitForText('Is it 🙂 true?', editor.panel());
  });
});
