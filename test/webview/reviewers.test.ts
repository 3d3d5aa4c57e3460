import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ViewTag } from '../../src/panel/messages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { didChangeTags, openTexts, tag } from './messages.ts';

after(closeBrowser);

const id = (last: string): string => `01KAJ3W5Z0S7R3VQK6YH1T2B3${last}`;
const on = (last: string, quote: string, start: number, more: Partial<ViewTag> = {}): ViewTag =>
  tag(id(last), 'mistake', { message: 'm1', start, end: start + quote.length, quote }, more);
const mine = on('A', 'one', 0);
const bobs = on('B', 'two', 4, { reviewer: 'bob', own: false });
const judged = on('C', 'three', 8, { reviewer: 'judge-1', own: false, suggested: true });
const agreed = on('D', 'four', 14, { reviewer: 'consensus', own: false, consensus: true });

async function open(...tags: readonly ViewTag[]): Promise<FakeHost> {
  const host = await openPage();
  await host.send(...openTexts('Count.', 'one two three four'), didChangeTags(tags), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm1',
    focus: true,
  });
  return host;
}

const marks = (host: FakeHost): Promise<readonly string[]> => host.page.locator('.margin .mark').allInnerTexts();
const chips = (host: FakeHost): Promise<readonly string[]> =>
  host.page.locator('.margin .reviewer-chip').allInnerTexts();

async function press(host: FakeHost, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await host.page.keyboard.press(key);
  await settled(host.page);
}

test('alone, no chip is in the way; among others each mark tells whose it is', async () => {
  const host = await open(mine);
  assert.deepEqual(await chips(host), []);
  await host.send(didChangeTags([mine, bobs, judged, agreed]));
  assert.deepEqual(await chips(host), ['AL', 'BO', 'J1', 'CO']);
  const apart = await host.page
    .locator('.margin .mark')
    .evaluateAll((all) =>
      all.map(({ classList }) => ['suggested', 'consensus'].filter((each) => classList.contains(each))),
    );
  assert.deepEqual(apart, [[], [], ['suggested'], ['consensus']]);
  await host.close();
});

test('a name has one colour, whoever else is there, and colours differ by theme', async () => {
  const colorOf = async (theme: 'dark' | 'light', tags: readonly ViewTag[]): Promise<string | undefined> => {
    const host = await openPage({ theme });
    await host.send(...openTexts('Count.', 'one two three four'), didChangeTags(tags));
    const color = await host.page
      .locator('.margin .reviewer-chip', { hasText: 'BO' })
      .evaluate((chip) => getComputedStyle(chip).borderTopColor);
    await host.close();
    return color;
  };
  const dark = await colorOf('dark', [mine, bobs]);
  assert.equal(await colorOf('dark', [bobs, judged, agreed]), dark);
  assert.notEqual(await colorOf('light', [mine, bobs]), dark);
});

test('what is suggested is underlined otherwise than what people tagged', async () => {
  const host = await open(mine, judged);
  const drawn = await host.page.evaluate(() =>
    [...CSS.highlights].filter(([, set]) => set.size > 0).map(([name]) => name),
  );
  assert.deepEqual(drawn.sort(), ['kind-1', 'kind-1-suggested']);
  await host.close();
});

test('the filter by reviewer is a key away, hides marks and text alike, and says what it leaves out', async () => {
  const host = await open(mine, bobs, judged);
  await press(host, 'f');
  const bar = host.page.getByRole('toolbar', { name: 'Whose tags are shown' });
  const names = await bar.getByRole('button').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  assert.deepEqual(names, [null, null, 'alice, me, 1', 'bob, 1', 'judge-1, suggested, 1']);
  await bar.getByRole('button', { name: /^bob/u }).press('Enter');
  await settled(host.page);
  assert.equal((await marks(host)).length, 2);
  assert.equal(await bar.getByRole('button', { name: /^bob/u }).getAttribute('aria-pressed'), 'false');
  await bar.getByRole('button', { name: /^judge-1/u }).press(' ');
  await settled(host.page);
  const texts = await host.page.evaluate(() =>
    [...(CSS.highlights.get('kind-1') ?? [])].map(({ startOffset }) => startOffset),
  );
  assert.deepEqual(texts, [0]);
  assert.equal(await host.page.evaluate(() => CSS.highlights.get('kind-1-suggested')?.size ?? 0), 0);
  await bar.getByRole('button', { name: 'Everyone' }).click();
  await settled(host.page);
  assert.equal((await marks(host)).length, 3);
  await host.close();
});

test('mine only: by one key, remembered, and left by the same key', async () => {
  const host = await open(mine, bobs, judged);
  await press(host, 'F');
  assert.deepEqual(await chips(host), ['AL']);
  assert.equal((await host.where())?.whose, 'mine');
  await press(host, 'n', 'n');
  assert.equal(await host.page.innerText('.status'), 'No more tags below.');
  const where = await host.where();
  const again = await openPage({ ...(where !== undefined && { where }) });
  await again.send(...openTexts('Count.', 'one two three four'), didChangeTags([mine, bobs]));
  assert.deepEqual(await chips(again), ['AL']);
  assert.equal(await again.page.locator('.reviewer-bar').count(), 1);
  await again.close();
  await press(host, 'F');
  assert.equal((await marks(host)).length, 3);
  assert.equal((await host.where())?.whose, undefined);
  await host.close();
});

test('a card closes with its tag, and a command does what the key does', async () => {
  const host = await open(mine, bobs);
  await press(host, 'n', 'n');
  assert.match(await host.page.innerText('.card'), /bob/u);
  await host.send({ type: 'perform', action: 'toggleMine' });
  assert.equal(await host.page.locator('.card').count(), 0);
  await host.close();
});

test('a hostile name stays text', async () => {
  const host = await open(mine, { ...bobs, reviewer: '<img src=x> "b' });
  assert.deepEqual(await chips(host), ['AL', 'IS']);
  assert.equal(await host.page.locator('.margin img').count(), 0);
  await host.close();
});
