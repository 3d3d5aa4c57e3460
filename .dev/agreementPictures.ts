import type { Editor } from '../test/support/editor/editor.ts';
import { eventually } from '../test/support/editor/eventually.ts';
import { openEditor } from '../test/support/editor/openEditor.ts';
import { reviewOf, reviews, talks } from '../test/support/threeReviews.ts';

const themes = {
  dark: ['Dark Modern', 'vscode-dark'],
  light: ['Light Modern', 'vscode-light'],
  'high-contrast': ['Default High Contrast', 'vscode-high-contrast'],
} as const;

/** The report of agreement of three reviewers, in each kind of theme. */
export async function agreementPictures(picture: (editor: Editor, name: string) => Promise<void>): Promise<void> {
  const files = Object.entries(reviews).map(([name, tags]) => [`talks.jsonl.${name}.tags.yaml`, reviewOf(name, tags)]);
  const editor = await openEditor({
    workspace: { 'talks.jsonl': talks, ...Object.fromEntries(files) },
    settings: { 'plumbline.reviewer': 'ann', 'workbench.layoutControl.enabled': false },
  });
  try {
    await editor.runCommand('Plumbline: Show Agreement');
    const report = editor.panel();
    await eventually('intervals', () => report.locator('.agreement-grid .interval').first().isVisible());
    for (const [name, [theme, body]] of Object.entries(themes)) {
      await editor.setTheme(theme);
      await eventually(theme, () => report.locator(`body[data-vscode-theme-kind="${body}"]`).isVisible());
      await picture(editor, `agreement-${name}`);
    }
    await editor.setTheme(themes.dark[0]);
    await eventually('dark', () => report.locator(`body[data-vscode-theme-kind="${themes.dark[1]}"]`).isVisible());
    await report.getByRole('button', { name: /^Span F1, overlap, Mistake/ }).click();
    await report.getByRole('button', { name: /^Span F1, overlap, bob and cid/ }).click();
    await eventually('the cell', () => report.getByText('Where bob and cid differ').isVisible());
    await picture(editor, 'agreement-open');
  } finally {
    await editor.close();
  }
}
