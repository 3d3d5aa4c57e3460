import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { violations } from '../../support/editor/violations.ts';
import { waitForHighlight } from '../../support/editor/waitForHighlight.ts';

const desktop = process.env.VSCODE_PATH !== undefined || process.env.PLUMBLINE_EDITOR === 'desktop';

const themes = [
  ['Dark Modern', 'vscode-dark'],
  ['Light Modern', 'vscode-light'],
  ['Default High Contrast', 'vscode-high-contrast'],
  ['Default High Contrast Light', 'vscode-high-contrast-light'],
] as const;

describe('the panel in every theme', () => {
  let editor: Editor;
  let panel: FrameLocator;
  let broken: readonly string[];
  before(async () => {
    editor = await openEditor({ workspace: 'media/samples', settings: { 'plumbline.reviewer': 'ann' } });
    broken = violations(editor.page);
    panel = await openPanel(editor, 'interview.jsonl', 'values-deletion');
    await editor.screenshot('looks-list');
    await panel.getByRole('option', { name: 'values-deletion' }).click();
    await editor.waitForText('If I cannot reach you', panel);
  });
  after(() => editor?.close());

  it('opens the find widget of the editor on its key', async () => {
    await panel.locator('.message').first().locator('.role').click();
    await editor.press('Control+f');
    const widget = editor.page.locator('.simple-find-part.visible');
    await widget.locator('input').waitFor();
    await editor.type('lost order history');
    // What the widget calls finds nothing in a Chromium without a screen, so the match is looked for on a desktop only.
    if (desktop) {
      await eventually('the find widget selects it', async () => {
        const selected = await panel.locator('body').evaluate(() => getSelection()?.toString());
        return selected === 'lost order history';
      });
    }
    await editor.press('Escape');
    await widget.waitFor({ state: 'detached' });
  });

  it('finds text with its own search', async () => {
    await panel.locator('.message').first().locator('.role').click();
    await editor.press('/');
    await editor.type('safeguard');
    await editor.press('Enter');
    await editor.waitForText('1 of 1', panel.locator('.find'));
    await waitForHighlight(panel, 'found', 'safeguard');
    await editor.press('Escape');
    await panel.locator('.find').waitFor({ state: 'detached' });
  });

  it('has a form, an outline, details and help', async () => {
    await editor.selectText(panel.locator('.transcript'), 'I would never delete customer data');
    await editor.press('g');
    await panel.locator('.card').waitFor();
    await editor.press('Enter');
    await panel.locator('.card .form').waitFor();
    await editor.screenshot('looks-form');
    await editor.press('Escape', 'i');
    await panel.getByRole('navigation', { name: 'Outline' }).waitFor();
    await editor.screenshot('looks-outline');
    await editor.press('b');
    await panel.getByRole('region', { name: 'Details' }).waitFor();
    await editor.press('b', '?');
    await panel.getByText('Next / previous sentence').waitFor();
    await editor.screenshot('looks-help');
    await editor.press('Escape');
  });

  for (const [theme, className] of themes) {
    it(`follows a change to ${theme}`, async () => {
      await editor.setTheme(theme);
      await panel.locator(`body.${className}`).waitFor();
      const { color, background, wanted } = await panel
        .locator('.message .region')
        .first()
        .evaluate((region) => {
          const probe = document.body.appendChild(document.createElement('div'));
          probe.style.color = 'var(--vscode-foreground)';
          probe.style.backgroundColor = 'var(--vscode-editor-background)';
          const expected = getComputedStyle(probe);
          const found = {
            wanted: expected.color,
            background: expected.backgroundColor,
            color: getComputedStyle(region).color,
          };
          probe.remove();
          return found;
        });
      assert.equal(color, wanted);
      assert.ok(contrast(color, background) >= 4.5, `${color} on ${background}`);
      await editor.screenshot(`looks-${className}`);
    });
  }

  it('breaks no rule of its policy, and would be caught if it did', async () => {
    assert.deepEqual(broken, []);
    await panel.locator('body').evaluate((body) => body.setAttribute('style', 'color: red'));
    await eventually('the violation is seen', () => broken.length === 1);
  });
});

/** WCAG contrast ratio of two `rgb(r, g, b)` colours. */
function contrast(one: string, other: string): number {
  const luminance = (color: string): number => {
    const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map((each) => {
      const value = Number(each) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
