import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  chatLines,
  discardAll,
  openPanel,
  reviewer,
  save,
  tagText,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';

const mistake = 1;
const data = chatLines({ quiz: ['Capitals?', 'Sydney, surely.', 'Sure?', 'Toronto as well.'] });

/** The copies of unsaved tags that the extension holds in its own folder. */
async function copies(editor: Editor): Promise<string[]> {
  const folder = join(dirname(editor.folder), 'data');
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /[/\\]unsaved[/\\]\w+\.json$/u.test(name),
  );
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
}

describe('tags that were never saved', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      workspace: { 'crash.jsonl': data, 'closed.jsonl': data },
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  after(() => editor?.close());

  it('come back after a crash that VS Code kept nothing of', async () => {
    let panel = await openPanel(editor, 'crash.jsonl');
    await tagText(editor, panel, 'Sydney', 'm');
    await waitForDirty(editor, 'crash.jsonl');
    await eventually('a copy is kept', async () =>
      (await copies(editor)).some((copy) => copy.includes('quote: Sydney')),
    );
    // At once: neither VS Code's backup nor the window's layout has been stored yet.
    await editor.reload();
    panel = await openPanel(editor, 'crash.jsonl');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await waitForDirty(editor, 'crash.jsonl');
    assert.match(await save(editor, 'crash.jsonl'), /quote: Sydney/u);
    await eventually('the copy is gone', async () => (await copies(editor)).length === 0);
  });

  it('stay away once their reviewer gave them up', async () => {
    let panel = await openPanel(editor, 'closed.jsonl');
    await tagText(editor, panel, 'Toronto', 'm');
    await waitForDirty(editor, 'closed.jsonl');
    await eventually('a copy is kept', async () =>
      (await copies(editor)).some((copy) => copy.includes('quote: Toronto')),
    );
    await discardAll(editor);
    await eventually('the copy is gone', async () => (await copies(editor)).length === 0);
    panel = await openPanel(editor, 'closed.jsonl');
    await waitForHighlights(panel, mistake, []);
    await waitForDirty(editor, 'closed.jsonl', false);
  });
});
