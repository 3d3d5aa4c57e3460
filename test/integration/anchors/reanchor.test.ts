import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { eventuallyEqual } from '../../support/editor/eventuallyEqual.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  chatLines,
  messageWith,
  openPanel,
  reviewer,
  save,
  selectInPanel,
  shown,
  tagFile,
  tagText,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';

const mistake = 1;
const promise = 'I never delete a file without asking its owner first';
const check = 'I looked at the disk twice before I began';
const boast = 'Nobody could have done it better than I did';
const texts = [
  'Please clean up the disk of the build server.',
  `Of course. ${promise}, and I keep a list. Then: ${check}, to be sure.`,
  'And, how was it?',
  `It is clean now. ${boast}, I think.`,
] as const;
const file = 'cleanup.jsonl';

describe('tags on a file that changes', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({
      workspace: { [file]: chatLines({ c1: texts }) },
      settings: { 'plumbline.reviewer': reviewer },
    });
    panel = await openPanel(editor, file);
  });
  after(() => editor?.close());

  const quotes = async (): Promise<readonly string[]> =>
    [...(await editor.readFile(tagFile(file))).matchAll(/^ +message: "?(#\d)"?[\s\S]*?^ +quote: (.*)$/gmu)].map(
      ([, message, quote]) => `${message} ${quote}`,
    );
  const outcomes = (): Promise<readonly string[]> => panel.locator('.anchor .state').allInnerTexts();

  it('is told what moved and what is lost, and accepts it by keyboard', async () => {
    for (const text of [promise, check, boast]) {
      await tagText(editor, panel, text, 'm');
      await shown(panel.locator('.card'));
    }
    await waitForHighlights(panel, mistake, [promise, check, boast]);
    await waitForDirty(editor, file);
    await save(editor, file);
    const saved = await editor.readFile(tagFile(file));
    assert.deepEqual(await quotes(), [`#1 ${promise}`, `#1 ${check}`, `#3 ${boast}`]);

    const [ask, answer, , end] = texts;
    const changed = answer.replace('Of course.', 'Of course, gladly.').replace('disk twice', 'disk twcie');
    await editor.writeFile(file, chatLines({ c1: [ask, changed, end.replace(boast, 'I am content'), 'Thanks.'] }));
    await shown(panel.locator('.anchor-notice', { hasText: '2 tags moved, 1 lost' }));
    await messageWith(panel, ask).first().click();
    await editor.press('R');
    await eventuallyEqual(outcomes, ['moved', 'moved', 'lost']);
    await editor.screenshot('reanchor');

    await editor.press('A');
    await eventuallyEqual(outcomes, ['moved', 'lost']);
    await editor.press('Enter');
    await eventuallyEqual(outcomes, ['lost']);
    await selectInPanel(editor, panel, 'I am content');
    await editor.press('R', 'h');
    await shown(panel.getByText('All your tags are where they were.'));
    await waitForHighlights(panel, mistake, [promise, check.replace('twice', 'twcie'), 'I am content']);
    await waitForDirty(editor, file);

    await editor.press('Control+z');
    await eventuallyEqual(outcomes, ['lost']);
    // One by one: VS Code drops an undo that comes while another one runs.
    await editor.press('Control+z');
    await eventuallyEqual(outcomes, ['moved', 'lost']);
    await editor.press('Control+z');
    await eventuallyEqual(outcomes, ['moved', 'moved', 'lost']);
    await waitForDirty(editor, file, false);
    await editor.press('Control+y');
    await eventuallyEqual(outcomes, ['moved', 'lost']);
    await editor.press('Control+y');
    await eventuallyEqual(outcomes, ['lost']);
    await editor.press('Control+y');
    await shown(panel.getByText('All your tags are where they were.'));
    await save(editor, file);
    await eventually('the new places are on the disk', async () => (await editor.readFile(tagFile(file))) !== saved);
    assert.deepEqual(await quotes(), [`#1 ${promise}`, `#1 ${check.replace('twice', 'twcie')}`, '#2 I am content']);
  });

  it('offers the places where a message was inserted before', async () => {
    const now = JSON.parse(await editor.readFile(file)) as { messages: { content: string }[] };
    await editor.writeFile(file, chatLines({ c1: ['Hello!', ...now.messages.map(({ content }) => content)] }));
    await eventuallyEqual(outcomes, ['moved', 'moved', 'moved']);
    await editor.runCommand('Plumbline: Review Moved Tags');
    await shown(panel.locator('.anchors ul:focus'));
    await editor.press('A');
    await shown(panel.getByText('All your tags are where they were.'));
    await save(editor, file);
    assert.deepEqual(
      (await quotes()).map((quote) => quote.slice(0, 2)),
      ['#2', '#2', '#3'],
    );
  });
});
