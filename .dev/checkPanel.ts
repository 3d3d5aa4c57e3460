import { join } from 'node:path';
import { eventually } from '../test/support/editor/eventually.ts';
import { openEditor } from '../test/support/editor/openEditor.ts';
import { root } from './tools.ts';

const sample = 'interview.jsonl';
const transcript = 'capital-quiz';
const mistake = 'The capital of Australia is Sydney.';

/** Opens a sample in the panel, tags a mistake with the mouse and one key, saves, and gives the YAML that is then on disk. */
export async function checkPanel(): Promise<string> {
  const editor = await openEditor({
    workspace: join(root, 'media/samples'),
    settings: { 'plumbline.reviewer': 'check' },
  });
  try {
    await editor.openFile(sample);
    await editor.runCommand('Plumbline: Open Transcript');
    const panel = editor.panel();
    await panel.getByRole('option', { name: transcript }).click();
    await editor.selectText(panel.locator('article', { hasText: mistake }), mistake);
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
