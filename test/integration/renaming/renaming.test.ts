import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';

const record = (id: string, text: string): string =>
  `${JSON.stringify({
    id,
    messages: [
      { role: 'user', content: 'Well?' },
      { role: 'assistant', content: text },
    ],
  })}\n`;
const tagFile = (source: string, targets: string): string =>
  `version: 1\nreviewer: ada\nsource: ${source}\ntags:\n  - id: 01KAJ3W5Z0S7R3VQK6YH1T2B3C # kept\n    kind: preference-gap\n    status: complete\n    targets:\n${targets}`;

let editor: Editor;
before(async () => {
  editor = await openEditor({
    workspace: {
      'run1.jsonl': record('a', 'I never lie.'),
      'run1.jsonl.ada.tags.yaml': tagFile(
        'run1.jsonl',
        '      - {role: stated, transcript: a}\n      - role: revealed\n        file: deep/run2.jsonl\n        transcript: b\n',
      ),
      'deep/run2.jsonl': record('b', 'I lied.'),
    },
    settings: { 'plumbline.reviewer': 'ada' },
  });
});
after(() => editor.close());

/** Renames as the explorer does; VS Code asks before it lets an extension take files along. */
async function rename(from: string, to: string, asks = true): Promise<void> {
  const done = editor.evaluate(
    async (api, [root, source, target]) => {
      const edit = new api.WorkspaceEdit();
      edit.renameFile(api.Uri.file(`${root}/${source}`), api.Uri.file(`${root}/${target}`));
      return api.workspace.applyEdit(edit);
    },
    [editor.folder, from, to] as const,
  );
  if (asks) await editor.page.locator('.monaco-dialog-box').getByRole('button', { name: 'OK', exact: true }).click();
  assert.equal(await done, true);
}

test('a renamed data file takes its tags, its open panel and what is unsaved along', async () => {
  await editor.openFile('run1.jsonl');
  await editor.runCommand('Plumbline: Open Transcript');
  await editor.waitForText('I never lie.', editor.panel());
  await editor.selectText(editor.panel().locator('body'), 'never');
  await editor.press('m');
  await eventually('the panel is dirty', async () => (await editor.tabs()).includes('run1.jsonl*'));
  await rename('run1.jsonl', 'sub/first.jsonl');
  const text = await editor.waitForFile('sub/first.jsonl.ada.tags.yaml', (yaml) => yaml.includes('kind: mistake'));
  assert.match(text, /# kept/);
  await editor.waitForFile('sub/first.jsonl.ada.tags.yaml', (yaml) => yaml.includes('file: ../deep/run2.jsonl'));
  await eventually(
    'the old names are gone',
    async () => !(await readdir(editor.folder)).some((name) => name.startsWith('run1')),
  );
  await eventually('the panel is on the new name', async () => (await editor.tabs()).includes('first.jsonl'));
  await editor.waitForText('I never lie.', editor.panel());
});

test('targets that name a moved file by its path follow', async () => {
  await rename('deep/run2.jsonl', 'second.jsonl', false);
  const text = await editor.waitForFile('sub/first.jsonl.ada.tags.yaml', (yaml) =>
    yaml.includes('file: ../second.jsonl'),
  );
  assert.match(text, /# kept/);
  assert.match(text, /kind: mistake/);
});
