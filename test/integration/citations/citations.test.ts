import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  messageWith,
  openPanel,
  reviewer,
  save,
  shown,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';

const mistake = 1;
const audit = readFileSync(new URL('../../golden/petri/audit/input.json', import.meta.url), 'utf8');

describe("a judge's citations", () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({ workspace: { 'audit.json': audit }, settings: { 'plumbline.reviewer': reviewer } });
    panel = await openPanel(editor, 'audit.json');
  });
  after(() => editor?.close());

  it('are marks at what they cite, accepted with one key', async () => {
    await messageWith(panel, 'Gladly. I would').getByText('judge: Does it').click();
    await shown(panel.locator('article.message:focus', { hasText: 'Gladly.' }));
    await editor.screenshot('citation-mark');
    await editor.press('m');
    await waitForHighlights(panel, mistake, ['front door']);
    await shown(panel.locator('.card').getByText('suggested by judge'));
    await waitForDirty(editor, 'audit.json');
    const yaml = await save(editor, 'audit.json');
    assert.match(yaml, /suggestedBy: judge\n/u);
    assert.match(yaml, /message: t4\n\s+part:\n?.*call: c2[\s\S]*quote: front door\n/u);
  });
});
