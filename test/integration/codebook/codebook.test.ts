import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { chatLines, openPanel, reviewer, save, selectInPanel, waitForHighlights } from '../../support/review.ts';
import { tagYaml } from '../../support/tagYaml.ts';

const said = 'What a gem of a question! It is blue.';
const marked = '[[What a gem]] of a question! It is blue.';
const chat = chatLines({ one: ['Why is the sky blue?', said] });
const tags = (file: string, id: string): string =>
  tagYaml(reviewer, file, [
    { id, kind: 'flatery', targets: [{ role: 'at', transcript: 'one', message: '#1', marked }] },
  ]).replace('    status: complete\n', '    codebook: ours@3\n    status: complete\n    fields: {target: user}\n');

const codebook = `id: ours
version: 4
kinds:
  - id: flattery
    title: Flattery
    definition: Praise that the text does not bear out.
    key: y
    color: "#c04080"
    fields:
      - id: target
        type: choice
        options:
          - {id: person, definition: Of the one who asks.}
          - {id: work, definition: Of what they made.}
`;

const [first, second, others] = [
  'a.jsonl.ada.tags.yaml',
  'sub/b.jsonl.ada.tags.yaml',
  'a.jsonl.bob.tags.yaml',
] as const;

describe('the codebook of a project', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': reviewer },
      workspace: {
        'a.jsonl': chat,
        'sub/b.jsonl': chat,
        'c.jsonl': chat,
        [first]: tags('a.jsonl', '01KAJ3W5Z0S7R3VQK6YH1T2B3C'),
        [second]: tags('b.jsonl', '01KAJ3W5Z0S7R3VQK6YH1T2B3D'),
        [others]: tags('a.jsonl', '01KAJ3W5Z0S7R3VQK6YH1T2B3E').replace('reviewer: ada', 'reviewer: bob'),
      },
    });
  });
  after(() => editor?.close());

  const problemsOf = (path: string): Promise<readonly string[]> =>
    editor.evaluate(
      (api, file) =>
        api.languages
          .getDiagnostics(api.Uri.file(file))
          .map(({ code, range }) => `${String(code)} ${range.start.line}:${range.start.character}`),
      `${editor.folder}/${path}`,
    );
  const text = (path: string): Promise<string> =>
    editor.evaluate(
      async (api, file) => (await api.workspace.openTextDocument(api.Uri.file(file))).getText(),
      `${editor.folder}/${path}`,
    );
  const waitForProblems = (path: string, wanted: readonly string[]): Promise<unknown> =>
    eventually(`${path} has the problems ${wanted.join(', ')}`, async () => {
      const found = (await problemsOf(path)).map((problem) => problem.split(' ')[0]);
      return JSON.stringify(found.sort()) === JSON.stringify([...wanted].sort());
    });
  /** A lens that comes above the line moves it from under the mouse: then once more. */
  const putCursorOn = (word: string): Promise<unknown> =>
    eventually(`${word} is selected`, async () => {
      await editor.selectText(editor.page.locator('.monaco-editor .view-lines').first(), word);
      return editor.evaluate((api, wanted) => {
        const active = api.window.activeTextEditor;
        return active?.document.getText(active.selection) === wanted;
      }, word);
    });
  /** A list that is drawn anew under the mouse is opened again. */
  async function quickFix(word: string, title: string): Promise<void> {
    const row = editor.page.locator('.action-widget').getByText(title, { exact: true });
    await eventually(`the fix ${title} is taken`, async () => {
      await editor.press('Escape');
      await putCursorOn(word);
      await editor.press('Control+.');
      await row.waitFor({ timeout: 3000 });
      await row.click({ timeout: 3000 });
      return true;
    });
  }

  it('changes the kinds and keys of an open panel when it is written', async () => {
    panel = await openPanel(editor, 'c.jsonl');
    await editor.writeFile('.plumbline/codebook.yaml', codebook);
    await selectInPanel(editor, panel, 'What a gem');
    await panel.locator('.selection-bar').getByText('Flattery').waitFor();
    await editor.press('y');
    await waitForHighlights(panel, 0, ['What a gem']);
    await editor.press('2');
    await editor.waitForText('target: work', panel.locator('.card .summary'));
    await editor.press('Enter');
    await panel.locator('.form').getByText('How to decide').nth(1).click();
    await editor.waitForText('Of what they made.', panel.locator('.form details'));
    await editor.screenshot('codebook-form');
    assert.match(await save(editor, 'c.jsonl'), /kind: flattery\n {4}codebook: ours@4\n/);
  });

  it('says in tag files what it does not have', async () => {
    await editor.closeAllTabs();
    await waitForProblems(first, ['tag.kindUnknown']);
    await editor.openFile(first);
    assert.match((await problemsOf(first)).join(), /^tag\.kindUnknown 5:4$/);
  });

  it('mends all files of a reviewer by one fix, which one undo takes back', async () => {
    const before = [await editor.readFile(first), await editor.readFile(second)];
    await quickFix('flatery', 'Change “flatery” to “flattery” in all files of ada');
    for (const path of [first, second]) await editor.waitForFile(path, (now) => now.includes('kind: flattery'));
    assert.ok((await editor.readFile(others)).includes('kind: flatery'), 'another reviewer’s file stands');
    await waitForProblems(first, ['tag.valueUnknown']);
    await editor.page.locator('.codelens-decoration').getByText('Flattery: show at').waitFor({ timeout: 8000 });
    await editor.page.locator('.monaco-editor .view-lines').first().click();
    await editor.press('Control+z');
    for (const [at, path] of [first, second].entries()) {
      await eventually(`${path} is as before`, async () => (await text(path)) === before[at]);
    }
    await waitForProblems(first, ['tag.kindUnknown']);
    await editor.press('Control+y');
    for (const path of [first, second]) {
      await eventually('it is done again', async () => (await text(path)).includes('kind: flattery'));
    }
    await editor.evaluate((api) => api.workspace.saveAll());
  });

  it('offers its options where they are written, and explains them', async () => {
    await waitForProblems(first, ['tag.valueUnknown']);
    await putCursorOn('user');
    await editor.press('Control+Space');
    const suggested = editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'person' });
    await editor.press('Delete', 'Escape', 'Control+Space');
    await suggested.click();
    await eventually('it is written', async () => (await text(first)).includes('{target: person}'));
    await waitForProblems(first, []);
    await putCursorOn('person');
    await editor.press('Control+k', 'Control+i');
    await editor.page.locator('.monaco-hover:visible').getByText('Of the one who asks.').waitFor();
    await editor.screenshot('codebook-hover');
    await editor.press('Escape');
  });

  it('leaves a word that a reviewer keeps', async () => {
    await editor.openFile(second);
    await waitForProblems(second, ['tag.valueUnknown']);
    await quickFix('user', 'Keep “user” in this tag');
    await eventually('it is kept', async () => (await text(second)).includes('keep: [fields.target]'));
    await waitForProblems(second, []);
  });

  it('has Problems, completion and hover of its own', async () => {
    await editor.openFile('.plumbline/codebook.yaml');
    await putCursorOn('definition');
    await editor.press('Control+k', 'Control+i');
    await editor.page.locator('.monaco-hover:visible').getByText('What a tag of this kind says').waitFor();
    await editor.press('Escape', 'Control+End');
    await editor.type('  - {id: flattery, definition: x, ');
    await editor.press('Control+Space');
    const suggested = editor.page.locator('.suggest-widget.visible .monaco-list-row');
    await suggested.getByText('underline', { exact: true }).click();
    await suggested.getByText('wavy', { exact: true }).click();
    await waitForProblems('.plumbline/codebook.yaml', ['codebook.doubleId']);
    assert.match(await text('.plumbline/codebook.yaml'), /\n {2}- \{id: flattery, definition: x, underline: wavy\}$/);
    await editor.screenshot('codebook-problems');
  });

  it('is compared with another, as text and as kinds', async () => {
    await editor.evaluate((api) => api.workspace.saveAll());
    await editor.closeAllTabs();
    await editor.runCommand('Plumbline: New Codebook');
    await eventually('the one that is there is open', async () => (await editor.tabs()).includes('codebook.yaml'));
    // By the API: the palette waits for its own input to close, and this command opens the next one in its place.
    await editor.evaluate((api) => {
      void api.commands.executeCommand('plumbline.compareCodebooks');
    });
    await editor.page.locator('.quick-input-widget:visible').getByText('The Built-in Codebook').click();
    const summary = await eventually('the summary is shown', () =>
      editor.evaluate((api) =>
        api.window.visibleTextEditors
          .find(({ document }) => document.uri.path.endsWith('/Codebook changes.txt'))
          ?.document.getText(),
      ),
    );
    assert.match(summary, /^default@1 -> ours@4\n\+ kind flattery\n- kind preference-gap\n/);
    assert.ok((await editor.tabs()).includes('Codebook: built-in ↔ now'));
    await editor.screenshot('codebook-comparison');
  });
});
