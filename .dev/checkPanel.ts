import { join } from 'node:path';
import { eventually } from '../test/support/editor/eventually.ts';
import { openEditor } from '../test/support/editor/openEditor.ts';
import { root } from './tools.ts';

const sample = '1-values-interview.json';
const mistake = 'Ten working days after Friday 14 March is Monday 24 March';

/** Opens a sample in the panel, tags a mistake with the mouse and one key, saves, and gives the YAML that is then on disk. */
export async function checkPanel(): Promise<string> {
  const editor = await openEditor({
    workspace: join(root, 'media/samples'),
    settings: { 'plumbline.reviewer': 'check' },
  });
  try {
    await editor.openFile(sample);
    await editor.runCommand('Plumbline: Open Transcript');
    const message = editor.panel().locator('article', { hasText: mistake });
    await editor.selectText(message, mistake);
    await editor.press('m');
    await eventually('the panel has unsaved changes', async () =>
      (await editor.tabs()).some((tab) => tab.endsWith('*')),
    );
    await editor.press('Control+s');
    return await editor.waitForFile(`${sample}.check.tags.yaml`, (text) => text.includes(mistake));
  } finally {
    await editor.close();
  }
}
