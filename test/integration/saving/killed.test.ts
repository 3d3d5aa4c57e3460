import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseTagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  chatLines,
  panelOf,
  reviewer,
  tagFile,
  tagText,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';

const words = ['Sydney', 'Istanbul', 'Lagos', 'Toronto', 'Karachi'];

describe('a kill of the extension host during a save', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      workspace: { 'quiz.jsonl': chatLines({ quiz: ['Capitals?', `${words.join(', ')}, surely.`] }) },
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  after(() => editor?.close());

  it('leaves a whole file with every tag that was in it, five times', async () => {
    let onDisk: readonly string[] = [];
    for (const word of words) {
      // By the API: keys pressed while a window comes back may go nowhere, and opening is not what is tested here.
      await editor.evaluate(async (api) => {
        const [uri] = await api.workspace.findFiles('quiz.jsonl');
        await api.commands.executeCommand('plumbline.openTranscript', uri);
      });
      const panel = await panelOf(editor, 'quiz.jsonl');
      await waitForHighlights(panel, 1, [...new Set(onDisk)]);
      await tagText(editor, panel, word, 'm');
      await waitForDirty(editor, 'quiz.jsonl');
      const host = await editor.evaluate(() => process.pid);
      await editor.press('Control+s');
      // Every other time at once, else as soon as the file is there: then the tag must not be lost again.
      const late = words.indexOf(word) % 2 === 1;
      if (late) await editor.waitForFile(tagFile('quiz.jsonl'), (text) => text.includes(`quote: ${word}`));
      process.kill(host, 'SIGKILL');
      await editor.reload();
      // Where nothing was saved and the window had not stored what was open, nothing asks for the extension yet.
      await eventually('the extension is back', () =>
        editor.evaluate(async (api) => {
          const extension = api.extensions.getExtension('plumbline.plumbline');
          await extension?.activate();
          return extension?.isActive;
        }),
      );

      const text = await editor.readFile(tagFile('quiz.jsonl')).catch(() => '');
      const file = parseTagFile(text === '' ? 'version: 1\nreviewer: ada\nsource: quiz.jsonl\n' : text);
      assert.equal(file.state, 'ok', text);
      assert.deepEqual(file.problems, []);
      const quotes = valuesOf(file, 'tags').map((tag) => tag.targets[0]?.quote ?? '');
      for (const before of late ? [...onDisk, word] : onDisk)
        assert.ok(quotes.includes(before), `${before} was saved, and is not in ${text}`);
      onDisk = quotes;
    }
  });
});
