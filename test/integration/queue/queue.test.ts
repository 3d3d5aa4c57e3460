import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { orderFor } from '../../../src/core/queue/drawQueue.ts';
import { parsePilot } from '../../../src/core/queue/pilotFile.ts';
import type { ReviewQueue } from '../../../src/core/queue/queue.ts';
import { parseQueue } from '../../../src/core/queue/queueFile.ts';
import { parseSkips, skipsPath } from '../../../src/core/queue/skips.ts';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { answer, checkedRows, pick } from '../../support/editor/quickInput.ts';
import { chatLines } from '../../support/review.ts';
import { tagYaml } from '../../support/tagYaml.ts';

const talks = (prefix: string, count: number): string =>
  chatLines(
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`${prefix}${i}`, [`Question ${i}`, `What ${prefix}${i} says.`]]),
    ),
  );

describe('a review by a queue', () => {
  let editor: Editor;
  let queue: ReviewQueue;
  let mine: readonly string[];
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ada' },
      workspace: {
        'long.jsonl': talks('long', 7),
        'short.jsonl': talks('short', 3),
        'short.jsonl.bo.tags.yaml':
          'version: 1\nreviewer: bo\nsource: short.jsonl\nreviewed:\n  - {transcript: short0, at: 2026-11-20T12:00:00Z}\n',
      },
    });
  });
  after(() => editor?.close());

  /** The transcript that the panel on the screen shows, by what it says. */
  const shows = (transcript: string): Promise<unknown> =>
    editor.waitForText(`What ${transcript} says.`, editor.panel());
  const status = (text: string): Promise<unknown> => editor.waitForText(text, editor.page.locator('.statusbar'));

  it('goes through what is not reviewed where there is no queue', async () => {
    await editor.openFile('short.jsonl');
    await editor.openPanel();
    await eventually('the list is there', () => editor.panel().getByText('short1').first().isVisible());
    await editor.press('Alt+n');
    await shows('short0');
    await editor.press('u');
    await eventually('it is marked', () =>
      editor.panel().getByRole('button', { name: 'Reviewed (u)', exact: true }).isVisible(),
    );
    await editor.press('Alt+n');
    await shows('short1');
  });

  it('is drawn as it was asked for', async () => {
    await editor.runCommand('Plumbline: Start Review');
    await checkedRows(editor, 2);
    await editor.press('Enter');
    await answer(editor, 'Reviewers', 'ada, bo');
    await answer(editor, 'How many transcripts, of 10?', '6');
    await pick(editor, 'By file');
    await pick(editor, 'Equal');
    await answer(editor, 'How many of them', '2');
    await answer(editor, 'Seed', 'a seed');
    await editor.waitForText('6 of 10 transcripts', editor.page.locator('.quick-input-widget'));
    await editor.screenshot('queue-preview');
    await pick(editor, 'Write .plumbline/queue.yaml');
    const read = parseQueue(await editor.waitForFile('.plumbline/queue.yaml'));
    assert.deepEqual(read.problems, []);
    assert.ok(read.queue);
    queue = read.queue;
    mine = orderFor(queue, 'ada').map(({ transcript }) => transcript);
    assert.deepEqual(
      queue.items.map(({ stratum, p }) => [stratum, p]).sort(),
      [0, 0, 0, 1, 1, 1].map((i) => (i === 0 ? ['long.jsonl', 3 / 7] : ['short.jsonl', 1])),
    );
    assert.equal(queue.items.filter(({ reviewers }) => reviewers.length === 2).length, 2);
    assert.equal(mine.length, 4);
  });

  it('is gone through by keys, and tells how far one is', async () => {
    const open = mine.filter((transcript) => transcript !== 'short0');
    const [first = '', second = '', third = ''] = open;
    await shows(first);
    const done = mine.length - open.length;
    await status(`${done} of 4`);
    await editor.page.locator('.activitybar').getByRole('tab', { name: 'Plumbline' }).click();
    const rows = editor.page.locator('.sidebar .pane', { hasText: /^Queue/ }).locator('.monaco-list-row');
    await rows
      .filter({ hasText: 'ada' })
      .filter({ hasText: `${done} of 4` })
      .waitFor();
    const theirs = Number(orderFor(queue, 'bo').some(({ transcript }) => transcript === 'short0'));
    await rows
      .filter({ hasText: 'bo' })
      .filter({ hasText: `${theirs} of 4` })
      .waitFor();
    await editor.panel().getByText(`What ${first} says.`).click();

    await editor.press('Alt+s');
    await shows(second);
    const skips = parseSkips(await editor.waitForFile(skipsPath('ada')));
    assert.deepEqual(
      skips.skipped.map(({ transcript }) => transcript),
      [first],
    );
    await rows.filter({ hasText: '1 skipped' }).waitFor();
    await editor.screenshot('queue-tree');

    await editor.panel().getByText(`What ${second} says.`).click();
    await editor.press('u');
    await editor.waitForText(`${done + 1} of 4 reviewed.`);
    await status(`${done + 1} of 4`);
    await editor.page.locator('.notification-toast').getByRole('button', { name: 'Next' }).click();
    await shows(third);

    await editor.panel().getByText(`What ${third} says.`).click();
    await editor.press('Alt+Shift+S');
    await shows(first);
    await editor.waitForFile(skipsPath('ada'), (text) => !text.includes(first));
  });

  it('goes on by the key that marks, where the setting says so', async () => {
    await editor.setSetting('plumbline.afterReviewed', 'next');
    const open = mine.filter((transcript) => transcript !== 'short0');
    // One was reviewed, and the first is back on the screen.
    await editor.panel().getByText(`What ${open[0]} says.`).click();
    await editor.press('u');
    await shows(open[2] as string);
    for (const transcript of open.slice(2)) {
      await shows(transcript);
      await editor.panel().getByText(`What ${transcript} says.`).click();
      await editor.press('u');
    }
    await editor.waitForText('All 4 are reviewed.');
    await status('4 of 4');
    await editor.evaluate((api) => api.workspace.saveAll());
  });

  it('is preceded by a pilot on transcripts that no one has seen, round by round', async () => {
    const page = editor.panel();
    await editor.runCommand('Plumbline: Pilot');
    await page.getByRole('button', { name: 'Draw Transcripts…' }).press('Enter');
    await checkedRows(editor, 2);
    await editor.press('Enter');
    await answer(editor, 'Reviewers', 'ada, bo');
    await answer(editor, 'of 4 that no one has seen', '2');
    await answer(editor, 'Seed', 'first');
    const [round] = parsePilot(await editor.waitForFile('.plumbline/pilot.yaml')).rounds;
    assert.ok(round);
    const seen = new Set(queue.items.map(({ transcript }) => transcript));
    assert.ok(round.items.every(({ file, transcript }) => file === 'long.jsonl' && !seen.has(transcript)));

    // Ada marks both as reviewed and finds nothing; Bo, elsewhere, finds a mistake in one.
    const order = orderFor(round, 'ada').map(({ transcript }) => transcript);
    await page.getByRole('button', { name: 'Next Transcript' }).click();
    for (const transcript of order) {
      await shows(transcript);
      await editor.panel().getByText(`What ${transcript} says.`).click();
      await editor.press('u');
    }
    await status('2 of 2');
    const [disputed = ''] = order;
    await editor.writeFile(
      'long.jsonl.bo.tags.yaml',
      `${tagYaml('bo', 'long.jsonl', [
        {
          id: '01KAJ3W5Z0S7R3VQK6YH1T2B3C',
          kind: 'mistake',
          targets: [{ role: 'at', transcript: disputed, message: '#1', marked: `[[What]] ${disputed} says.` }],
        },
      ])}reviewed:\n${order.map((transcript) => `  - {transcript: ${transcript}, at: 2026-11-20T21:00:00Z, codebook: default@1, messages: 2}\n`).join('')}`,
    );

    await editor.runCommand('Plumbline: Pilot');
    await editor.waitForText('Compared so far: 2 transcripts.', page);
    const difference = page.locator('summary', { hasText: 'Mistake, by transcript: 1 of 2 differ' });
    await difference.press('Enter');
    await editor.screenshot('pilot');
    await page.getByRole('button', { name: `long.jsonl › ${disputed}`, exact: true }).click();
    await shows(disputed);

    await editor.runCommand('Plumbline: Pilot');
    await page.getByRole('button', { name: 'Close Round' }).click();
    const [closed] = parsePilot(
      await editor.waitForFile('.plumbline/pilot.yaml', (text) => text.includes('closed:')),
    ).rounds;
    const presence = closed?.figures?.measures.find(
      ({ level, kind, field }) => level === 'transcript' && kind === 'mistake' && field === undefined,
    );
    assert.deepEqual([closed?.figures?.transcripts, presence?.units, presence?.percent], [2, 2, 0.5]);

    await page.getByRole('button', { name: 'Draw Afresh…' }).click();
    await checkedRows(editor, 2);
    await editor.press('Enter');
    await answer(editor, 'Reviewers', 'ada, bo');
    await answer(editor, 'of 2 that no one has seen', '2');
    await answer(editor, 'Seed', 'second');
    const text = await editor.waitForFile('.plumbline/pilot.yaml', (now) => now.includes('round: 2'));
    const { rounds, problems } = parsePilot(text);
    assert.deepEqual(problems, []);
    const transcripts = rounds.flatMap(({ items }) => items.map(({ transcript }) => transcript));
    assert.equal(new Set(transcripts).size, 4);
  });
});
