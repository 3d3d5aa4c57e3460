import type { FrameLocator } from 'playwright-core';
import type { Editor } from './editor.ts';

/** Opens a file of the workspace as text, then in a panel beside it, and waits until it is active and shows a text. The only panel on the screen. */
export async function openPanel(editor: Editor, path: string, text: string | RegExp): Promise<FrameLocator> {
  await editor.openFile(path);
  await editor.openPanel();
  await editor.waitForText(text, editor.panel());
  return editor.panel();
}
