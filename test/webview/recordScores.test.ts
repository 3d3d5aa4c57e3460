import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { answerScores, changeGroup, gapGroup, measure, scoreGroup } from './recordScores.ts';
import { answerRows, didDescribe, last, lastFilter, openRecords } from './records.ts';

after(closeBrowser);

const described = didDescribe(300, {
  model: ['m-1', 'm-2'],
  property: ['deletes', 'owns'],
  checkpoint: ['before', 'after'],
});

/** Opens the records and goes to a tab by its name. */
async function openTab(tab: string, theme: 'dark' | 'light' = 'dark', width = 1000): Promise<FakeHost> {
  const host = await openPage({ theme, width });
  await openRecords(host, 300, described);
  await host.page.getByRole('tab', { name: tab }).click();
  await settled(host.page);
  return host;
}

const number = (host: FakeHost, label: string) => host.page.getByRole('button', { name: label, exact: true });

test('tabs are those that the file has something for; keys and arrows go through them', async () => {
  const host = await openPage();
  await openRecords(host, 3, didDescribe(3, {}, ['scores', 'gap']));
  const tabs = host.page.getByRole('tab');
  assert.deepEqual(await tabs.allInnerTexts(), ['Records', 'Scores', 'Stated and revealed']);
  await host.page.keyboard.press('3');
  assert.equal(last(await host.intents(), 'loadScores')?.view, 'gap');
  assert.equal(await tabs.nth(2).getAttribute('aria-selected'), 'true');
  await tabs.nth(2).focus();
  await host.page.keyboard.press('ArrowRight');
  assert.equal(await host.page.evaluate(() => document.activeElement?.textContent?.trim()), 'Records');
  assert.equal((await host.where())?.records?.tab, 'records');
  await host.close();
  const bare = await openPage();
  await openRecords(bare, 3, didDescribe(3, {}, []));
  assert.equal(await bare.page.getByRole('tab').count(), 0);
  await bare.close();
});

test('each number of the scores opens exactly the records behind it, and Escape goes back to it', async () => {
  const host = await openTab('Scores');
  await answerScores(host, { scores: [scoreGroup('m-1'), scoreGroup('m-2', { warnings: ['24 records: too few'] })] });
  await host.page
    .getByRole('button', { name: 'm-1' })
    .filter({ has: host.page.locator('.twistie') })
    .click();
  const body = host.page.locator('.report-group').first();
  const where = { model: ['m-1'] };
  const forecast = { low: 0, high: 0.1, closed: 'both' };
  for (const [label, filter] of [
    ['Brier score, m-1: 0.141', { where, has: ['forecasts'] }],
    ['n of Accuracy, m-1: 120', { where, has: ['answers'] }],
    ['AUROC, m-1: undefined: outcomes of one class only', { where, has: ['forecasts'] }],
    ['Records, m-1: 124', { where }],
    ['Predictions refused, m-1: 4', { where, prediction: ['refused'] }],
    ['Observed of forecasts 0.000 to 0.100, m-1: 0.080', { where, has: ['forecasts'], forecast }],
  ] as const) {
    await body.getByRole('button', { name: label, exact: true }).click();
    await settled(host.page);
    assert.deepEqual(await lastFilter(host), filter, label);
    await answerRows(host, 120);
    assert.match(await host.page.innerText('.record-trail'), /^Scores\s+›/u);
    assert.equal(await host.page.innerText('.record-count'), '120 of 300');
    assert.equal(await host.page.evaluate(() => document.activeElement?.id), 'record-rows', label);
    await host.page.keyboard.press('Escape');
    await settled(host.page);
    assert.equal(await host.page.getByRole('tab', { name: 'Scores' }).getAttribute('aria-selected'), 'true');
  }
  assert.equal((await host.intents()).filter(({ type }) => type === 'loadScores').length, 1);
  await host.close();
});

test('groups are compared by their headline measures; warnings are flagged there and read in the group', async () => {
  const host = await openTab('Scores');
  await answerScores(host, { scores: [scoreGroup('m-1'), scoreGroup('m-2', { warnings: ['24 records: too few'] })] });
  const rows = await host.page.locator('.compared-groups tr').allInnerTexts();
  assert.deepEqual(
    rows.map((text) => text.split(/\s+/u).join(' ').trim()),
    [
      'Model Brier score Accuracy Records',
      'm-1 0.141 0.121 to 0.163 0.494 0.430 to 0.560 124',
      'm-2 0.141 0.121 to 0.163 0.494 0.430 to 0.560 124 ⚠',
    ],
  );
  assert.equal(await host.page.getByRole('img', { name: 'Warnings: 24 records: too few' }).count(), 1);
  await host.page.locator('.report-fold', { hasText: 'm-2' }).click();
  assert.match(await host.page.getByRole('list', { name: 'Warnings' }).innerText(), /24 records: too few/u);
  await host.close();
});

test('headline measures come first; what is undefined says why; conventions are there on demand', async () => {
  const host = await openTab('Scores');
  await answerScores(host, { scores: [scoreGroup('m-1')] });
  assert.deepEqual(await host.page.locator('.report-table caption').allInnerTexts(), [
    'Headline measures',
    'Further measures',
    'Reliability: forecasts in bins against what was observed',
  ]);
  assert.equal(await host.page.locator('.undefined').innerText(), 'undefined: outcomes of one class only');
  assert.equal(await host.page.locator('.convention').count(), 0);
  assert.equal(
    await host.page.getByRole('rowheader', { name: 'Brier score' }).getAttribute('title'),
    'mean squared distance of the forecast from the outcome',
  );
  await host.page.getByRole('checkbox', { name: 'Conventions' }).click();
  assert.match(
    await host.page.locator('.convention').first().innerText(),
    /mean squared distance.*percentile bootstrap/u,
  );
  assert.match(await host.page.innerText('.report-notes'), /Every record counts alike\.\s+All intervals are at 95 %/u);
  await host.close();
});

test('grouping is chosen by checkboxes, kept, and asks anew', async () => {
  const host = await openTab('Scores');
  assert.deepEqual(last(await host.intents(), 'loadScores')?.by, ['model']);
  await host.page.getByRole('checkbox', { name: 'Property' }).click();
  assert.deepEqual(last(await host.intents(), 'loadScores')?.by, ['model', 'property']);
  await host.page.getByRole('checkbox', { name: 'Model' }).click();
  assert.deepEqual(last(await host.intents(), 'loadScores')?.by, ['property']);
  assert.deepEqual((await host.where())?.records?.by, ['property']);
  await host.close();
});

test('while it computes there is a bar and a way to cancel; what is cancelled can be asked again', async () => {
  const host = await openTab('Scores');
  await answerScores(host, {}, { progress: 0.43 });
  assert.equal(await host.page.getByRole('progressbar').getAttribute('aria-valuenow'), '43');
  await host.page.getByText('Cancel', { exact: true }).click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'cancelScores', view: 'scores' });
  await answerScores(host, { scores: [scoreGroup('m-1')] });
  assert.equal(await host.page.locator('.report-table').count(), 0, 'an answer that came all the same');
  await host.page.getByText('Compute', { exact: true }).click();
  await settled(host.page);
  await answerScores(host, { scores: [scoreGroup('m-1')] });
  assert.equal(await host.page.locator('.report-table').count(), 3);
  await host.close();
});

test('an answer to what was asked before is not shown; a problem says what and offers another try', async () => {
  const host = await openTab('Scores');
  await answerScores(host, { scores: [scoreGroup('m-1')] }, { by: ['dataset'] });
  assert.equal(await host.page.locator('.report-table').count(), 0);
  await answerScores(host, {}, { problem: '<b>out of memory</b>' });
  assert.equal(await host.page.getByRole('alert').innerText(), '<b>out of memory</b>');
  await host.page.getByText('Try Again', { exact: true }).click();
  await settled(host.page);
  assert.equal((await host.intents()).filter(({ type }) => type === 'loadScores').length, 2);
  await host.close();
});

test('numbers are of the records that the filter of the table leaves, and say so', async () => {
  const where = { mode: 'list', records: { tab: 'scores', filter: { correct: false }, row: 0 } } as const;
  const host = await openPage({ where });
  await openRecords(host, 300, described);
  assert.deepEqual(last(await host.intents(), 'loadScores')?.filter, { correct: false });
  assert.match(await host.page.innerText('.report-narrowed'), /the filter of the table leaves/u);
  await host.page.getByText('Use All', { exact: true }).click();
  await settled(host.page);
  assert.deepEqual(last(await host.intents(), 'loadScores')?.filter, {});
  await answerScores(host, { scores: [] });
  assert.match(await host.page.innerText('.empty'), /no records to score/u);
  await host.close();
});

test('before and after: each side opens its own checkpoint, the change both; a collapse is said', async () => {
  const host = await openTab('Before and after');
  await answerScores(host, { change: [changeGroup()] });
  assert.match(await host.page.locator('.report-fold').innerText(), /m-1 · before → after \(SFT\)/u);
  assert.match(await host.page.getByRole('list', { name: 'Warnings' }).innerText(), /collapsed onto one answer/u);
  const row = (await host.page.locator('tr', { hasText: 'McNemar' }).innerText()).split(/\s+/u).join(' ');
  assert.equal(row, 'Accuracy 0.326 0.494 0.168 0.100 to 0.230 McNemar, exact, p < 0.001 100');
  const group = 'm-1 · before → after (SFT)';
  for (const [label, checkpoint] of [
    [`Accuracy before, ${group}: 0.326`, ['before']],
    [`Accuracy after, ${group}: 0.494`, ['after']],
    [`Accuracy change, ${group}: 0.168`, ['before', 'after']],
    [`Outcomes that changed, ${group}: 0.410`, ['before', 'after']],
  ] as const) {
    await number(host, label).click();
    assert.deepEqual(await lastFilter(host), { where: { model: ['m-1'], checkpoint } }, label);
    await host.page.keyboard.press('Escape');
  }
  assert.match(await host.page.innerText('.record-report'), /undefined: no such predictions/u);
  await answerScores(host, { change: [] });
  await host.close();
});

test('stated and revealed: topics side by side, each number with its records; abstentions counted', async () => {
  const host = await openTab('Stated and revealed');
  await answerScores(host, { gap: [gapGroup()] });
  const rows = (await host.page.locator('.topics tbody tr').allInnerTexts()).map((text) =>
    text.split(/\s+/u).join(' ').trim(),
  );
  assert.equal(rows[0], 'honesty 0.950 0.200 to 0.900 1 40 of 42 0.700 0.200 to 0.900 1 40 −0.250 −0.400 to −0.100');
  await number(host, 'Difference of honesty, m-1: −0.250').click();
  assert.deepEqual(await lastFilter(host), { where: { model: ['m-1'], property: ['honesty'] } });
  await host.page.keyboard.press('Escape');
  await number(host, 'Abstained where stated, m-1: 7').click();
  assert.deepEqual(await lastFilter(host), { where: { model: ['m-1'] }, prediction: ['abstained'] });
  await host.close();
});

test('no pairs, no topics: each view says what it would need', async () => {
  const host = await openTab('Before and after');
  await answerScores(host, { change: [] });
  assert.match(await host.page.innerText('.empty'), /No scenario is there both before and after/u);
  await host.page.getByRole('tab', { name: 'Stated and revealed' }).click();
  await settled(host.page);
  await answerScores(host, { gap: [] });
  assert.match(await host.page.innerText('.empty'), /stated and a revealed side/u);
  await host.close();
});

test('a file read anew is scored anew, the old numbers dimmed until then', async () => {
  const host = await openTab('Scores');
  await answerScores(host, { scores: [scoreGroup('m-1')] });
  await host.send(described);
  assert.equal((await host.intents()).filter(({ type }) => type === 'loadScores').length, 2);
  assert.equal(await host.page.locator('.report-answer.outdated .report-table').count(), 3);
  await answerScores(host, {
    scores: [scoreGroup('m-1', { measures: [measure('brier', 'Brier score', 0.2, { headline: true })] })],
  });
  assert.equal(await host.page.locator('.outdated').count(), 0);
  assert.equal(await number(host, 'Brier score, m-1: 0.200').count(), 1);
  await host.close();
});

test('hostile names and notes stay text, and nothing runs out of a narrow panel', async () => {
  const hostile = `<img src=x onerror=alert(1)>${'x'.repeat(300)}`;
  const host = await openTab('Scores', 'light', 320);
  await answerScores(host, {
    scores: [
      scoreGroup(hostile, { warnings: [hostile], measures: [measure('m', hostile, hostile, { convention: hostile })] }),
    ],
  });
  await host.page.getByRole('checkbox', { name: 'Conventions' }).click();
  assert.equal(await host.page.locator('#app img').count(), 0);
  const wide = await host.page.evaluate(() =>
    [...document.querySelectorAll('#app *')]
      .filter(
        (each) =>
          each.getBoundingClientRect().right > innerWidth + 1 &&
          each.closest('.report-scroll, vscode-dropdown') === null,
      )
      .map(({ className }) => className),
  );
  assert.deepEqual(wide, []);
  await host.close();
});
