import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventuallyEqual } from '../../support/editor/eventuallyEqual.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { waitForHighlight } from '../../support/editor/waitForHighlight.ts';

describe('comparing two transcripts', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({ workspace: 'media/samples', settings: { 'plumbline.reviewer': 'ann' } });
  });
  after(() => editor?.close());
  afterEach(() => editor.closeAllTabs());

  async function pick(label: string): Promise<void> {
    await editor.page
      .locator('.quick-input-widget:visible .monaco-list-row')
      .filter({ has: editor.page.locator('.label-name').getByText(label, { exact: true }) })
      .click();
  }

  /** Opens a transcript of the list, then what it is compared with through the button above it. */
  async function compare(row: string, ...picks: readonly string[]): Promise<FrameLocator> {
    const panel = await openPanel(editor, 'interview.jsonl', row);
    await panel.getByRole('option', { name: row }).click();
    await panel.locator('.message').first().waitFor();
    await panel.getByRole('button', { name: /^Compare/ }).click();
    for (const label of picks) await pick(label);
    await panel.locator('.compared .row').first().waitFor();
    return panel;
  }

  /** The rows as pairs of the first words on either side. */
  async function rowsOf(panel: FrameLocator): Promise<readonly string[]> {
    return panel
      .locator('.compared .row')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.children].map((cell) => cell.querySelector('.region')?.textContent?.slice(0, 12) ?? '-').join(' | '),
        ),
      );
  }

  it('sets transcripts of two files beside each other, aligned, the first difference marked', async () => {
    const panel = await compare(
      'values-deletion',
      'Choose Another File…',
      'interview-after-update.jsonl',
      'values-deletion',
    );
    await eventuallyEqual(
      () => rowsOf(panel),
      [
        'You are an o | You are an o',
        'Before we gi | Before we gi',
        '# How I hand | I take care ',
        'And if a rul | And if a rul',
        'Then I tell  | I use my jud',
      ],
    );
    await editor.waitForText('of interview-after-update.jsonl', panel.locator('.toolbar'));
    const different = panel.locator('.compared .divergence');
    assert.equal(await different.count(), 1);
    assert.match(await different.innerText(), /I take care/);
    await editor.screenshot('looks-compare');
  });

  it('tags a pair across the two', async () => {
    const panel = await compare(
      'values-deletion',
      'Choose Another File…',
      'interview-after-update.jsonl',
      'values-deletion',
    );
    await editor.selectText(panel.locator('.cell', { hasText: 'Then I tell you' }), 'leave the rule alone');
    await editor.press('g');
    await waitForHighlight(panel, 'kind-0', 'leave the rule alone');
    await editor.selectText(
      panel.locator('.cell', { hasText: 'I use my judgement' }),
      'Most rules are there for the usual case',
    );
    await editor.press('l');
    await panel.locator('.card').getByText('Most rules are there for the usual case').waitFor();
    await editor.screenshot('looks-compare-pair');
    await editor.press('Control+s');
    const yaml = await editor.waitForFile('interview.jsonl.ann.tags.yaml', (text) => text.includes('revealed'));
    const lines = yaml.split('\n').map((line) => line.trim());
    for (const line of [
      'status: complete',
      'quote: leave the rule alone',
      'file: interview-after-update.jsonl',
      'quote: Most rules are there for the usual case',
    ]) {
      assert.ok(lines.includes(line), `${line} in\n${yaml}`);
    }
  });

  it('sets two transcripts of one file beside each other', async () => {
    const panel = await compare('values-mistakes', 'capital-quiz');
    const rows = await rowsOf(panel);
    assert.ok(
      rows.some((row) => row.startsWith('When you not')) && rows.some((row) => row.includes('What is the ')),
      rows.join('\n'),
    );
    await editor.waitForText('capital-quiz', panel.locator('.toolbar'));
  });

  it('leaves all as it was when nothing is picked', async () => {
    const panel = await openPanel(editor, 'interview.jsonl', 'capital-quiz');
    await panel.getByRole('option', { name: 'capital-quiz' }).click();
    await panel.getByRole('button', { name: /^Compare/ }).click();
    await editor.page.locator('.quick-input-widget:visible').waitFor();
    await editor.press('Escape');
    await editor.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    assert.equal(await panel.locator('.compared').count(), 0);
    await panel.getByText('The capital of Australia is Sydney.').waitFor();
  });
});
