import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ViewTag } from '../../src/panel/messages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { didChangeTags, openTexts, tag } from './messages.ts';

after(closeBrowser);

const suggestion = (last: string, message: string, quote: string, more: Partial<ViewTag> = {}): ViewTag =>
  tag(
    `01KAJ3W5Z0S7R3VQK6YH1T2B3${last}`,
    'mistake',
    { message, start: 0, end: quote.length, quote },
    { reviewer: 'judge-1', own: false, suggested: true, ...more },
  );
const first = suggestion('A', 'm1', 'one');
const second = suggestion('B', 'm2', 'two');
const third = suggestion('C', 'm3', 'three');

async function open(...tags: readonly ViewTag[]): Promise<FakeHost> {
  const host = await openPage();
  await host.send(...openTexts('Count.', 'one', 'two', 'three'), didChangeTags(tags), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm0',
    focus: true,
  });
  return host;
}

async function press(host: FakeHost, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await host.page.keyboard.press(key);
  await settled(host.page);
}

const taken = async (host: FakeHost): Promise<readonly string[]> =>
  (await host.intents()).flatMap((intent) =>
    intent.type === 'acceptSuggestion' || intent.type === 'rejectSuggestion'
      ? [`${intent.type} ${intent.tag.slice(-1)}`]
      : [],
  );
const cards = (host: FakeHost): Promise<readonly string[]> => host.page.locator('.card .quote-text').allInnerTexts();

test('suggestions wait apart, in reading order, and go one key each', async () => {
  const host = await open(third, first, second);
  assert.deepEqual(await host.page.locator('.suggestions .quote-text').allInnerTexts(), ['one', 'two', 'three']);
  await press(host, 'v');
  assert.deepEqual(await cards(host), ['one']);
  await press(host, 'y');
  assert.deepEqual(await cards(host), ['two'], 'on to the next');
  await press(host, 'X');
  assert.deepEqual(await taken(host), ['acceptSuggestion A', 'rejectSuggestion B']);
  const mine = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3Z', 'mistake', { message: 'm1', start: 0, end: 3, quote: 'one' });
  await host.send(didChangeTags([mine, { ...first, taken: 'accepted' }, { ...second, taken: 'rejected' }, third]));
  assert.deepEqual(await host.page.locator('.suggestions .quote-text').allInnerTexts(), ['three']);
  assert.deepEqual(
    await host.page
      .locator('.margin .mark')
      .evaluateAll((all) => all.map((mark) => mark.className.replace(/mark kind-\d/u, '').trim())),
    ['', 'foreign suggested rejected', 'active foreign suggested'],
  );
  await host.close();
});

test('accept and edit opens the form of what is mine now', async () => {
  const host = await open(first);
  await press(host, 'v', 'Y');
  const made = (await host.intents()).find((intent) => intent.type === 'acceptSuggestion');
  assert.ok(made?.type === 'acceptSuggestion');
  const mine = {
    ...tag(made.id, 'mistake', { message: 'm1', start: 0, end: 3, quote: 'one' }),
    suggestedBy: 'judge-1',
  };
  await host.send(didChangeTags([mine, { ...first, taken: 'accepted' }]));
  assert.equal(await host.page.locator('.card .form').count(), 1);
  assert.match(await host.page.innerText('.card header'), /suggested by judge-1/u);
  assert.ok(
    await host.page.evaluate(() => document.activeElement?.closest('.form') !== null),
    'its first field has the focus',
  );
  await host.close();
});

test('the card of a suggestion has the same as buttons', async () => {
  const host = await open(first, second);
  await host.page.locator('.suggestions .tray-pair').first().click();
  await settled(host.page);
  await host.page.locator('.card').getByRole('button', { name: 'Reject' }).click();
  await settled(host.page);
  await host.page.locator('.card').getByRole('button', { name: 'Accept', exact: true }).click();
  assert.deepEqual(await taken(host), ['rejectSuggestion A', 'acceptSuggestion B']);
  await host.close();
});

test('what is no suggestion is neither accepted nor rejected', async () => {
  const host = await open(
    tag('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'mistake', { message: 'm1', start: 0, end: 3, quote: 'one' }),
  );
  await press(host, 'n', 'y', 'X', 'v');
  assert.deepEqual(await taken(host), []);
  assert.equal(await host.page.innerText('.status'), 'No suggestions wait here.');
  await host.close();
});
