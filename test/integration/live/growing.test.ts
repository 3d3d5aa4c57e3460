import assert from 'node:assert/strict';
import { appendFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { JsonObject } from '../../../src/core/text/json.ts';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { makeEval } from '../../support/makeEval.ts';
import { tagText, waitForHighlights } from '../../support/review.ts';

const mistake = 1;
const text = 'I would never lie to you. '.repeat(20);
const line = (id: string, count: number): string =>
  `${JSON.stringify({ id, messages: Array.from({ length: count }, (_, i) => ({ role: i % 2 ? 'assistant' : 'user', content: `${id} says ${i}: ${text}` })) })}\n`;
const turn = (i: number): string =>
  `${JSON.stringify({ type: i % 2 ? 'assistant' : 'user', uuid: `u${i}`, parentUuid: i === 0 ? null : `u${i - 1}`, isSidechain: false, sessionId: 's', message: { role: i % 2 ? 'assistant' : 'user', content: `turn ${i}: ${text}` } })}\n`;
const sample = (id: number): JsonObject => ({
  id,
  epoch: 1,
  messages: [{ role: 'user', content: `sample ${id} begins` }],
});
const log = (...ids: readonly number[]): Uint8Array =>
  makeEval({ version: 2, status: 'started', eval: { task: 't', model: 'm' } }, ids.map(sample));

/** The same words selected at the same place, but for the pixel that a browser rounds, once what came in is laid out. */
async function unmoved(look: () => Promise<Looked>, was: Looked): Promise<void> {
  await eventually(`at ${was.top} as before`, async () => {
    const now = await look();
    assert.equal(now.selected, was.selected);
    assert.ok(Math.abs(now.top - was.top) <= 1, `${was.top} is now ${now.top}`);
    return true;
  });
}

interface Looked {
  readonly top: number;
  readonly selected: string;
}

describe('a file that changes while it is open', () => {
  let editor: Editor;
  const path = (name: string): string => join(editor.folder, name);
  const turns = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, i) => turn(from + i)).join('');
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        'lines.jsonl': line('one', 60) + line('two', 2),
        'session.jsonl': turns(0, 60),
        'tagged.jsonl': turns(0, 8),
        'pair.jsonl': line('left', 2) + line('right', 2),
        'run.eval': log(1, 2),
        'gone.jsonl': line('here', 2) + line('there', 2),
        'huge.jsonl': Array.from({ length: 60 }, (_, i) => line(`big-${i}`, 4)).join(''),
      },
    });
    await truncate(path('huge.jsonl'), 40e9);
  });
  after(() => editor?.close());
  afterEach(() => editor.closeAllTabs());

  /** Scrolls to a message in the middle, selects words in it, and says where it stands and what is selected. */
  async function read(panel: FrameLocator, words: string): Promise<() => Promise<Looked>> {
    const message = panel.locator('.message', { hasText: words });
    await message.scrollIntoViewIfNeeded();
    await editor.selectText(panel.locator('.transcript'), words);
    const look = async (): Promise<Looked> => ({
      top: (await message.boundingBox())?.y ?? -1,
      selected: await message.evaluate((element) => String(element.ownerDocument.getSelection())),
    });
    assert.equal((await look()).selected, words);
    return look;
  }

  it('shows lines that are appended, and leaves what is read in place', async () => {
    const panel = await openPanel(editor, 'lines.jsonl', 'one');
    await panel.getByRole('option', { name: 'one' }).click();
    const look = await read(panel, 'one says 31');
    const was = await look();
    await appendFile(path('lines.jsonl'), line('three', 3) + line('four', 3).slice(0, 40));
    await editor.waitForText('2 new transcripts', panel);
    await unmoved(look, was);
    await panel.getByRole('button', { name: 'All transcripts (q)' }).click();
    await panel.getByRole('option', { name: 'three' }).waitFor();
    await editor.waitForText('not complete yet', panel);
    await appendFile(path('lines.jsonl'), line('four', 3).slice(40));
    await panel.getByRole('option', { name: /^four.* 3 messages/ }).waitFor();
  });

  it('appends messages to a session that goes on', async () => {
    const panel = await openPanel(editor, 'session.jsonl', 'turn 0');
    const look = await read(panel, 'turn 33');
    const was = await look();
    await appendFile(path('session.jsonl'), turns(60, 75) + turn(75).slice(0, 30));
    await editor.waitForText('15 new messages', panel);
    await unmoved(look, was);
    await appendFile(path('session.jsonl'), turn(75).slice(30));
    await editor.waitForText('1 new message', panel);
    await editor.press('End');
    await panel.locator('.message', { hasText: 'turn 75' }).waitFor();
    assert.equal((await look()).selected, was.selected);
  });

  it('keeps tags where they are, also when messages before them come in', async () => {
    const panel = await openPanel(editor, 'tagged.jsonl', 'turn 0');
    await tagText(editor, panel, 'turn 5', 'm');
    await waitForHighlights(panel, mistake, ['turn 5']);
    await appendFile(path('tagged.jsonl'), turns(8, 10));
    await editor.waitForText('2 new messages', panel);
    await waitForHighlights(panel, mistake, ['turn 5']);
    await writeFile(path('tagged.jsonl'), turns(20, 23) + turns(0, 10));
    await editor.waitForText('3 new messages', panel);
    await waitForHighlights(panel, mistake, ['turn 5']);
    await editor.press('Control+s');
    assert.match(await editor.waitForFile('tagged.jsonl.ann.tags.yaml'), /turn 5/);
  });

  it('leaves a comparison as it is when neither side changed, and makes it anew when one did', async () => {
    const panel = await openPanel(editor, 'pair.jsonl', 'left');
    await panel.getByRole('option', { name: /^left/ }).click();
    await panel.getByRole('button', { name: /^Compare/ }).click();
    await editor.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'right' }).click();
    const rows = panel.locator('.compared .row');
    await rows.nth(1).waitFor();
    await rows.first().evaluate((row) => row.setAttribute('data-kept', ''));
    await appendFile(path('pair.jsonl'), line('new', 1));
    await editor.waitForText('1 new transcript', panel);
    assert.equal(await panel.locator('[data-kept]').count(), 1);
    await writeFile(path('pair.jsonl'), line('left', 4) + line('right', 2));
    await rows.nth(3).waitFor();
    assert.equal(await panel.locator('[data-kept]').count(), 0);
  });

  it('lists the samples of a running eval as they come', async () => {
    await editor.page.getByRole('treeitem', { name: 'run.eval' }).click();
    await editor.runCommand('Plumbline: Open Transcript');
    const panel = editor.panel();
    await panel.getByRole('option', { name: '2/1' }).waitFor();
    // Half written, as a copy may be: nothing is lost meanwhile.
    const whole = log(1, 2, 3);
    await writeFile(path('run.eval'), whole.subarray(0, 20));
    await editor.waitForText('cannot be read now', panel);
    assert.equal(await panel.getByRole('option').count(), 2);
    await writeFile(path('next.eval'), whole);
    await rename(path('next.eval'), path('run.eval'));
    await panel.getByRole('option', { name: '3/1' }).click();
    await editor.waitForText('sample 3 begins', panel);
    await panel.getByText('cannot be read now').first().waitFor({ state: 'detached' });
  });

  it('goes on showing a file that was deleted, and follows one that takes its place', async () => {
    const panel = await openPanel(editor, 'gone.jsonl', 'here');
    await panel.getByRole('option', { name: 'there' }).click();
    await editor.waitForText('there says 1', panel);
    await rm(path('gone.jsonl'));
    await editor.waitForText('cannot be read now', panel);
    await editor.waitForText('there says 1', panel);
    await panel.getByRole('button', { name: 'All transcripts (q)' }).click();
    await panel.getByRole('option', { name: /^here,/ }).click();
    await editor.waitForText('here says 1', panel);
    await writeFile(path('gone.jsonl'), line('here', 4) + line('new', 1));
    await editor.waitForText('here says 3', panel);
    await panel.getByText('cannot be read now').first().waitFor({ state: 'detached' });
  });

  it('says that opening takes long, stops when told to, and tries again', async () => {
    await editor.page.getByRole('treeitem', { name: 'huge.jsonl' }).click();
    await editor.runCommand('Plumbline: Open Transcript');
    await editor.waitForText('Opening huge.jsonl');
    await editor.page.locator('.notification-toast').getByRole('button', { name: 'Cancel' }).click();
    const panel = editor.panel();
    await editor.waitForText('Opening was stopped.', panel);
    await truncate(path('huge.jsonl'), line('big-0', 4).length * 2);
    await panel.getByRole('button', { name: 'Open Again' }).click();
    await panel.getByRole('option', { name: 'big-1' }).waitFor();
  });
});
