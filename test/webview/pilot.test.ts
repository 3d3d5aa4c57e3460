import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PilotData } from '../../src/panel/pilotReport.ts';
import { closedPilot, emptyPilot, pilotData } from '../support/madePilot.ts';
import { closeBrowser, type FakeHost, openPage } from './fakeHost.ts';

after(closeBrowser);

async function openPilot(data: PilotData): Promise<FakeHost> {
  const host = await openPage({ width: 1100, script: 'report' });
  await host.send({ type: 'didShow', kind: 'pilot', data } as never);
  return host;
}

const asked = async (host: FakeHost): Promise<readonly unknown[]> =>
  ((await host.allIntents()) as never as readonly { readonly type: string; readonly intent?: unknown }[]).flatMap(
    ({ type, intent }) => (type === 'own' ? [intent] : []),
  );
const now = (host: FakeHost): Promise<string> => host.page.locator('.pilot-step.now h2').first().innerText();

test('begins with a draw', async () => {
  const host = await openPilot(emptyPilot);
  assert.equal(await now(host), 'Draw transcripts');
  await host.page.getByRole('button', { name: 'Draw Transcripts…' }).press('Enter');
  assert.deepEqual(await asked(host), [{ type: 'drawRound' }]);
  assert.equal(await host.page.getByRole('table').count(), 0);
  await host.close();
});

test('tells who has how much to label', async () => {
  const host = await openPilot(pilotData({ reviewed: 1 }));
  assert.equal(await now(host), 'Label them, each alone');
  const rows = await host.page.getByRole('table', { name: 'Progress of each reviewer' }).locator('tr').allInnerTexts();
  assert.deepEqual(
    rows.map((row) => row.replace(/\s+/gu, ' ').trim()),
    ['ann 3 of 3', 'bob 1 of 3 2 skipped'],
  );
  await host.page.getByRole('button', { name: 'Next Transcript' }).click();
  assert.deepEqual(await asked(host), [{ type: 'next' }]);
  await host.close();
});

test('shows where reviewers differ, and each place leads there', async () => {
  const host = await openPilot(pilotData());
  assert.equal(await now(host), 'See where you differ, and close the round');
  const category = host.page.locator('summary', { hasText: 'mistake: category, by transcript' });
  assert.match((await category.innerText()).replace(/\s+/gu, ' '), /1 of 2 differ factual \/ reasoning 1×/u);
  await category.press('Enter');
  await host.page.getByRole('button', { name: 'run.jsonl › t2' }).first().click();
  const [place] = (await host.allIntents()).filter(({ type }) => (type as string) === 'openPlace');
  assert.ok(JSON.stringify(place).includes('t2'), JSON.stringify(place));
  const table = host.page.getByRole('table', { name: 'Figures of the rounds' });
  const head = await table.locator('thead tr').first().locator('th').allInnerTexts();
  assert.deepEqual(head, ['Kind, field', 'Level', 'Round 1, book@1', 'Round 2, book@1, going on']);
  const row = table.locator('tbody tr').filter({ hasText: 'mistake' }).filter({ hasText: 'By transcript' }).first();
  assert.match(
    (await row.innerText()).replace(/\s+/gu, ' '),
    /^mistake By transcript 50\.0 % undefined · 66\.7 % −?0\.\d+/u,
  );
  await host.page.getByRole('button', { name: 'Close Round' }).click();
  assert.deepEqual(await asked(host), [{ type: 'closeRound' }]);
  await host.close();
});

test('says nothing of others to who is blind', async () => {
  const host = await openPilot(pilotData({ hidden: true, reviewed: 1 }));
  assert.match(await host.page.innerText('.report-body'), /You review blind/u);
  assert.equal(await host.page.getByRole('button', { name: 'Close Round' }).count(), 0);
  assert.equal(await host.page.getByText('Where you differ', { exact: true }).count(), 0);
  await host.close();
});

test('between rounds leads to the codebook, then to a fresh draw', async () => {
  const host = await openPilot(closedPilot({ changes: ['book@1 -> book@2', '~ kind mistake', '<img src=x>'] }));
  assert.equal(await now(host), 'Mend the codebook');
  await host.page.getByText('What changed since round 2').click();
  assert.match(await host.page.innerText('.pilot-changes'), /~ kind mistake\n<img src=x>/u);
  for (const name of ['Edit Codebook', 'Compare Versions…', 'Draw Afresh…', 'Start Review…'])
    await host.page.getByRole('button', { name }).click();
  assert.deepEqual(await asked(host), [
    { type: 'editCodebook' },
    { type: 'compareCodebooks' },
    { type: 'drawRound' },
    { type: 'startReview' },
  ]);
  await host.close();
});
