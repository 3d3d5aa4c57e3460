import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { at, tagFileOf } from '../unit/agreement/madeFiles.ts';
import { dataOf, files, openReport, type ReportHost } from './agreement.ts';
import { closeBrowser } from './fakeHost.ts';

after(closeBrowser);

const rows = async (host: ReportHost, table: string): Promise<string[]> =>
  (await host.page.getByRole('grid', { name: table }).locator('tbody tr').allInnerTexts()).map((text) =>
    text.replace(/\s+/gu, ' ').trim(),
  );
const focused = (host: ReportHost): Promise<string> =>
  host.page.evaluate(() => {
    const { id, textContent } = document.activeElement as HTMLElement;
    return id || (textContent ?? '').trim();
  });
const number = (host: ReportHost, name: string | RegExp) =>
  host.page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
const severity = { level: 'transcript', kind: 'mistake', field: 'severity' };

test('leads with percent, alpha with its interval and span F1, by kind and field', async () => {
  const host = await openReport();
  await host.show(dataOf());
  assert.match(
    await host.page.innerText('.agreement-counts'),
    /^3 reviewers \(ann, bob, cid\), 3 transcripts that two or more marked reviewed, 9 readings, 0 of them blind\. Codebook book@1\.$/u,
  );
  const table = await rows(host, 'Agreement by kind and field');
  assert.deepEqual(
    table.map((row) => row.split(/ (?=[\d−u])/u)[0]),
    ['All spans', 'mistake', 'category', 'Severity'],
  );
  assert.match(table[1] ?? '', /^mistake 55\.6 % 33\.3 % to \d+\.\d % −0\.143 −0\.\d{3} to 0\.\d{3} 88\.9 % /u);
  assert.match(await host.page.innerText('.report-body'), /No one marked: gap\./u);
  await number(host, 'By span').click();
  assert.deepEqual(await host.page.locator('.agreement-grid thead tr').last().locator('th').allInnerTexts(), [
    'Kind, field',
    'Units',
    'Percent',
    'Alpha',
    'F1 overlap',
    'F1 exact',
    'F1 character',
    'Differ',
  ]);
  const left = host.page.locator('.agreement-left summary');
  assert.deepEqual(await left.allInnerTexts(), [
    'Transcripts that only one reviewer marked reviewed under that codebook: 1',
  ]);
  await host.close();
});

test('what is undefined says why, and opens what it was made of', async () => {
  const host = await openReport();
  const alike = ['ann', 'bob'].map((name) =>
    tagFileOf(name, { reviewed: ['t1'], tags: [{ kind: 'mistake', targets: [at('t1')] }] }),
  );
  await host.show(dataOf(alike));
  const alpha = 'Krippendorff’s alpha, mistake, by transcript: undefined: no variation';
  assert.equal(await number(host, alpha).innerText(), 'undefined: no variation');
  await number(host, alpha).click();
  assert.deepEqual((await host.sent()).at(-1), {
    type: 'own',
    intent: {
      type: 'look',
      look: { round: 'book@1', measure: { level: 'transcript', kind: 'mistake' }, limit: 200 },
    },
  });
  await host.close();
});

test('by keys alone: to a number, into its measure, a cell, its disagreements, a tag, and back', async () => {
  const host = await openReport();
  await host.show(dataOf());
  const { keyboard } = host.page;
  await host.page.locator('.agreement-grid [data-stop][tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Home', 'ArrowDown']) await keyboard.press(key);
  const opened = await focused(host);
  assert.match(opened, /"severity","percent"\]$/u);
  await keyboard.press('Enter');
  assert.deepEqual(await host.answer(), { round: 'book@1', measure: severity, limit: 200 });
  assert.equal(await focused(host), 'agreement-measure');
  assert.equal(await host.page.innerText('h2'), 'mistake: Severity, by transcript');
  assert.match(await host.page.innerText('.report-body'), /Scale of the codebook: ordinal: 1, 2, 3, 4\./u);

  assert.deepEqual(await rows(host, 'Percent agreement of each two reviewers'), [
    'ann – 66.7 % 100.0 %',
    'bob 66.7 % – 100.0 %',
    'cid 100.0 % 100.0 % –',
  ]);
  await host.page.locator('.agreement-matrix [data-stop][tabindex="0"]').first().focus();
  assert.equal(await focused(host), 'pair 0 1');
  await keyboard.press('Enter');
  assert.deepEqual((await host.answer())?.pair, ['ann', 'bob']);
  assert.equal(await focused(host), 'agreement-cell');
  assert.equal(await host.page.innerText('#agreement-cell'), 'Where ann and bob differ');
  assert.deepEqual(
    (await host.page.locator('.disagreements li').allInnerTexts()).map((text) => text.replace(/\s+/gu, ' ')),
    ['run.jsonl › t2 1 ann <b>bold</b> 3 bob so it is'],
  );
  for (const key of ['Tab', 'Tab', 'ArrowDown', 'Enter']) await keyboard.press(key);
  assert.deepEqual((await host.sent()).at(-1), { type: 'openTag', tag: 'A2', side: 0 });
  for (const key of ['ArrowUp', 'Enter']) await keyboard.press(key);
  assert.deepEqual((await host.sent()).at(-1), { type: 'openPlace', locator: 'run.jsonl#s=t2' });

  await keyboard.press('Escape');
  await host.answer();
  assert.equal(await focused(host), 'pair 0 1');
  assert.equal(await host.page.innerText('#agreement-cell'), 'Where reviewers differ');
  await keyboard.press('Escape');
  assert.equal(await host.answer(), undefined);
  assert.equal(await focused(host), opened);
  await host.close();
});

test('the rest comes on demand: other coefficients, other figures of the matrix, values that meet', async () => {
  const host = await openReport();
  await host.show(dataOf());
  await number(host, /^Percent agreement, mistake: Severity, by transcript/u).click();
  await host.answer();
  assert.equal(await host.page.getByText('Gwet’s AC2').first().isVisible(), false);
  await host.page.getByText('Further figures').click();
  assert.equal(await host.page.getByText('Gwet’s AC2').first().isVisible(), true);
  await number(host, 'Cohen’s kappa, quadratic').click();
  const matrix = 'Cohen’s kappa, quadratic of each two reviewers';
  assert.equal(await number(host, `${matrix.slice(0, 24)}, ann and cid: undefined: no variation; 1 units`).count(), 1);
  await number(host, '1 met 3: 1 times').click();
  assert.deepEqual((await host.answer())?.values, [0, 2]);
  assert.equal(await host.page.innerText('#agreement-cell'), 'Where 1 meets 3');
  assert.equal(await host.page.locator('.disagreements > li').count(), 1);
  await number(host, 'Show all').click();
  await host.answer();
  assert.equal(await host.page.innerText('#agreement-cell'), 'Where reviewers differ');
  await host.close();
});

test('spans that one marked and another did not, with who said nothing', async () => {
  const host = await openReport();
  await host.show(dataOf());
  await number(host, /^Span F1, overlap, mistake/u).click();
  await host.answer();
  const items = await host.page.locator('.disagreements > li').allInnerTexts();
  assert.deepEqual(
    items.map((text) => text.replace(/\s+/gu, ' ')),
    [
      'run.jsonl › t2 › m2 4-9 ann <b>bold</b> 4-12 bob so it is nothing cid',
      'run.jsonl › t3 › m1 0-8 ann so it is bob so it is nothing cid',
    ],
  );
  await host.page.getByText('Further figures').click();
  assert.match(await host.page.innerText('.agreement-further'), /alpha-U/u);
  await host.close();
});

test('where there is nothing to compare it says what is needed, and what there is', async () => {
  const host = await openReport();
  await host.show(dataOf([tagFileOf('ann', { reviewed: ['t1', 't2'] })]));
  const text = await host.page.innerText('.report-body');
  assert.match(text, /needs two reviewers who marked the same transcript reviewed/u);
  assert.match(text, /Here are: ann \(2 marked reviewed\)\./u);
  await host.show({ ...dataOf([]), blind: true });
  assert.match(await host.page.innerText('.notice'), /You review blind/u);
  assert.match(await host.page.innerText('.report-body'), /No one has a tag file here/u);
  await host.close();
});

test('one codebook version at a time, the last one first; of one that is gone it says so', async () => {
  const host = await openReport();
  const other = ['ann', 'bob'].map((name) =>
    tagFileOf(name, {
      data: 'old.jsonl',
      reviewed: [{ transcript: 't1', codebook: 'aged@1' }],
      tags: name === 'ann' ? [{ kind: 'mistake', codebook: 'aged@1', targets: [at('t1')] }] : [],
    }),
  );
  await host.show(dataOf([...files, ...other]));
  assert.equal(await host.page.getByRole('button', { name: 'book@1' }).getAttribute('aria-pressed'), 'true');
  await number(host, 'aged@1').click();
  assert.match(await host.page.innerText('.notice'), /not in the workspace/u);
  assert.equal(((await host.where()) as never as { round: string }).round, 'aged@1');
  await host.close();
});

test('it reads in a narrow page and in every theme', async () => {
  for (const theme of ['dark', 'light', 'highContrast'] as const) {
    const host = await openReport({ theme, width: 420 });
    await host.show(dataOf());
    const overflow = await host.page.evaluate(() => {
      const body = document.querySelector('.report-body') as HTMLElement;
      return body.scrollWidth - body.clientWidth;
    });
    assert.equal(overflow, 0, theme);
    await host.close();
  }
});
