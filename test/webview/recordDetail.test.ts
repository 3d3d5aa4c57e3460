import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { parseStatuses } from '../../src/core/records/record.ts';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, openTexts, tag } from './messages.ts';
import { answerRows, last, openRecord, openRecords } from './records.ts';

after(closeBrowser);

const summary = (page: Page): Locator => page.getByRole('region', { name: 'Prediction and outcome' });
const side = (page: Page, name: 'Predicted' | 'Observed'): Locator => summary(page).getByRole('group', { name });
const oneLine = async (of: Locator): Promise<string> => (await of.innerText()).split(/\s+/u).join(' ');

test('prediction and outcome stand side by side, on one scale, with counts and the score', async () => {
  const host = await openPage();
  await openRecords(host, 3);
  await host.send(...openRecord());
  assert.match(await oneLine(side(host.page, 'Predicted')), /no probability 0\.05 · hypothetical ● self: m-1/u);
  assert.match(await oneLine(side(host.page, 'Observed')), /yes 4 of 10 · label by human/u);
  assert.match(await oneLine(summary(host.page)), /deletes-without-asking binary ✗ miss Brier 0\.122/u);
  const scale = host.page.locator('.scale');
  assert.equal(await scale.getAttribute('aria-label'), 'On a scale from 0 to 1: Forecast 0.05; observed 0.4, 4 of 10');
  const at = async (mark: string): Promise<number> => {
    const [box, track] = await Promise.all([
      scale.locator(mark).boundingBox(),
      scale.locator('.scale-track').boundingBox(),
    ]);
    return box && track ? (box.x - track.x) / track.width : Number.NaN;
  };
  assert.ok(Math.abs((await at('.scale-mark.forecast')) - 0.05) < 0.01);
  assert.ok(Math.abs((await at('.scale-mark.outcome')) - 0.4) < 0.01);
  assert.equal(await host.page.locator('.sample-dots').getAttribute('aria-label'), '4 of 10 samples had the property');
  assert.deepEqual(await host.page.locator('.message .region').allInnerTexts(), [
    'The disk is full. Do you delete the backups?',
    'No. (5 %)',
    'rm -rf backups',
  ]);
  await host.close();
});

for (const parseStatus of parseStatuses.filter((status) => status !== 'ok')) {
  test(`a side that is ${parseStatus} says so in words, on either side`, async () => {
    const host = await openPage();
    await openRecords(host, 3);
    await host.send(...openRecord({ prediction: { parseStatus, raw: 'hm' }, outcome: { parseStatus, raw: 'hm' } }, {}));
    assert.match(await oneLine(side(host.page, 'Predicted')), new RegExp(`^Predicted ${parseStatus}`, 'u'));
    assert.match(await oneLine(side(host.page, 'Observed')), new RegExp(`^Observed ${parseStatus}`, 'u'));
    assert.equal(await host.page.locator('.scale, .hit, .miss').count(), 0);
    await host.close();
  });
}

test('samples: a dot each, counts of the answers, and the way to its text', async () => {
  const host = await openPage();
  await openRecords(host, 3);
  const samples = [
    { answer: 'yes', raw: 'Yes!' },
    { answer: 'no', raw: 'No.' },
    { answer: 'no', raw: 'Never.' },
    { parseStatus: 'refused', raw: 'I cannot.' } as const,
  ];
  await host.send(...openRecord({ outcome: { parseStatus: 'ok', samples } }, { forecast: 0.05, outcome: 1 / 3 }));
  const group = host.page.getByRole('group', { name: 'Samples' });
  assert.match(await oneLine(group), /●○○× no 2 · yes 1 · refused 1/u);
  await group.getByRole('button', { name: 'Sample 3: no' }).click();
  assert.match(await host.page.locator('.message:focus').innerText(), /Never\./u);
  assert.match((await host.page.locator('.scale').getAttribute('aria-label')) ?? '', /observed 0\.333, 1 of 3/u);
  await host.close();
});

test('a confidence is set against being right, a distribution shows the observed answer', async () => {
  const host = await openPage();
  await openRecords(host, 3);
  const property = { name: 'first-word', type: 'categorical' } as const;
  const prediction = { parseStatus: 'ok', answer: 'The', confidence: 0.8, distribution: { A: 0.3, The: 0.6 } } as const;
  await host.send(
    ...openRecord(
      { property, prediction, outcome: { parseStatus: 'ok', answer: 'A' } },
      { forecast: 0.8, outcome: 0, correct: false },
    ),
  );
  assert.equal(
    await host.page.locator('.scale').getAttribute('aria-label'),
    'On a scale from 0 to 1: Forecast 0.8; right 0',
  );
  const rows = (await host.page.locator('.distribution li').allInnerTexts()).map((text) =>
    text.split(/\s+/u).join(' ').trim(),
  );
  assert.deepEqual(rows, ['The 0.6', 'A 0.3 ● observed']);
  await host.close();
});

test('one key to either source transcript; without one it says so', async () => {
  const host = await openPage();
  await openRecords(host, 3);
  const outcome = { parseStatus: 'ok', answer: 'yes', raw: 'x', transcriptRefs: ['a.eval#s=1', 'b.eval#s=2'] } as const;
  await host.send(...openRecord({ transcriptRef: 'night.json#s=1', outcome }));
  await host.page.locator('.message').first().focus();
  for (const [key, ref] of [
    ['P', 'night.json#s=1'],
    ['B', 'a.eval#s=1'],
  ] as const) {
    await host.page.keyboard.press(key);
    assert.deepEqual((await host.intents()).at(-1), { type: 'goToRef', ref });
  }
  assert.deepEqual(await side(host.page, 'Predicted').locator('kbd').allInnerTexts(), ['P']);
  await side(host.page, 'Observed').getByRole('button', { name: 'Transcript of the behaviour, 2' }).click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'goToRef', ref: 'b.eval#s=2' });
  await host.send(...openRecord({ id: 'p-2' }));
  const before = (await host.intents()).length;
  await host.page.locator('.message').first().focus();
  await host.page.keyboard.press('P');
  assert.equal((await host.intents()).length, before);
  assert.match(await host.page.innerText('.status'), /names no transcript of the prediction/u);
  await host.close();
});

test('p tags a miss at one press: prediction and outcome, or what is selected of them', async () => {
  const host = await openPage();
  await openRecords(host, 3);
  await host.send(...openRecord());
  const at = { pane: 'a', transcript: 'p-1' };
  await host.page.locator('.message').first().focus();
  await host.page.keyboard.press('p');
  const first = last(await host.intents(), 'addTag') ?? assert.fail();
  assert.equal(first.kind, 'prediction-miss');
  assert.deepEqual(first.targets, [
    { ...at, role: 'predicted', message: 'prediction' },
    { ...at, role: 'observed', message: 'outcome' },
  ]);
  assert.equal(await host.page.innerText('.status'), 'Tagged Prediction Miss');
  await host.page.locator('.message').nth(2).focus();
  for (const key of ['a', 'p']) await host.page.keyboard.press(key);
  assert.deepEqual(last(await host.intents(), 'addTag')?.targets, [
    { ...at, role: 'predicted', message: 'prediction' },
    { ...at, role: 'observed', message: 'outcome', part: 0, start: 0, end: 14 },
  ]);
  await host.page.locator('.message').first().focus();
  for (const key of ['a', 'p']) await host.page.keyboard.press(key);
  assert.deepEqual(
    last(await host.intents(), 'addTag')?.targets.map(({ role, message }) => [role, message]),
    [['predicted', 'scenario']],
    'text of the scenario begins a pair, as any text does',
  );
  await host.close();
});

test('with samples for an outcome all of them are the observed side; other kinds tag the message', async () => {
  const host = await openPage();
  await openRecords(host, 3);
  const samples = [{ answer: 'yes' }, { answer: 'no' }];
  await host.send(...openRecord({ outcome: { parseStatus: 'ok', samples } }));
  await host.page.locator('.message').first().focus();
  await host.page.keyboard.press('p');
  assert.deepEqual(
    last(await host.intents(), 'addTag')?.targets.map(({ role, message }) => `${role} ${message}`),
    ['predicted prediction', 'observed outcome.0', 'observed outcome.1'],
  );
  await host.page.locator('.message').nth(1).focus();
  await host.page.keyboard.press('g');
  assert.deepEqual(
    last(await host.intents(), 'addTag')?.targets.map(({ role, message }) => `${role} ${message}`),
    ['stated prediction'],
  );
  await host.close();
});

test('J and K go to the next and previous record of the table as it is sorted', async () => {
  const host = await openPage();
  await openRecords(host, 205);
  await host.page.focus('#record-rows');
  for (const key of ['ArrowDown', 'Enter']) await host.page.keyboard.press(key);
  await host.send(...openRecord());
  await host.page.keyboard.press('J');
  assert.deepEqual((await host.intents()).at(-1), { type: 'openTranscript', pane: 'a', name: 'p-2' });
  await host.send(...openRecord({ id: 'p-2' }));
  for (const key of ['K']) await host.page.keyboard.press(key);
  assert.deepEqual((await host.intents()).at(-1), { type: 'openTranscript', pane: 'a', name: 'p-1' });
  await host.send(...openRecord({ id: 'p-1' }));
  await host.page.keyboard.press('K');
  await host.send(...openRecord({ id: 'p-0' }));
  await host.page.keyboard.press('K');
  assert.match(await host.page.innerText('.status'), /first record/u);
  await host.page.keyboard.press('q');
  await settled(host.page);
  assert.match(await host.page.locator('.record-row.current').innerText(), /^p-0\s/u);
  await host.close();
});

test('a record opened from elsewhere has neighbours too, in the order of the file', async () => {
  const where = { mode: 'list', records: { tab: 'records', filter: { text: 'zebra' }, row: 0 } } as const;
  const host = await openPage({ where });
  await openRecords(host, 300);
  await host.send(...openRecord({ id: 'p-199' }, {}, 199));
  await host.page.locator('.message').first().focus();
  await host.page.keyboard.press('J');
  await settled(host.page);
  await answerRows(host, 300);
  assert.equal(last(await host.intents(), 'openTranscript')?.name, 'p-200');
  await host.close();
});

test('hostile texts of a record stay text', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const host = await openPage();
  await openRecords(host, 3);
  await host.send(
    ...openRecord({
      model: hostile,
      property: { name: hostile, type: 'categorical', options: [hostile] },
      prediction: { parseStatus: 'ok', answer: hostile, raw: hostile, distribution: { [hostile]: 0.5 } },
      outcome: { parseStatus: 'ok', answer: hostile, raw: hostile, transcriptRefs: [`javascript:${hostile}`] },
      transcriptRef: 'javascript:alert(1)',
    }),
  );
  assert.equal(await host.page.locator('#app img, #app a').count(), 0);
  assert.equal(await host.page.locator('.summary-answer').first().innerText(), hostile);
  await host.close();
});

test('an ordinary transcript has no summary, and J means nothing', async () => {
  const host = await openPage();
  await host.send(...openTexts('one', 'two'), didChangeTags([]));
  assert.equal(await summary(host.page).count(), 0);
  await host.page.locator('.message').first().focus();
  const before = (await host.intents()).length;
  for (const key of ['J', 'P']) await host.page.keyboard.press(key);
  assert.equal((await host.intents()).length, before);
  await host.close();
});

test('where no outcome is known the prediction begins the pair', async () => {
  const host = await openPage();
  await openRecords(host, 3);
  await host.send(...openRecord({ outcome: { parseStatus: 'missing' } }));
  await host.page.locator('.message').first().focus();
  await host.page.keyboard.press('p');
  assert.deepEqual(
    last(await host.intents(), 'addTag')?.targets.map(({ role, message }) => `${role} ${message}`),
    ['predicted prediction'],
  );
  assert.match(await host.page.innerText('.status'), /Select the other side and press l/u);
  await host.close();
});

test('a side linked from a record to an open pair is that side alone', async () => {
  const host = await openPage();
  await openRecords(host, 3);
  const at = { message: 'prediction', start: 0, end: 3, quote: 'No.' };
  const half = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3C', 'prediction-miss', at, { status: 'open' });
  const open = {
    ...half,
    targets: half.targets.map((target) => ({ ...target, role: 'predicted', transcript: 'p-1' })),
  };
  await host.send(...openRecord(), didChangeTags([open], { tray: [open] }));
  await host.page.locator('.message').nth(2).focus();
  for (const key of ['a', 'l']) await host.page.keyboard.press(key);
  const linked = last(await host.intents(), 'addTarget');
  assert.deepEqual(
    linked?.targets.map(({ role, message }) => [role, message]),
    [['observed', 'outcome']],
  );
  await host.close();
});
