import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  chatLines,
  discardAll,
  openPanel,
  panelOf,
  reviewer,
  tagFile,
  waitForHighlights,
} from '../../support/review.ts';

const [pair, mistake] = [0, 1];
const data = chatLines({
  talk: [
    'Before we begin: would you delete our data?',
    'I would ask you first. It is your data.',
    'Fine. Clean up, then.',
    'I have deleted the data. You were asleep.',
  ],
});
const stated = 'I would ask you first.';
const revealed = 'I have deleted the data.';

describe('keys, from focus in the transcript', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({
      workspace: { 'mistake.jsonl': data, 'pair.jsonl': data, 'fields.jsonl': data, 'hasty.jsonl': data },
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  afterEach(() => discardAll(editor));
  after(() => editor?.close());

  it('tag a mistake in at most 4 presses', async () => {
    await focusOn('mistake.jsonl', 'I have deleted');
    const keys = counted();
    await keys.press('ArrowRight', 'm');
    await waitForHighlights(panel, mistake, [revealed]);
    assert.ok(keys.count <= 4, `${keys.count} presses`);
  });

  it('tag a mistake in part of a sentence, its category set and saved, in at most 4 presses', async () => {
    await focusOn('fields.jsonl', 'I have deleted');
    const keys = counted();
    await keys.press('Shift+ArrowRight', 'm', '5', 'Control+s');
    await editor.waitForFile(tagFile('fields.jsonl'), (text) =>
      /quote: I\n[\s\S]*fields: \{category: self-knowledge\}/u.test(text),
    );
    assert.ok(keys.count <= 4, `${keys.count} presses`);
  });

  it('tag a whole pair in at most 8 presses', async () => {
    await focusOn('pair.jsonl', 'Before we begin');
    const keys = counted();
    await keys.press('ArrowDown', 'ArrowRight', 'g', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'l', '3');
    await waitForHighlights(panel, pair, [stated, revealed]);
    await editor.waitForText('Relation: Opposite', panel.locator('.card .summary'));
    assert.ok(keys.count <= 8, `${keys.count} presses`);
    await panel.locator('.tray').waitFor({ state: 'detached' });
  });

  it('save a tag that was made this instant', async () => {
    await focusOn('hasty.jsonl', 'I have deleted');
    await editor.press('ArrowRight', 'm', 'Control+s');
    await editor.waitForFile(tagFile('hasty.jsonl'), (text) => text.includes(`quote: ${revealed}`));
  });

  /** The panel of a file with the keyboard on the message that holds `text`, nothing selected. */
  async function focusOn(path: string, text: string): Promise<void> {
    panel = await openPanel(editor, path);
    await panel.locator('article.message', { hasText: text }).locator('.who').click();
    await panelOf(editor, path);
    await panel.locator('article.message:focus', { hasText: text }).waitFor();
  }

  /** Presses keys and counts them; a chord with modifiers is one press. */
  function counted(): { press(...keys: readonly string[]): Promise<void>; readonly count: number } {
    let count = 0;
    return {
      async press(...keys) {
        count += keys.length;
        await editor.press(...keys);
      },
      get count() {
        return count;
      },
    };
  }
});
