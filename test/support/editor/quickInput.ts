import type { Locator } from 'playwright-core';
import type { Editor } from './editor.ts';
import { eventually, glance } from './eventually.ts';

/** A chain of quick inputs, as a user goes through it. */

const box = (editor: Editor): Locator => editor.page.locator('.quick-input-widget:visible');

/** Waits for the question with this prompt, and answers it. */
export async function answer(editor: Editor, prompt: string, text: string): Promise<void> {
  const question = box(editor).filter({ hasText: prompt });
  const input = question.locator('.quick-input-box input');
  await eventually(`${prompt} is asked`, () => input.isVisible());
  await input.fill(text, { timeout: 5 * glance });
  await input.press('Enter');
}

/** Picks the row with this label. */
export async function pick(editor: Editor, label: string): Promise<void> {
  const row = box(editor).locator('.monaco-list-row').filter({ hasText: label }).first();
  await eventually(`${label} is offered`, () => row.isVisible());
  await row.click();
}

/** Waits for a list of which so many rows are checked. */
export async function checkedRows(editor: Editor, count: number): Promise<void> {
  const checked = box(editor).locator('.monaco-list-row [aria-checked="true"], .monaco-list-row[aria-checked="true"]');
  await eventually(`${count} rows are checked`, async () => (await checked.count()) >= count);
}
