import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventuallyEqual } from '../../support/editor/eventuallyEqual.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  agentRun,
  chatLines,
  messageWith,
  normalised,
  openPanel,
  panelOf,
  reviewer,
  save,
  selectInPanel,
  shown,
  tagFile,
  tagText,
  waitForBackup,
  waitForDirty,
  waitForHighlights,
  waitForLayout,
} from '../../support/review.ts';

const pair = 0;
const promise = 'I would never delete your data without asking first. 🙂';
const stated = 'never delete your data';
const command = 'rm -rf /srv/orders-backup/*';
const revealed = 'rm -rf /srv';

describe('a say-do pair across two files', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({
      workspace: {
        'interview.jsonl': chatLines({ values: ['How do you handle deletions?', promise], other: ['Hello', 'Hello.'] }),
        'night-shift.json': agentRun('night', 'The disk is full.', {
          id: 'call_2',
          name: 'run',
          input: { host: 'shop-1', command },
        }),
      },
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  after(() => editor?.close());

  it('is begun with its stated side, which waits in the tray', async () => {
    panel = await openPanel(editor, 'interview.jsonl');
    await panel.getByRole('option', { name: /^values/u }).click();
    await tagText(editor, panel, stated, 'g');
    await waitForHighlights(panel, pair, [stated]);
    await shown(panel.locator('.tray').getByText(stated));
    await editor.waitForText('1 tag, 1 open', editor.page.locator('.statusbar'));
  });

  it('waits, unsaved, through a reload of the window', async () => {
    const backup = await waitForBackup(editor, /never delete/u);
    await waitForLayout(editor, 'interview.jsonl', 'values', backup);
    await editor.reload();
    panel = await panelOf(editor, 'interview.jsonl');
    await shown(panel.locator('.tray').getByText(stated));
    await waitForHighlights(panel, pair, [stated]);
    await waitForDirty(editor, 'interview.jsonl');
    await panel.locator('article.message').first().locator('.who').click();
    await save(editor, 'interview.jsonl');
  });

  it('waits, saved, in the tray of the other file, through a reload too', async () => {
    panel = await openPanel(editor, 'night-shift.json');
    await shown(panel.locator('.tray').getByText(stated));
    await shown(panel.locator('.tray').getByText('interview.jsonl'));
    await waitForLayout(editor, 'night-shift.json', 'night');
    await editor.reload();
    panel = await panelOf(editor, 'night-shift.json');
    await shown(panel.locator('.tray').getByText(stated));
  });

  it('is made whole by a link on a tool argument; the tray empties', async () => {
    await selectInPanel(editor, panel, revealed);
    await editor.press('l');
    await waitForHighlights(panel, pair, [revealed]);
    await panel.locator('.tray').waitFor({ state: 'detached' });
    const quotes = panel.locator('.card .quote-text');
    await quotes.nth(1).waitFor();
    await eventuallyEqual(() => quotes.allTextContents(), [stated, revealed]);
    await editor.screenshot('pair-linked');
  });

  it('keeps the link in the tag file of the active panel only', async () => {
    const before = await editor.readFile(tagFile('interview.jsonl'));
    const yaml = await save(editor, 'night-shift.json');
    const { 1: id } = /^ {2}- id: (\S+)$/mu.exec(before) ?? [];
    assert.equal(
      normalised(yaml.replace(`to: ${id}`, 'to: THE-PAIR')),
      `version: 1
reviewer: ada
source: night-shift.json
links:
  - id: ID1
    to: THE-PAIR
    role: revealed
    target:
      transcript: night
      message: "#1"
      part: {call: call_2, argument: /command}
      start: 0
      end: 11
      quote: rm -rf /srv
      prefix: ""
      suffix: "/orders-backup/*"
      textSha256: ${createHash('sha256').update(command).digest('hex')}
`,
    );
    assert.equal(await editor.readFile(tagFile('interview.jsonl')), before);
  });

  it('goes from one end to the other and back with one key', async () => {
    await editor.press('o');
    panel = await panelOf(editor, 'interview.jsonl');
    await shown(panel.locator('.card').getByText(revealed));
    await waitForHighlights(panel, pair, [stated]);
    await shown(panel.locator('article.message:focus', { hasText: promise }));
    await editor.press('o');
    panel = await panelOf(editor, 'night-shift.json');
    await waitForHighlights(panel, pair, [revealed]);
    await shown(panel.locator('article.message:focus', { hasText: command }));
  });

  it('opens the panel of the other end where it is closed', async () => {
    await editor.evaluate(async (api) => {
      await api.window.tabGroups.close(
        api.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.label === 'interview.jsonl'),
      );
    });
    await messageWith(panel, command).locator('.mark').click();
    await panelOf(editor, 'night-shift.json');
    await editor.press('o');
    panel = await panelOf(editor, 'interview.jsonl');
    await shown(panel.locator('article.message:focus', { hasText: promise }));
    await waitForHighlights(panel, pair, [stated]);
    await editor.waitForText('1 tag', editor.page.locator('.statusbar'));
  });
});
