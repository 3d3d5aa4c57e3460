import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually, glance } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { waitForHighlight } from '../../support/editor/waitForHighlight.ts';
import { windowSize } from '../../support/editor/window.ts';

const count = 30_000;
const huge = {
  id: 'huge',
  messages: Array.from({ length: count }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: i === count - 7 ? 'Here is the needle.' : `Message ${i + 1}: some words that fill a line or two of it.`,
  })),
};

const chat = {
  id: 'chat',
  messages: [
    { role: 'user', content: 'A question about `code` and **more**?' },
    { role: 'assistant', content: 'An answer '.repeat(40) },
  ],
};

describe('the panel at any size', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        'huge.json': JSON.stringify(huge),
        'chat.jsonl': [chat, { id: 'none', messages: [] }, { ...chat, id: 'again' }]
          .map((each) => `${JSON.stringify(each)}\n`)
          .join(''),
        'other.json': '{"colors": ["red", "green"]}',
        'empty.jsonl': '',
      },
    });
  });
  after(() => editor?.close());
  afterEach(async () => {
    await editor.page.setViewportSize(windowSize);
    await editor.closeAllTabs();
  });

  it('shows the first screen of 30 000 messages, then any other place', async () => {
    const panel = await openPanel(editor, 'huge.json', 'Message 1:');
    await panel.locator('.message').first().locator('.role').click();
    await editor.screenshot('looks-huge');

    await editor.press('End');
    const last = panel.locator(`.message[data-index="${count - 1}"]`);
    await eventually('the last message is on the screen and has the focus', () =>
      last.evaluate(
        (element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return element === document.activeElement && top >= 0 && bottom <= innerHeight;
        },
        undefined,
        { timeout: glance },
      ),
    );
    await editor.screenshot('looks-huge-end');

    await editor.press('Home');
    await eventually('the first message has the focus', () =>
      panel.locator('.message[data-index="0"]').evaluate((element) => element === document.activeElement),
    );
    await editor.press('/');
    await editor.type('needle');
    await editor.press('Enter');
    await editor.waitForText('1 of 1', panel.locator('.find'));
    await waitForHighlight(panel, 'found', 'needle');
    await editor.press('Escape', 'i');
    const outline = panel.getByRole('navigation', { name: 'Outline' });
    await outline.waitFor();
    assert.ok((await outline.getByRole('button').count()) < 200, 'only what is seen of the outline is there');
    await editor.screenshot('looks-huge-outline');
  });

  it('has room in a narrow column', async () => {
    const panel = await openPanel(editor, 'chat.jsonl', 'chat');
    await editor.page.setViewportSize({ width: 960, height: 800 });
    await editor.screenshot('looks-narrow-list');
    await panel.getByRole('option', { name: 'chat' }).first().click();
    await panel.locator('.message').nth(1).waitFor();
    await editor.selectText(panel.locator('.transcript'), 'A question');
    await panel.locator('.selection-bar').waitFor();
    await editor.screenshot('looks-narrow-bar');
    await editor.press('m');
    await panel.locator('.card').waitFor();
    await editor.screenshot('looks-narrow-card');
    const width = await panel.locator('body').evaluate((body) => [innerWidth, body.scrollWidth]);
    assert.ok((width[0] ?? 0) < 400, `${width[0]} px`);
    assert.equal(width[1], width[0], 'nothing to scroll sideways to');
  });

  it('says that a transcript is empty', async () => {
    const panel = await openPanel(editor, 'chat.jsonl', 'none');
    await panel.getByRole('option', { name: 'none' }).click();
    await editor.waitForText('This transcript has no messages.', panel);
    await editor.screenshot('looks-no-messages');
  });

  it('says why a file is no transcript', async () => {
    const panel = await openPanel(editor, 'other.json', 'other.json');
    await editor.waitForText('No reader knows this format.', panel.locator('.notice'));
    assert.equal(await panel.getByLabel('Search transcripts').count(), 0, 'nothing to search in');
    await editor.screenshot('looks-not-a-transcript');
  });

  it('says that a file is empty', async () => {
    const panel = await openPanel(editor, 'empty.jsonl', 'empty.jsonl');
    await panel.locator('.notice, .empty').first().waitFor();
    await editor.screenshot('looks-empty-file');
  });
});
