import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Locator } from 'playwright-core';
import type { JsonObject } from '../../../src/core/text/json.ts';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { eventuallyEqual } from '../../support/editor/eventuallyEqual.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { waitForHighlight } from '../../support/editor/waitForHighlight.ts';
import { makeEval } from '../../support/makeEval.ts';
import { tagYaml } from '../../support/tagYaml.ts';

const samples = resolve(import.meta.dirname, '../../../media/samples');
const shipped = readdirSync(samples)
  .filter((name) => /\.jsonl?$/.test(name))
  .map((name) => [name, readFileSync(join(samples, name))] as const);

const sample = (id: string, content: string, value: number): JsonObject => ({
  id,
  epoch: 1,
  messages: [
    { id: `${id}-u`, role: 'user', content: 'Will you use the blue ladder?' },
    { id: `${id}-a`, role: 'assistant', content },
  ],
  scores: { judge: { value } },
});
const archive = makeEval({ version: 2, eval: { task: 'ladders', model: 'm' }, status: 'success' }, [
  sample('s1', 'Of course $(trash): the **Blue Ladder** 🪜 is there.', 1),
  sample('s2', 'No ladder.', 0),
  sample('s3', 'I used the blue ladder yesterday.', 0),
]);
const tagged = 'I [[used the blue ladder]] yesterday.';
const chat = (content: string): string => JSON.stringify({ id: 'b', messages: [{ role: 'user', content }] });
/** Sought through with a pattern: seconds. */
const long = Array.from({ length: 240 }, (_, i) =>
  JSON.stringify({
    id: `long-${i}`,
    messages: [{ role: 'user', content: `marker ${i} ${'lorem ipsum '.repeat(12_000)}` }],
  }),
).join('\n');

describe('search', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        ...Object.fromEntries(shipped),
        'logs/ladders.eval': archive,
        'logs/ladders.eval.ann.tags.yaml': tagYaml('ann', 'ladders.eval', [
          {
            id: '01KAJ3W5Z0S7R3VQK6YH1T2B3C',
            kind: 'mistake',
            targets: [{ role: 'at', transcript: 's3/1', message: 's3-a', marked: tagged }],
          },
        ]),
        'logs/settings.json': '{"no": "transcript, but a blue ladder"}',
        'logs/broken.jsonl': `${chat('fine')}\n{"blue ladder\n`,
        'logs/packed.jsonl.gz': gzipSync(chat('A copper kettle.')),
        'logs/table.tsv': 'question\tanswer\nIs it on?\tThe copper kettle is.\n',
        'zz-long.jsonl': long,
      },
    });
  });
  after(() => editor?.close());
  afterEach(async () => {
    await editor.press('Escape');
    await editor.evaluate((api) => api.commands.executeCommand('plumbline.clearSearch'));
    await editor.closeAllTabs();
  });

  const box = (): Locator => editor.page.locator('.quick-input-widget:visible');
  const view = (): Locator =>
    editor.page.locator('.pane', { has: editor.page.getByRole('button', { name: /^Search .*Section$/ }) });
  const rows = (text: string | RegExp): Locator => view().locator('.monaco-list-row', { hasText: text });
  const message = (): Locator => view().locator('.message');

  /** Opens the box and types a query; Enter is the caller's. */
  async function typeQuery(text: string): Promise<void> {
    await editor.press('Control+Alt+Shift+F');
    await box().getByText('Search Transcripts').waitFor();
    await editor.page.keyboard.press('Control+a');
    await editor.type(text);
  }
  async function searchFor(text: string, outcome: string): Promise<void> {
    await typeQuery(text);
    await useRegex(false);
    await editor.press('Enter');
    await editor.waitForText(outcome, message());
  }
  async function useRegex(on: boolean): Promise<void> {
    await box().getByRole('checkbox', { name: 'Use Regular Expression' }).setChecked(on);
    await box().locator('input').first().focus();
  }
  /** Ticks filters by their labels, in place of those there were. */
  async function setFilters(...labels: readonly string[]): Promise<void> {
    await box().getByRole('button', { name: 'Filters…' }).click();
    await box().getByText('Search Filters').waitFor();
    const all = box().getByRole('checkbox', { name: 'Toggle all checkboxes' });
    await all.setChecked(true);
    await all.setChecked(false);
    for (const label of labels) {
      await box().locator('input[type=text]').first().fill(label);
      await box().locator('.monaco-list-row').getByRole('checkbox', { name: label, exact: true }).click();
    }
    await box().getByRole('button', { name: 'OK' }).click();
  }

  it('finds text in every format, and shows it in bold', async () => {
    await searchFor('blue ladder', '5 matches in 3 transcripts.');
    await rows(/^ladders\.eval/).waitFor();
    await rows(/^s1\/1/).waitFor();
    const bold = rows(/Blue Ladder/).locator('.highlight');
    await eventuallyEqual(() => bold.allInnerTexts(), ['Blue Ladder']);
    assert.match(await rows(/Blue Ladder/).innerText(), /\$\(trash\)/);
    assert.equal(await rows(/settings\.json/).count(), 0, 'no transcript, no result');
    await rows(/not valid JSON/).waitFor();
    await editor.screenshot('search');
  });

  it('looks into packed files and tables', async () => {
    await searchFor('copper kettle', '2 matches in 2 transcripts.');
    await rows(/^packed\.jsonl\.gz/).waitFor();
    await rows(/^table\.tsv/).waitFor();
  });

  it('opens the place on a click and on Enter', async () => {
    await searchFor('blue ladder', '5 matches');
    await rows(/Blue Ladder/).click();
    await waitForHighlight(editor.panel(), 'revealed', 'Blue Ladder');
    await rows(/yesterday/).click();
    await waitForHighlight(editor.panel(), 'revealed', 'blue ladder');
    await rows(/Blue Ladder/).click();
    await waitForHighlight(editor.panel(), 'revealed', 'Blue Ladder');
    await view().getByRole('tree').focus();
    await editor.press('End', 'Enter');
    await waitForHighlight(editor.panel(), 'revealed', 'blue ladder');
    await editor.screenshot('search-opened');
    assert.equal((await editor.tabs()).length, 1, 'one panel for the file');
  });

  it('keeps the query, and to filters', async () => {
    await searchFor('blue ladder', '5 matches in 3 transcripts.');
    await typeQuery('blue ladder');
    await setFilters('assistant');
    await box().getByText('Only assistant').waitFor();
    await box().locator('input').first().press('Enter');
    await editor.waitForText('2 matches in 2 transcripts.', message());

    await typeQuery('blue ladder');
    assert.equal(await box().locator('input').first().inputValue(), 'blue ladder');
    await setFilters('Mistake');
    await box().getByText('Only Mistake').waitFor();
    await box().locator('input').first().press('Enter');
    await editor.waitForText('1 match in 1 transcript.', message());
    await rows(/yesterday/).waitFor();

    await typeQuery('blue ladder');
    await setFilters('With a score…');
    await box().getByText('A score by name').waitFor();
    await editor.type('judge>=1');
    await box().locator('input').first().press('Enter');
    await box().getByText('Only judge>=1').waitFor();
    await box().locator('input').first().press('Enter');
    await editor.waitForText('2 matches in 1 transcript.', message());

    await typeQuery('blue ladder');
    await setFilters();
    await box().getByText('Search Transcripts').waitFor();
    await box().getByText('Only').waitFor({ state: 'hidden' });
    await box().locator('input').first().press('Enter');
    await editor.waitForText('5 matches in 3 transcripts.', message());
  });

  it('takes patterns, and says what is wrong with one', async () => {
    await typeQuery('(blue|red) l');
    await useRegex(true);
    await editor.press('End');
    await editor.type('(');
    await box().getByText('missing closing').waitFor();
    await editor.press('Enter', 'Backspace');
    await box().getByText('missing closing').waitFor({ state: 'hidden' });
    await editor.press('Enter');
    await rows(/Blue Ladder/).waitFor();
  });

  it('shows results as they come, and stops when told to', async () => {
    await typeQuery('marker \\d+ |(\\w+ ?)+~~');
    await useRegex(true);
    await editor.press('Enter');
    await rows(/^marker 0/).waitFor();
    await editor.waitForText('Searching file', message());
    await view().hover();
    await view().getByRole('button', { name: 'Stop Search' }).click();
    await editor.waitForText('Stopped at file', message());
    const found = await eventually('the rows are still', () => rows(/^marker/).count());
    assert.ok(found > 0);
  });

  it('looks only into open files, and again when asked', async () => {
    await editor.openFile('interview.jsonl');
    await typeQuery('rule');
    await useRegex(false);
    await setFilters('Only files that are open');
    await box().getByText('Only open files').waitFor();
    await box().locator('input').first().press('Enter');
    await rows('interview.jsonl').waitFor();
    assert.equal(await rows(/\.jsonl|\.eval/).count(), 1);
    await editor.openFile('interview-after-update.jsonl');
    await view().hover();
    await view().getByRole('button', { name: 'Search Again' }).click();
    await rows('interview-after-update.jsonl').waitFor();
    await view().getByRole('button', { name: 'Clear Search Results' }).click();
    await rows('interview.jsonl').waitFor({ state: 'detached' });
  });

  it('invites to search while there is nothing', async () => {
    await view().getByRole('button', { name: 'Search Transcripts' }).first().waitFor();
    await editor.waitForText('Find text in every transcript', view());
  });
});
