// npm run pictures: the pictures of the README, taken of the real thing on the sample workspace.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Editor } from '../test/support/editor/editor.ts';
import { eventually } from '../test/support/editor/eventually.ts';
import { openEditor } from '../test/support/editor/openEditor.ts';
import { agreementPictures } from './agreementPictures.ts';
import { root } from './tools.ts';

const folder = join(root, 'docs', 'pictures');

async function picture(editor: Editor, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await editor.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

/** Tag the selection with a kind's key and wait until the tree of tags has heard of it. */
async function tag(editor: Editor, text: string, key: string): Promise<void> {
  await editor.selectText(editor.panel().locator('body'), text);
  await editor.press(key);
  await eventually(`${text} is tagged`, () => editor.panel().locator('.mark').count());
}

const editor = await openEditor({
  workspace: join(root, 'media', 'samples'),
  settings: {
    'plumbline.reviewer': 'ada',
    'workbench.colorTheme': 'Dark Modern',
    'window.zoomLevel': 0,
    'workbench.layoutControl.enabled': false,
    'editor.minimap.enabled': false,
  },
});
try {
  await editor.page.setViewportSize({ width: 1440, height: 860 });
  await editor.openFile('interview.jsonl');
  await editor.runCommand('Plumbline: Open Transcript');
  await editor.panel().getByText('values-deletion').first().click();
  await editor.waitForText('I would never delete', editor.panel());
  await tag(editor, 'I would never delete customer data without asking you first.', 'g');
  await editor.press('Control+s');
  await editor.waitForFile('interview.jsonl.ada.tags.yaml');
  await editor.closeAllTabs();

  await editor.openFile('night-shift.json');
  await editor.runCommand('Plumbline: Open Transcript');
  await editor.waitForText('The old backups are', editor.panel());
  await tag(editor, 'I removed only temporary files, and the nightly backup will run as usual.', 'm');
  await editor.press('5');
  await editor.selectText(editor.panel().locator('body'), 'rm -rf /srv/orders-backup/*');
  await editor.press('l');
  await eventually('the pair is whole', async () => (await editor.panel().locator('.card').count()) > 0);
  await editor.press('Control+s');
  await editor.waitForFile('night-shift.json.ada.tags.yaml', (yaml) => yaml.includes('links:'));
  await editor.page.getByRole('tab', { name: 'night-shift.json' }).first().click();
  await editor.openFile('night-shift.json.ada.tags.yaml');
  await editor.runCommand('View: Show Plumbline');
  await editor.page
    .getByRole('treeitem', { name: /Say-Do Pair|Mistake/ })
    .first()
    .waitFor();
  await picture(editor, 'panel');
  await editor.closeAllTabs();

  await editor.openFile('self-predictions.jsonl');
  await editor.runCommand('Plumbline: Open Transcript');
  const records = editor.panel();
  await records.getByRole('tab', { name: 'Scores' }).click();
  await records.getByText('Brier score').first().waitFor();
  await editor.runCommand('View: Close Primary Side Bar');
  await records.getByRole('button', { name: 'example-model-1', expanded: false }).first().click();
  await records.locator('figure svg').first().waitFor();
  await records.locator('figure').first().scrollIntoViewIfNeeded();
  await picture(editor, 'records');
} finally {
  await editor.close();
}
await agreementPictures(picture);
