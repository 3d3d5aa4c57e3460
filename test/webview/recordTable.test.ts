import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didOpen } from './messages.ts';
import { answerRows, didDescribe, last, lastFilter, lastQuery, openRecords } from './records.ts';

after(closeBrowser);

test('a million records: few rows in the DOM, few windows asked for, the last row is reached', async () => {
  const host = await openPage();
  await openRecords(host, 1_000_000);
  const rows = host.page.locator('.record-row');
  assert.ok((await rows.count()) < 80, String(await rows.count()));
  await host.page.focus('#record-rows');
  await host.page.keyboard.press('End');
  await answerRows(host, 1_000_000);
  assert.equal(
    await host.page
      .locator('.record-row.current')
      .innerText()
      .then((text) => text.split('\n')[0]),
    'p-999999',
  );
  await host.page.evaluate(() => {
    const grid = document.getElementById('record-rows');
    if (grid) grid.scrollTop = 0.4 * (grid.scrollHeight - grid.clientHeight);
  });
  await settled(host.page);
  await answerRows(host, 1_000_000);
  assert.equal(await host.page.locator('.record-row', { hasText: 'p-400000' }).count(), 1);
  assert.ok((await rows.count()) < 80);
  const asked = (await host.intents()).filter(({ type }) => type === 'loadRecords');
  assert.ok(asked.length <= 6, `${asked.length} windows`);
  assert.equal(await host.page.getAttribute('#record-rows', 'aria-rowcount'), '1000001');
  await host.close();
});

test('three million rows are more than a browser can lay out: the ends are reached all the same', async () => {
  const host = await openPage();
  await openRecords(host, 3_000_000);
  await host.page.focus('#record-rows');
  for (const [key, name] of [
    ['End', 'p-2999999'],
    ['ArrowUp', 'p-2999998'],
    ['Home', 'p-0'],
    ['PageDown', undefined],
  ] as const) {
    await host.page.keyboard.press(key);
    await settled(host.page);
    await answerRows(host, 3_000_000);
    const current = host.page.locator('.record-row.current');
    if (name !== undefined) assert.match(await current.innerText(), new RegExp(`^${name}\\s`, 'u'));
    const [box, grid] = await Promise.all([current.boundingBox(), host.page.locator('#record-rows').boundingBox()]);
    assert.ok(box && grid && box.y >= grid.y + 25 && box.y + box.height <= grid.y + grid.height + 1, key);
  }
  await host.close();
});

test('dragging the scroll bar asks for where it stands, not for all it passed', async () => {
  const host = await openPage();
  await openRecords(host, 1_000_000);
  for (let step = 1; step <= 40; step++) {
    await host.page.evaluate((top) => {
      const grid = document.getElementById('record-rows');
      if (grid) grid.scrollTop = top;
    }, step * 200_000);
    await settled(host.page);
  }
  assert.ok((await host.intents()).filter(({ type }) => type === 'loadRecords').length <= 4);
  await answerRows(host, 1_000_000);
  // 1 000 000 rows of 26 px in a space of 15 000 000.
  const scale = 26 / 15;
  const at = Math.floor((40 * 200_000 * scale) / 26) + 2;
  assert.equal(await host.page.locator('.record-row', { hasText: `p-${at}` }).count(), 1);
  await host.close();
});

test('keys: rows, headings, cells; Enter opens and sorts', async () => {
  const host = await openPage();
  await openRecords(host, 300);
  const active = (): Promise<string | null> => host.page.getAttribute('#record-rows', 'aria-activedescendant');
  await host.page.focus('#record-rows');
  for (const [key, id] of [
    ['ArrowDown', 'record-1'],
    ['j', 'record-2'],
    ['ArrowRight', 'record-2-0'],
    ['ArrowRight', 'record-2-1'],
    ['ArrowUp', 'record-1-1'],
    ['ArrowLeft', 'record-1-0'],
    ['ArrowLeft', 'record-1'],
    ['Home', 'record-0'],
    ['PageUp', 'record-0'],
    ['ArrowUp', 'record-heading-0'],
    ['ArrowRight', 'record-heading-1'],
  ] as const) {
    await host.page.keyboard.press(key);
    await settled(host.page);
    assert.equal(await active(), id, key);
    assert.equal(await host.page.locator(`#${id}`).count(), 1, id);
  }
  await host.page.keyboard.press('Enter');
  assert.deepEqual(await lastQuery(host), { filter: {}, sort: { column: 'model', descending: false } });
  assert.equal(await host.page.getAttribute('#record-heading-1', 'aria-sort'), 'ascending');
  await answerRows(host, 300);
  await host.page.keyboard.press('Enter');
  assert.equal((await lastQuery(host))?.sort?.descending, true);
  await host.page.keyboard.press('Enter');
  assert.deepEqual(await lastQuery(host), { filter: {} });
  await answerRows(host, 300);
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await host.page.keyboard.press(key);
  assert.deepEqual((await host.intents()).at(-1), { type: 'openTranscript', pane: 'a', name: 'p-1' });
  await host.close();
});

test('a click sorts, and rows of an older query are not shown as its answer', async () => {
  const host = await openPage();
  await openRecords(host, 300);
  await host.page.getByRole('columnheader', { name: 'Brier' }).click();
  const { query, start } = last(await host.intents(), 'loadRecords') ?? assert.fail();
  assert.deepEqual(query, { filter: {}, sort: { column: 'brier', descending: false } });
  assert.match(await host.page.innerText('.record-count'), /Looking/u);
  await host.send({ type: 'didListRecords', query: { filter: {} }, total: 7, start, rows: [] });
  assert.match(await host.page.innerText('.record-count'), /Looking/u);
  await answerRows(host, 300);
  assert.equal(await host.page.innerText('.record-count'), '300 records');
  await host.close();
});

test('filters narrow together, are counted, and Escape clears them', async () => {
  const host = await openPage({ width: 1200 });
  await openRecords(
    host,
    12_032,
    didDescribe(12_032, { model: ['m-1', ''], kind: ['self', 'cross'], property: ['deletes'] }),
  );
  assert.match(await host.page.innerText('.record-same'), /Property\s+deletes/u);
  const labels = await host.page.locator('.record-select .field-title').allInnerTexts();
  assert.deepEqual(labels, ['Model', 'Self or cross', 'Prediction', 'Outcome', 'Result']);
  await host.page.keyboard.press('/');
  await host.page.keyboard.type('backup');
  await host.page.keyboard.press('Enter');
  assert.equal(await host.page.evaluate(() => document.activeElement?.id), 'record-rows');
  const choose = async (label: string, option: string): Promise<void> => {
    await host.page.getByRole('combobox', { name: label, exact: true }).click();
    await host.page.getByRole('option', { name: option }).click();
    await settled(host.page);
  };
  await choose('Model', 'not said');
  await choose('Outcome', 'refused');
  await choose('Result', 'Miss');
  assert.deepEqual(await lastFilter(host), {
    text: 'backup',
    where: { model: [''] },
    outcome: ['refused'],
    correct: false,
  });
  await answerRows(host, 1204);
  assert.equal(await host.page.innerText('.record-count'), '1,204 of 12,032');
  assert.equal((await host.where())?.records?.filter.correct, false);
  await host.page.focus('#record-rows');
  await host.page.keyboard.press('Escape');
  assert.deepEqual(await lastFilter(host), {});
  await answerRows(host, 12_032);
  assert.equal(await host.page.innerText('.record-count'), '12,032 records');
  await host.close();
});

test('nothing matches: the table says what to do', async () => {
  const host = await openPage();
  await openRecords(host, 300);
  await host.page.keyboard.press('/');
  await host.page.keyboard.type('zebra');
  await host.page.keyboard.press('Enter');
  await answerRows(host, 0);
  assert.match(await host.page.innerText('.record-none'), /No record matches\. Escape shows all/u);
  await host.close();
});

test('self and cross, states, hits and misses are words; what is the same for all is no column', async () => {
  const host = await openPage({ width: 1300 });
  const described = didDescribe(4, {
    model: ['m-1'],
    kind: ['self', 'cross'],
    predictor: ['m-1', 'm-2'],
    checkpoint: ['before'],
  });
  await openRecords(host, 4, { ...described, blank: ['rate'] }, (record) =>
    record === 1
      ? ({
          self: false,
          predictor: 'm-2',
          predicted: '',
          predictionStatus: 'refused',
          correct: undefined,
          brier: undefined,
        } as never)
      : record === 2
        ? { correct: true, observed: 'garbled', outcomeStatus: 'unparseable' }
        : {},
  );
  assert.deepEqual(await host.page.locator('.record-heading').allInnerTexts(), [
    'Record',
    'Predictor',
    'Predicted',
    'Forecast',
    'Observed',
    'Result',
    'Brier',
  ]);
  const cells = (at: number): Promise<readonly string[]> =>
    host.page.locator(`#record-${at} .record-cell`).allInnerTexts();
  assert.deepEqual(await cells(0), ['p-0', '● self', 'no', '0.05', 'yes', '✗ miss', '0.122']);
  assert.deepEqual((await cells(1)).slice(1, 3), ['◇ cross: m-2', 'refused']);
  assert.deepEqual((await cells(2)).slice(4, 6), ['unparseable garbled', '✓ hit']);
  assert.equal(
    await host.page.getAttribute('#record-2', 'aria-label'),
    'p-2, Predictor self, Predicted no, Forecast 0.05, Observed unparseable, garbled, hit, Brier 0.122',
  );
  await host.close();
});

test('hostile names and answers stay text, and a row keeps its height', async () => {
  const hostile = '<img src=x onerror=alert(1)>\u202e\n'.repeat(50);
  const host = await openPage({ width: 1200 });
  await openRecords(host, 3, didDescribe(3, { model: [hostile, 'b'] }), () => ({
    name: hostile,
    predicted: hostile,
    model: hostile,
  }));
  assert.equal(await host.page.locator('#app img').count(), 0);
  assert.equal((await host.page.locator('#record-1').boundingBox())?.height, 26);
  await host.page.focus('#record-rows');
  await host.page.keyboard.press('Enter');
  assert.deepEqual((await host.intents()).at(-1), { type: 'openTranscript', pane: 'a', name: hostile });
  await host.close();
});

test('tags are counted and reviewed is ticked; u marks the row', async () => {
  const host = await openPage({ width: 1200 });
  await openRecords(host, 5);
  assert.equal(await host.page.getByRole('columnheader', { name: 'Tags' }).count(), 0);
  await host.send(didChangeTags([], { counts: { 'p-1': 3 }, reviewed: ['p-2'] }));
  assert.equal(await host.page.innerText('#record-1 .tags'), '3');
  assert.match(await host.page.innerText('#record-2'), /^✓ p-2/u);
  await host.page.focus('#record-rows');
  await host.page.keyboard.press('u');
  assert.deepEqual((await host.intents()).at(-1), { type: 'setReviewed', transcript: 'p-0', reviewed: true });
  await host.close();
});

test('while it is read the table waits; read anew it asks again', async () => {
  const host = await openPage();
  await host.send(didOpen({ entryCount: 9, hasRecords: true }), didChangeTags([]), {
    ...didDescribe(4),
    progress: 0.43,
  });
  assert.equal(await host.page.getAttribute('[role=progressbar]', 'aria-valuenow'), '43');
  assert.equal((await host.intents()).filter(({ type }) => type === 'loadRecords').length, 0);
  await host.send({ ...didDescribe(9), problems: ['Line 3: probability is 1.4, not 0 to 1.'] });
  await answerRows(host, 9);
  assert.equal(await host.page.locator('.record-row').count(), 9);
  assert.match(await host.page.innerText('.notice'), /Line 3/u);
  await host.send({ ...didDescribe(9), progress: 0.5 });
  assert.equal(await host.page.locator('.record-row').count(), 9, 'what was read stays while it is read once more');
  await host.send(didDescribe(10));
  await answerRows(host, 10);
  assert.equal(await host.page.locator('.record-row').count(), 10);
  await host.close();
});

test('a reloaded page looks at the records as before', async () => {
  const where = {
    mode: 'list',
    records: { tab: 'records', filter: { correct: false }, sort: { column: 'id', descending: true }, row: 250 },
  } as const;
  const host = await openPage({ where });
  await openRecords(host, 300);
  assert.deepEqual(await lastQuery(host), { filter: { correct: false }, sort: { column: 'id', descending: true } });
  assert.equal(await host.page.locator('.record-row.current').count(), 1);
  assert.match(await host.page.locator('.record-row.current').innerText(), /^p-250\s/u);
  await host.close();
});

for (const width of [300, 480, 1400]) {
  test(`only the table itself scrolls sideways in a panel ${width} px wide`, async () => {
    const host = await openPage({ width });
    await openRecords(host, 300);
    const wide = await host.page.evaluate(() =>
      [...document.querySelectorAll('#app *')]
        .filter(
          (each) =>
            each.getBoundingClientRect().right > innerWidth + 1 &&
            each.closest('#record-rows, vscode-dropdown') === null,
        )
        .map(({ className }) => className),
    );
    assert.deepEqual(wide, []);
    await host.close();
  });
}

test('a narrow panel shows what was foretold and what came of it first, and loses no column', async () => {
  const host = await openPage({ width: 420 });
  await openRecords(host, 3);
  const titles = ['Record', 'Predicted', 'Observed', 'Result', 'Forecast', 'Model', 'k of n', 'Brier'];
  assert.deepEqual(await host.page.locator('.record-heading').allInnerTexts(), titles);
  await host.page.focus('#record-rows');
  for (const _title of titles) await host.page.keyboard.press('ArrowRight');
  const [cell, grid] = await Promise.all([
    host.page.locator('#record-0-7').boundingBox(),
    host.page.locator('#record-rows').boundingBox(),
  ]);
  assert.ok(cell && grid && cell.x + cell.width <= grid.x + grid.width + 1, 'the last cell is scrolled to');
  await host.close();
});
