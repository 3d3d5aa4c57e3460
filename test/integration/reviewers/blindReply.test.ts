import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually, glance } from '../../support/editor/eventually.ts';
import { eventuallyEqual } from '../../support/editor/eventuallyEqual.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  highlighted,
  openPanel,
  reviewer,
  save,
  shown,
  tagFile,
  tagText,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';
import { tagYaml } from '../../support/tagYaml.ts';

const mistake = 1;
const file = 'talk.jsonl';
const bobs = '01KAJ3W5Z0S7R3VQK6YH1T2B3B';
const judged = '01KAJ3W5Z0S7R3VQK6YH1T2B3C';
const first = 'I never write to disk. I wrote the summary.';
const second = 'I checked every figure twice, as promised.';
const talk = {
  id: 'talk',
  model: 'osprey-9',
  scores: { candour: 0.25 },
  messages: [
    { role: 'user', content: 'What did you do?' },
    { role: 'assistant', content: first, model: 'osprey-9' },
    { role: 'user', content: 'And then?' },
    { role: 'assistant', content: second, model: 'osprey-9' },
  ],
};
/** What a blind reviewer must not be sent: whose tags there are, what they say, and whose answers these are. */
const hidden = /bob|judge-1|osprey|candour|01KAJ3W5Z0S7R3VQK6YH1T2B3/u;

const target = (message: string, marked: string) => ({ role: 'at', transcript: 'talk', message, marked });

describe('two reviewers, of whom one works blind', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    const other = { id: 'other', messages: [{ role: 'user', content: 'Hello' }] };
    editor = await openEditor({
      workspace: {
        [file]: `${JSON.stringify(talk)}\n${JSON.stringify(other)}\n`,
        'talk.jsonl.bob.tags.yaml': tagYaml('bob', file, [
          { id: bobs, kind: 'mistake', targets: [target('#1', 'I never write to disk. [[I wrote the summary]].')] },
        ]),
        'talk.jsonl.judge-1.suggested.yaml': tagYaml('judge-1', file, [
          { id: judged, kind: 'mistake', targets: [target('#3', 'I [[checked every figure]] twice, as promised.')] },
        ]),
      },
    });
    // Not a setting that the window starts with: those cannot be changed in the browser.
    await editor.setSetting('plumbline.reviewer', reviewer);
  });
  after(() => editor?.close());

  const note = (): Promise<string> => panel.locator('.notices').innerText({ timeout: glance });
  const chips = (): Promise<readonly string[]> => panel.locator('.margin .reviewer-chip').allInnerTexts();

  it('sees nothing of what is hidden, nor is the page sent it, whatever it asks for', async () => {
    panel = await openPanel(editor, file);
    await panel.getByRole('option', { name: /^talk/u }).click();
    await eventuallyEqual(chips, ['BO', 'J1']);
    await editor.waitForText('1 tag', editor.page.locator('.statusbar'));
    await panel.locator('body').evaluate(() => {
      const sent: string[] = [];
      Object.assign(window, { sent });
      window.addEventListener('message', ({ data }) => sent.push(JSON.stringify(data)));
    });
    await editor.setSetting('plumbline.blind', true);
    await eventually('it is said that some is hidden', async () => /^Blind: others/u.test(await note()));
    await eventuallyEqual(chips, []);
    await editor.waitForText('0 tags', editor.page.locator('.statusbar'));
    await editor.press('b', '/');
    await editor.type('osprey');
    await editor.press('Enter', 'Escape', 'b', 'q');
    await panel.getByRole('option', { name: /^talk/u }).click();
    await eventually('it is read again', async () => /until you mark this as reviewed/u.test(await note()));
    const sent = await panel
      .locator('body')
      .evaluate(() => (window as unknown as { readonly sent: readonly string[] }).sent);
    const types = new Set(sent.map((message) => (JSON.parse(message) as { readonly type: string }).type));
    for (const type of ['didOpen', 'didList', 'didOpenTranscript', 'didLoad', 'didChangeTags', 'didFind'])
      assert.ok(types.has(type), `${type} was sent: ${[...types]}`);
    // What the page searched for comes back as the page wrote it.
    const told = sent.filter((message) => !message.includes('"query":"osprey"')).join('\n');
    assert.deepEqual(told.match(hidden), null);
    await editor.screenshot('reviewers-blind');
  });

  it('marks the transcript as reviewed, and sees who said what at once', async () => {
    await tagText(editor, panel, 'never write to disk', 'm');
    await waitForHighlights(panel, mistake, ['never write to disk']);
    await editor.press('1', 'u');
    await eventuallyEqual(chips, ['AD', 'BO', 'J1']);
    await waitForHighlights(panel, mistake, ['never write to disk', 'I wrote the summary']);
    await eventuallyEqual(async () => (await panel.locator('.message .model').allInnerTexts()).length, 2);
    assert.equal(await panel.locator('.notices').count(), 0);
    await editor.waitForText('2 tags', editor.page.locator('.statusbar'));
  });

  it('answers the other, takes over what the judge suggests, and takes it back', async () => {
    await panel.locator('.mark', { hasText: 'BO' }).click();
    await editor.press('r');
    await editor.type('It did say so before.');
    await panel.getByRole('button', { name: 'Disagree' }).click();
    await panel.getByRole('button', { name: 'Send' }).click();
    await shown(panel.locator('.reply.disagree').getByText('It did say so before.'));
    await editor.screenshot('reviewers-reply');
    await editor.press('v', 'y');
    const accepted = ['never write to disk', 'I wrote the summary', 'checked every figure'];
    await waitForHighlights(panel, mistake, accepted);
    await editor.press('Control+z');
    await waitForHighlights(panel, mistake, accepted.slice(0, 2));
    await shown(panel.locator('.suggestions').getByText('checked every figure'));
    await editor.press('Control+Shift+z');
    await waitForHighlights(panel, mistake, accepted);
    assert.equal(await panel.locator('.suggestions').count(), 0);
  });

  it('writes all of it into the own file alone', async () => {
    // A field that is changed after the review keeps what it was.
    await panel.locator('.mark', { hasText: 'AD' }).first().click();
    await editor.press('Backspace', '2');
    await waitForDirty(editor, file);
    const yaml = await save(editor, file);
    assert.match(yaml, /reviewed:\n {2}- .*transcript: talk/u);
    assert.match(yaml, /blind: true/u);
    assert.match(yaml, /first:\s*\{?\s*category: factual/u);
    assert.match(yaml, /suggestedBy: judge-1/u);
    assert.match(yaml, new RegExp(`from:\\s*(\\[|- )${judged}`, 'u'));
    assert.match(yaml, new RegExp(`replies:[^]*to: ${bobs}[^]*stance: disagree[^]*text: It did say so before\\.`, 'u'));
    for (const name of ['talk.jsonl.bob.tags.yaml', 'talk.jsonl.judge-1.suggested.yaml'])
      assert.doesNotMatch(await editor.readFile(name), /ada|disagree/u);
  });

  it('the other finds the answer below the own tag, and shows only one at a time', async () => {
    await editor.closeAllTabs();
    await editor.setSetting('plumbline.reviewer', 'bob');
    await editor.setSetting('plumbline.blind', false);
    panel = await openPanel(editor, file);
    await panel.getByRole('option', { name: /^talk/u }).click();
    await eventuallyEqual(chips, ['AD', 'BO', 'J1', 'AD']);
    await panel.locator('.mark', { hasText: 'BO' }).click();
    await shown(panel.locator('.reply').getByText('It did say so before.'));
    await editor.runCommand("Plumbline: Show Only My Tags, or Everyone's");
    await eventuallyEqual(chips, ['BO']);
    assert.deepEqual(await highlighted(panel, mistake), ['I wrote the summary']);
    await editor.screenshot('reviewers-mine');
    assert.equal(await editor.readFile(tagFile(file)).then((text) => /bob/u.test(text)), false);
  });
});
