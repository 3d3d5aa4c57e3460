import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { panelOf, reviewer, selectInPanel } from '../../support/review.ts';

const data = 'study/guesses.csv';
const mappings = '.plumbline/records.yaml';
/** What was predicted here, what was seen in a file beside it. */
const guesses =
  'id,prompt,confidence,predicted,use\na,"Red, or\nblue?",90,red,True\nb,Tea?,20,tea,True\nc,Ice?,55,,False\n';
const seen = 'which,did\na,red\nb,milk\nz,ice\n';

describe('a table of predictions', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({
      workspace: { [data]: guesses, 'study/seen.csv': seen },
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  after(() => editor?.close());

  const rows = (): Promise<number> => panel.locator('.record-row').count();
  const preview = (): Promise<string | undefined> =>
    editor.evaluate((api) =>
      api.window.visibleTextEditors
        .find(({ document }) => document.uri.scheme === 'plumbline-preview')
        ?.document.getText(),
    );

  it('is described in a first draft, opened to be corrected', async () => {
    await editor.openFile(data);
    await editor.runCommand('Plumbline: Describe These Records');
    const text = await editor.waitForFile(mappings);
    assert.match(text, /^ {2}- name: guesses\n {4}files: study\/guesses\.csv\n/m);
    assert.match(text, /confidence:\n\s+from: confidence\n\s+to:\n\s+scale:\n\s+- 0\n\s+- 100\n/);
    await eventually('the mappings are shown', () =>
      editor.evaluate((api, name) => api.window.activeTextEditor?.document.uri.path.endsWith(name), mappings),
    );
  });

  it('shows by the lens what the mapping makes of it: records, their states, the table', async () => {
    await editor.page.locator('.codelens-decoration a', { hasText: 'Preview' }).click();
    panel = await panelOf(editor, data);
    await panel.locator('.record-row').nth(2).waitFor();
    const text = (await eventually('the preview is shown', preview)) ?? '';
    assert.match(text, /Mapping guesses: 3 records in .*guesses\.csv/);
    assert.match(text, /prediction: ok 3\n {2}outcome: missing 3\n/);
    assert.match(text, /--- a\n/);
    assert.match(text, /use: 3/);
    await editor.screenshot('mapping-records');
  });

  it('follows a mapping that is corrected by hand: rows selected, another file joined', async () => {
    const text = await editor.readFile(mappings);
    const more = `    where: { field: use, is: true }
    join: [{ name: seen, files: study/seen.csv, on: [{ here: id, there: which }] }]
    outcome: { answer: $seen/did }
`;
    await editor.writeFile(mappings, text.replace(/^ {4}property:/m, `${more}    property:`));
    await eventually('two of the rows are left', async () => (await rows()) === 2);
    await panel.locator('.record-row', { hasText: 'milk' }).waitFor();
  });

  it('previews the mapping of the file that is open: what is not selected and not joined is said', async () => {
    await editor.closeAllTabs();
    await editor.openFile(data);
    await editor.runCommand('Plumbline: Preview Mapping');
    panel = await panelOf(editor, data);
    const text = await eventually('the preview is shown', async () => {
      const shown = await preview();
      return shown?.includes('Mapping guesses: 2 records') ? shown : undefined;
    });
    assert.match(text, /1 rows are not selected/);
    assert.match(text, /1 rows of the join seen belong to no row/);
    assert.match(text, /outcome: ok, answer "milk"/);
  });

  it('leads back to the characters of the cell', async () => {
    await panel.locator('.record-row').first().click();
    await selectInPanel(editor, panel, 'blue?');
    await editor.runCommand('Plumbline: Show in Source Text');
    const found = await eventually('the source is selected', () =>
      editor.evaluate((api) => {
        const shown = api.window.activeTextEditor;
        return shown?.document.fileName.endsWith('guesses.csv') && !shown.selection.isEmpty
          ? shown.document.getText(shown.selection)
          : undefined;
      }),
    );
    assert.equal(found, 'blue?');
  });

  it('says what is wrong with a mapping at its line', async () => {
    await editor.writeFile(mappings, 'records:\n  - name: x\n    files: y\n    predicton: z\n');
    const lines = await eventually('the diagnostic', () =>
      editor.evaluate((api) => {
        const found = api.languages.getDiagnostics().find(([uri]) => uri.path.endsWith('records.yaml'))?.[1] ?? [];
        return found.length === 0 ? undefined : found.map(({ range, message }) => `${range.start.line}: ${message}`);
      }),
    );
    assert.match(lines.join('\n'), /predicton/);
  });
});
