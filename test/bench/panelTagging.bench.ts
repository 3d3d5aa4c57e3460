import { statSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/editor/eventually.ts';
import { openEditor } from '../support/editor/openEditor.ts';
import { madeTagFile } from '../support/madeTagFile.ts';
import { messageWith, reviewer, tagFile } from '../support/review.ts';
import { makeTranscript } from '../support/transcript.ts';
import { print, printHead, row, times, within } from './benchTable.ts';
import { benchTags } from './benchTags.ts';
import { notesOf, watchFrames } from './frameWatch.ts';
import { benchFolder, proseMaker } from './madeData.ts';
import { notes, openTranscript, thousands } from './panelBench.ts';
import { writeDurably } from './writeDurably.ts';

const tagCounts = [1, 100, 10_000] as const;
const prose = proseMaker(6);

/** A transcript of 200 messages and its tag file; of many tags a hundred are in it. */
const tagged = (count: number): Record<string, string> => {
  const texts = Array.from({ length: 200 }, (_, n) => `${n % 2 ? 'assistant' : 'user'}: Message ${n}. ${prose(300)}`);
  const name = `many${count}`;
  const transcript = makeTranscript(texts, name);
  const messages = transcript.messages.map(({ role, parts }) => ({ role, content: parts[0]?.text ?? '' }));
  // Source messages have no ids here: their places count.
  const numbered = {
    ...transcript,
    messages: transcript.messages.map((message) => ({ ...message, id: `#${message.index}` })),
  };
  const tags = [
    ...benchTags(Math.min(count, 100), numbered),
    ...benchTags(Math.max(0, count - 100), { ...numbered, name: 'elsewhere' }, 100),
  ];
  return {
    [`${name}.jsonl`]: `${JSON.stringify({ id: name, messages })}\n`,
    [tagFile(`${name}.jsonl`)]: madeTagFile(tags, reviewer, `${name}.jsonl`),
  };
};

async function benchTagging(): Promise<void> {
  const editor = await openEditor({
    workspace: Object.assign({}, ...tagCounts.map(tagged)),
    settings: { 'plumbline.reviewer': reviewer },
  });
  try {
    await watchFrames(editor.page.context());
    for (const count of tagCounts) {
      const file = `many${count}.jsonl`;
      const yaml = join(editor.folder, tagFile(file));
      await editor.closeAllTabs();
      const opened: number[] = [];
      const marks: number[] = [];
      const saves: number[] = [];
      const floor: number[] = [];
      for (let turn = 0; turn < 5; turn++) {
        await editor.closeAllTabs();
        const start = await openTranscript(editor, file);
        await editor.panel().locator('article.message').first().waitFor();
        opened.push(
          ((await notes(editor, (found) => found.firstMessage !== undefined, 'the first message')).firstMessage ??
            Number.NaN) - start,
        );
      }
      const panel = editor.panel();
      await panel.locator('.mark').first().waitFor();
      for (let turn = 0; turn < 7; turn++) {
        const message = messageWith(panel, `Message ${turn}.`).first();
        await editor.selectText(message, `Message ${turn}.`);
        await panel.locator('.selection-bar').waitFor();
        await editor.press('m');
        const tag = await notes(editor, (found) => found.highlighted !== undefined, 'the highlight');
        const before = statSync(yaml).ino;
        await editor.press('Control+s');
        await eventually('saved', () => statSync(yaml).ino !== before, 60_000);
        const { lastInput = Number.NaN } = await notesOf(panel);
        saves.push(statSync(yaml).ctimeMs - lastInput);
        marks.push((tag.highlighted ?? Number.NaN) - (tag.lastInput ?? Number.NaN));
        const text = await editor.readFile(tagFile(file));
        const begin = performance.now();
        writeDurably(join(benchFolder, 'floor.yaml'), text);
        floor.push(performance.now() - begin);
      }
      const of = `${thousands(count)} tags in the file, ${Math.min(count, 100)} in the transcript`;
      print(
        row(
          { job: 'open in a running editor: command to first message', size: `200 messages, ${of}`, floor: '' },
          opened,
          [0],
        ),
      );
      print(
        row({ job: 'key to highlight painted', size: of, floor: 'a frame', budget: within(50) }, marks, [1000 / 60]),
      );
      print(
        row(
          {
            job: 'Ctrl+S to file on disk',
            size: of,
            floor: 'temp, fsync, rename of the same bytes',
            budget: times(10),
          },
          saves,
          floor,
        ),
      );
    }
  } finally {
    await editor.close();
  }
}

printHead('Tagging, in a real VS Code');
await benchTagging();
