import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  chatLines,
  normalised,
  openPanel,
  reviewer,
  save,
  tagText,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';

const mistake = 1;
const claim = 'It is 🙂 surely Sydney, as ever. Ask me another.';
const quiz = chatLines({ quiz: ['What is the capital of Australia?', claim, 'Sure?', 'Yes, since 1901.'] });

describe('tagging a mistake', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({ workspace: { 'quiz.jsonl': quiz }, settings: { 'plumbline.reviewer': reviewer } });
    panel = await openPanel(editor, 'quiz.jsonl');
  });
  after(() => editor?.close());

  it('takes a selection and one key', async () => {
    await tagText(editor, panel, 'surely Sydney', 'm');
    await waitForHighlights(panel, mistake, ['surely Sydney']);
    await waitForDirty(editor, 'quiz.jsonl');
    await panel.locator('.card').getByText('Mistake').waitFor();
    await editor.screenshot('tagging-mistake');
  });

  it('counts it in the status bar and lists it in the tree', async () => {
    await editor.page.locator('.statusbar').getByText('1 tag').click();
    const row = editor.page.locator('.pane-body .monaco-list-row', { hasText: 'surely Sydney' });
    await row.waitFor();
    assert.match(String(await row.getAttribute('aria-label')), /^Mistake: surely Sydney, ada/u);
  });

  it('sets fields with digits', async () => {
    await panel.locator('.card .quote').click();
    await editor.press('1', '2', '3');
    await editor.waitForText('Category: Factual', panel.locator('.card .summary'));
    await editor.waitForText('Ownership: Denied', panel.locator('.card .summary'));
  });

  it('opens its form with Enter, takes confidence and note, closes with Escape', async () => {
    await editor.press('Enter');
    await panel.locator('.card .form').waitFor();
    await panel.getByRole('textbox', { name: 'Confidence, 0 to 1' }).click();
    await editor.type('0.75');
    await editor.press('Tab');
    await editor.type('Canberra: since 1913.\nNot "Sydney".');
    await editor.screenshot('tagging-form');
    await editor.press('Escape');
    await panel.locator('.card .form').waitFor({ state: 'detached' });
    await editor.waitForText('confidence 0.75', panel.locator('.card .summary'));
    await editor.waitForText('Not "Sydney".', panel.locator('.card .note'));
  });

  it('saves exactly this YAML beside the data, with a list of the form in focus', async () => {
    await editor.press('Enter');
    await panel.locator('.card .form').waitFor();
    const yaml = await save(editor, 'quiz.jsonl');
    assert.equal(
      normalised(yaml),
      `version: 1
reviewer: ada
source: quiz.jsonl
tags:
  - id: ID1
    kind: mistake
    codebook: default@1
    status: complete
    targets:
      - role: at
        transcript: quiz
        message: "#1"
        part: 0
        start: 8
        end: 21
        quote: surely Sydney
        prefix: "It is 🙂 "
        suffix: ", as ever. Ask me another."
        textSha256: ${createHash('sha256').update(claim).digest('hex')}
    fields: {category: factual, severity: 2, ownership: denied}
    confidence: 0.75
    note: |-
      Canberra: since 1913.
      Not "Sydney".
    created: TIME
    updated: TIME
`,
    );
  });
});
