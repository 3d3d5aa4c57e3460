import type { FrameLocator } from 'playwright-core';
import type { Editor } from './editor.ts';
import { eventually } from './eventually.ts';

/** Opens a file of the workspace as text, then in a panel beside it, and waits until it is active and shows a text. The only panel on the screen. */
export async function openPanel(editor: Editor, path: string, text: string | RegExp): Promise<FrameLocator> {
  await editor.openFile(path);
  await editor.runCommand('Plumbline: Open Transcript');
  await eventually('the panel is active', () =>
    editor.evaluate((api) => api.window.tabGroups.activeTabGroup.activeTab?.input instanceof api.TabInputCustom),
  );
  await editor.waitForText(text, editor.panel());
  return editor.panel();
}
