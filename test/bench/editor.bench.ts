import { closeSync, fsyncSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Editor } from '../support/editor/editor.ts';
import { eventually } from '../support/editor/eventually.ts';
import { openEditor } from '../support/editor/openEditor.ts';
import { madeTagFile } from '../support/madeTagFile.ts';
import { messageWith, reviewer, tagFile } from '../support/review.ts';
import { makeTranscript } from '../support/transcript.ts';
import { print, printHead, row, times, within } from './benchTable.ts';
import { benchTags } from './benchTags.ts';
import { type FrameNotes, notesOf, watchFrames } from './frameWatch.ts';
import { benchFolder, conversation, proseMaker } from './madeData.ts';
import { openPlainPage, type PlainPage } from './plainPage.ts';

const sizes = [100, 2000, 30_000] as const;
const tagCounts = [1, 100, 10_000] as const;
const prose = proseMaker(6);
const transcripts = new Map(sizes.map((count) => [count, JSON.stringify({ id: `t${count}`, messages: conversation(count, 300, prose) })]));

/** Medians in milliseconds of Inspect's own log viewer, from a cold link, as the design measured them on the same kind of machine. */
const viewerCold: Readonly<Record<number, number>> = { 2000: 863, 30000: 1184 };

const tagged = (count: number): Record<string, string> => {
  const texts = Array.from({ length: 200 }, (_, n) => `${n % 2 ? 'assistant' : 'user'}: Message ${n}. ${prose(300)}`);
  const name = `many${count}`;
  const transcript = makeTranscript(texts, name);
  const messages = transcript.messages.map(({ role, parts }) => ({ role, content: parts[0]?.text ?? '' }));
  // Source messages have no ids here: their places count.
  const numbered = { ...transcript, messages: transcript.messages.map((message) => ({ ...message, id: `#${message.index}` })) };
  const tags = [...benchTags(Math.min(count, 100), numbered), ...benchTags(Math.max(0, count - 100), { ...numbered, name: 'elsewhere' }, 100)];
  return {
    [`${name}.jsonl`]: `${JSON.stringify({ id: name, messages })}\n`,
    [tagFile(`${name}.jsonl`)]: madeTagFile(tags, reviewer, `${name}.jsonl`),
  };
};

/** Runs the extension's command as a key would, and gives when. */
function openTranscript(editor: Editor, path: string): Promise<number> {
  return editor.evaluate((api, file) => {
    const uri = api.Uri.file(file);
    const at = Date.now();
    void api.commands.executeCommand('plumbline.openTranscript', uri);
    return at;
  }, join(editor.folder, path));
}

/** A window whose extension host has not run the extension yet. A reload too early brings the closed tabs back. */
async function restart(editor: Editor): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await editor.closeAllTabs();
    await editor.reload();
    await eventually('the window has settled', async () => (await editor.page.locator('.statusbar').count()) > 0);
    const active = await editor.evaluate((api) => api.extensions.getExtension('plumbline.plumbline')?.isActive);
    if (active === false && (await editor.tabs()).length === 0) return;
  }
  throw new Error('The extension is active before its first command.');
}

function notes(editor: Editor, ready: (notes: FrameNotes) => boolean, what: string): Promise<FrameNotes> {
  return eventually(what, async () => {
    const found = await notesOf(editor.panel());
    return ready(found) ? found : undefined;
  }, 60_000);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const most = (values: readonly number[]): number => Math.max(0, ...values);
const size = (count: number): string => `${count.toLocaleString('en').replace(',', ' ')} messages`;

async function benchOpening(): Promise<void> {
  const one = Object.fromEntries([...transcripts].map(([count, text]) => [`one${count}.jsonl`, `${text}\n`]));
  // More transcripts than the extension keeps parsed, so that each is read anew.
  const rounds = [0, 1, 2, 3, 4];
  const all = rounds.flatMap((round) => sizes.map((count) => (transcripts.get(count) ?? '').replace(`t${count}`, `t${count}-${round}`)));
  const editor = await openEditor({ workspace: { ...one, 'all.jsonl': `${all.join('\n')}\n` }, settings: { 'plumbline.reviewer': reviewer } });
  const plain = new Map<number, PlainPage>();
  try {
    const context = editor.page.context();
    await watchFrames(context);
    for (const count of sizes) plain.set(count, await openPlainPage(context, transcripts.get(count) ?? ''));
    const cold = new Map<number, { own: number[]; floor: number[] }>(sizes.map((count) => [count, { own: [], floor: [] }]));
    for (let turn = 0; turn < 4; turn++) {
      for (const count of sizes) {
        const floor = (await plain.get(count)?.load()) ?? 0;
        await editor.page.bringToFront();
        await restart(editor);
        const start = await openTranscript(editor, `one${count}.jsonl`);
        await editor.panel().locator('article.message').first().waitFor();
        const { firstMessage = Number.NaN } = await notes(editor, (found) => found.firstMessage !== undefined, 'the first message');
        if (turn === 0) continue;
        cold.get(count)?.own.push(firstMessage - start);
        cold.get(count)?.floor.push(floor);
      }
    }
    for (const [count, { own, floor }] of cold) {
      const viewer = viewerCold[count];
      const budget = viewer === undefined ? {} : { budget: { ...within(viewer * 0.35), text: `≤ 0.35× of ${viewer} ms` } };
      print(row({ job: 'open, cold: command to first message', size: size(count), floor: 'plain page, all messages', ...budget }, own, floor));
    }

    await editor.closeAllTabs();
    await openTranscript(editor, 'all.jsonl');
    const panel = editor.panel();
    await panel.locator('.list-row').nth(all.length - 1).waitFor();
    const warm = new Map<number, { own: number[]; floor: number[]; tasks: number[]; sent: FrameNotes[] }>(
      sizes.map((count) => [count, { own: [], floor: [], tasks: [], sent: [] }]),
    );
    for (const round of rounds) {
      for (const count of sizes) {
        const floor = (await plain.get(count)?.rebuild()) ?? 0;
        const was = await notesOf(panel);
        await panel.locator('.list-row', { hasText: `t${count}-${round}` }).click();
        const first = await notes(editor, (found) => found.firstMessage !== undefined, 'the first message');
        await panel.locator('.transcript[aria-busy="false"]').waitFor({ timeout: 60_000 });
        // What is left to build is built between frames: quiet for a second means all is there.
        let articles = -1;
        await eventually('all built', async () => {
          const now = await panel.locator('body').evaluate(async () => {
            const count = document.querySelectorAll('article.message').length;
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return count;
          });
          const same = now === articles;
          articles = now;
          return same;
        }, 60_000);
        const done = await notesOf(panel);
        const into = warm.get(count);
        into?.own.push((first.firstMessage ?? Number.NaN) - (first.lastInput ?? Number.NaN));
        into?.floor.push(floor);
        into?.tasks.push(...done.longTasks.slice(was.longTasks.length));
        into?.sent.push({ longTasks: [articles], received: done.received.slice(was.received.length) });
        await editor.press('Alt+ArrowLeft');
        await panel.locator('.list-row').first().waitFor();
      }
    }
    for (const [count, { own, floor, tasks, sent }] of warm) {
      const received = sent.at(-1)?.received ?? [];
      const counted = `${received.length} messages to the page, the largest ${(most(received) / 1000).toFixed(0)} KB, ${(sum(received) / 1e6).toFixed(1)} MB in all; ${sent.at(-1)?.longTasks[0]} articles`;
      print(row({ job: 'open in the panel: click to first message', size: size(count), floor: 'parse and build in the plain page', budget: within(150), count: () => counted }, own, floor));
      const longest = tasks.length === 0 ? [0] : tasks;
      print(row({ job: 'long tasks of the page while it fills', size: size(count), floor: `${tasks.length} over 50 ms in ${own.length} openings`, budget: within(50) }, longest, [0]));
    }
  } finally {
    for (const page of plain.values()) await page.close();
    await editor.close();
  }
}

async function benchTagging(): Promise<void> {
  const editor = await openEditor({ workspace: Object.assign({}, ...tagCounts.map(tagged)), settings: { 'plumbline.reviewer': reviewer } });
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
        opened.push(((await notes(editor, (found) => found.firstMessage !== undefined, 'the first message')).firstMessage ?? Number.NaN) - start);
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
      const of = `${count.toLocaleString('en').replace(',', ' ')} tags in the file, ${Math.min(count, 100)} in the transcript`;
      print(row({ job: 'open in a running editor: command to first message', size: `200 messages, ${of}`, floor: '' }, opened, [0]));
      print(row({ job: 'key to highlight painted', size: of, floor: 'a frame', budget: within(50) }, marks, [1000 / 60]));
      print(row({ job: 'Ctrl+S to file on disk', size: of, floor: 'temp, fsync, rename of the same bytes', budget: times(10) }, saves, floor));
    }
  } finally {
    await editor.close();
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(`${path}.tmp`, 'w');
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.tmp`, path);
}

printHead('In a real VS Code');
await benchOpening();
await benchTagging();
