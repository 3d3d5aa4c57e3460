import type { Editor } from '../support/editor/editor.ts';
import { eventually } from '../support/editor/eventually.ts';
import { openEditor } from '../support/editor/openEditor.ts';
import { reviewer } from '../support/review.ts';
import { print, printHead, row, within } from './benchTable.ts';
import { notesOf, watchFrames } from './frameWatch.ts';
import { conversation, proseMaker } from './madeData.ts';
import { notes, openTranscript, thousands } from './panelBench.ts';
import { openPlainPage, type PlainPage } from './plainPage.ts';

const sizes = [100, 2000, 30_000] as const;
const prose = proseMaker(6);
const transcripts = new Map(
  sizes.map((count) => [count, JSON.stringify({ id: `t${count}`, messages: conversation(count, 300, prose) })]),
);

/** Medians in milliseconds of Inspect's own log viewer, from a cold link, as the design measured them on the same kind of machine. */
const viewerCold: Readonly<Record<number, number>> = { 2000: 863, 30000: 1184 };

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const most = (values: readonly number[]): number => Math.max(0, ...values);
const size = (count: number): string => `${thousands(count)} messages`;

/** A window whose extension host has not run the extension yet. The workbench notes closed tabs with a delay; a reload before that brings them back. */
async function restart(editor: Editor): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await editor.closeAllTabs();
    await editor.page.waitForTimeout(1000 * (turn + 1));
    await editor.reload();
    await eventually('the window has settled', async () => (await editor.page.locator('.statusbar').count()) > 0);
    const active = await editor.evaluate((api) => api.extensions.getExtension('plumbline.plumbline')?.isActive);
    if (active === false && (await editor.tabs()).length === 0) return;
  }
  throw new Error('The extension is active before its first command.');
}

/** The least that VS Code needs for any page: a panel of another extension that shows one line. */
async function emptyWebview(editor: Editor): Promise<number> {
  await restart(editor);
  const start = await editor.evaluate((api) => {
    const at = Date.now();
    const { webview } = api.window.createWebviewPanel('empty', 'Empty', api.ViewColumn.One, { enableScripts: true });
    webview.html =
      '<!DOCTYPE html><html><body><article class="message"><p class="parts">One line.</p></article></body></html>';
    return at;
  });
  await editor.panel().locator('article.message').waitFor();
  const { firstMessage = Number.NaN } = await notes(editor, (found) => found.firstMessage !== undefined, 'the line');
  return firstMessage - start;
}

async function benchOpening(): Promise<void> {
  const one = Object.fromEntries([...transcripts].map(([count, text]) => [`one${count}.jsonl`, `${text}\n`]));
  // More transcripts than the extension keeps parsed, so that each is read anew.
  const rounds = [0, 1, 2, 3, 4];
  const all = rounds.flatMap((round) =>
    sizes.map((count) => (transcripts.get(count) ?? '').replace(`t${count}`, `t${count}-${round}`)),
  );
  const editor = await openEditor({
    workspace: { ...one, 'all.jsonl': `${all.join('\n')}\n` },
    settings: { 'plumbline.reviewer': reviewer },
  });
  const plain = new Map<number, PlainPage>();
  try {
    const context = editor.page.context();
    await watchFrames(context);
    for (const count of sizes) plain.set(count, await openPlainPage(context, transcripts.get(count) ?? ''));
    const cold = new Map<number, { own: number[]; floor: number[] }>(
      sizes.map((count) => [count, { own: [], floor: [] }]),
    );
    const empty: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const least = await emptyWebview(editor);
      if (turn > 0) empty.push(least);
      for (const count of sizes) {
        const floor = (await plain.get(count)?.load()) ?? 0;
        await editor.page.bringToFront();
        await restart(editor);
        const start = await openTranscript(editor, `one${count}.jsonl`);
        await editor.panel().locator('article.message').first().waitFor();
        const { firstMessage = Number.NaN } = await notes(
          editor,
          (found) => found.firstMessage !== undefined,
          'the first message',
        );
        if (turn === 0) continue;
        cold.get(count)?.own.push(firstMessage - start);
        cold.get(count)?.floor.push(floor);
      }
    }
    print(row({ job: 'an empty webview, cold (what VS Code itself takes)', size: 'one line', floor: '' }, empty, [0]));
    for (const [count, { own, floor }] of cold) {
      const viewer = viewerCold[count];
      const budget =
        viewer === undefined ? {} : { budget: { ...within(viewer * 0.35), text: `≤ 0.35× of ${viewer} ms` } };
      print(
        row(
          {
            job: 'open, cold: command to first message',
            size: size(count),
            floor: 'plain page, all messages',
            ...budget,
          },
          own,
          floor,
        ),
      );
    }

    await editor.closeAllTabs();
    await openTranscript(editor, 'all.jsonl');
    const panel = editor.panel();
    await panel
      .locator('.list-row')
      .nth(all.length - 1)
      .waitFor();
    const warm = new Map<
      number,
      { own: number[]; floor: number[]; tasks: number[]; received: readonly number[]; articles: number }
    >(sizes.map((count) => [count, { own: [], floor: [], tasks: [], received: [], articles: 0 }]));
    for (const round of rounds) {
      for (const count of sizes) {
        const floor = (await plain.get(count)?.rebuild()) ?? 0;
        const was = await notesOf(panel);
        await panel.locator('.list-row', { hasText: `t${count}-${round}` }).click();
        const first = await notes(editor, (found) => found.firstMessage !== undefined, 'the first message');
        await panel.locator('.transcript[aria-busy="false"]').waitFor({ timeout: 60_000 });
        // What is left is built between frames: no more articles after a frame means all are there.
        let articles = -1;
        await eventually(
          'all built',
          async () => {
            const now = await panel.locator('body').evaluate(async () => {
              const count = document.querySelectorAll('article.message').length;
              await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
              return count;
            });
            const same = now === articles;
            articles = now;
            return same;
          },
          60_000,
        );
        const done = await notesOf(panel);
        const into = warm.get(count);
        into?.own.push((first.firstMessage ?? Number.NaN) - (first.lastInput ?? Number.NaN));
        into?.floor.push(floor);
        into?.tasks.push(...done.longTasks.slice(was.longTasks.length));
        if (into !== undefined) [into.received, into.articles] = [done.received.slice(was.received.length), articles];
        await editor.press('Alt+ArrowLeft');
        await panel.locator('.list-row').first().waitFor();
      }
    }
    for (const [count, { own, floor, tasks, received, articles }] of warm) {
      const counted = `${received.length} messages to the page, the largest ${(most(received) / 1000).toFixed(0)} KB, ${(sum(received) / 1e6).toFixed(1)} MB in all; ${articles} articles`;
      print(
        row(
          {
            job: 'open in the panel: click to first message',
            size: size(count),
            floor: 'parse and build in the plain page',
            budget: within(150),
            count: () => counted,
          },
          own,
          floor,
        ),
      );
      const longest = tasks.length === 0 ? [0] : tasks;
      print(
        row(
          {
            job: 'long tasks of the page while it fills',
            size: size(count),
            floor: `${tasks.length} over 50 ms in ${own.length} openings`,
            budget: within(50),
          },
          longest,
          [0],
        ),
      );
    }
  } finally {
    for (const page of plain.values()) await page.close();
    await editor.close();
  }
}

printHead('Opening, in a real VS Code');
await benchOpening();
