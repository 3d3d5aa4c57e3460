import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { DidFindMoved, ViewReanchor } from '../../src/panel/anchorMessages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { openTexts } from './messages.ts';

after(closeBrowser);

const texts = ['Will you ask?', 'Well now. I would never lie to you. I would never lie, ever.'] as const;

function target(id: string, outcome: ViewReanchor['outcome'], more: Partial<ViewReanchor> = {}): ViewReanchor {
  return {
    at: { section: 'tags', id, index: 0 },
    key: `tags ${id} 0`,
    tag: id,
    kind: 'mistake',
    role: 'at',
    transcript: 's-17/1',
    outcome,
    was: { before: 'Well. ', text: 'I would never lie', after: ' to you.' },
    candidates: outcome === 'lost' ? [] : [place(10)],
    sameText: outcome === 'moved',
    ...more,
  };
}

const place = (start: number, after = ' to you.'): ViewReanchor['candidates'][number] => ({
  place: { message: 'm1', part: 0, start, end: start + 17 },
  messageIndex: 1,
  before: 'Well now. ',
  text: 'I would never lie',
  after,
});

const found = (...targets: readonly ViewReanchor[]): DidFindMoved => ({
  type: 'didFindMoved',
  targets,
  leftOut: 0,
  unread: 0,
});

async function review(...targets: readonly ViewReanchor[]): Promise<FakeHost> {
  const host = await openPage();
  await host.send(...openTexts(...texts), found(...targets));
  await host.page.locator('.message').first().focus();
  await host.page.keyboard.press('R');
  await settled(host.page);
  return host;
}

const sent = async (host: FakeHost) =>
  (await host.intents()).filter(({ type }) => ['acceptPlace', 'acceptMoves', 'anchorAt', 'goToPlace'].includes(type));
const at = (id: string) => ({ section: 'tags', id, index: 0 });
const current = (host: FakeHost): Promise<string | null> =>
  host.page.evaluate(() => document.activeElement?.querySelector('[aria-selected=true] .state')?.textContent ?? null);

test('a notice counts what moved, and is gone when nothing did', async () => {
  const host = await openPage();
  await host.send(...openTexts(...texts));
  assert.equal(await host.page.locator('.anchor-notice').count(), 0);
  await host.send(found(target('a', 'moved'), target('b', 'moved'), target('c', 'lost')));
  assert.match(await host.page.innerText('.anchor-notice'), /^2 tags moved, 1 lost: the file changed\./u);
  await host.page.locator('.anchor-notice vscode-button').click();
  assert.equal(await host.page.locator('.anchor').count(), 3);
  await host.page.keyboard.press('Escape');
  await host.send(found());
  assert.equal(await host.page.locator('.anchors, .anchor-notice').count(), 0);
  await host.close();
});

test('old and new stand side by side, what differs marked', async () => {
  const host = await review(target('a', 'moved', { candidates: [{ ...place(10), text: 'I would hardly lie' }] }));
  assert.deepEqual(await host.page.locator('.anchor-side').allInnerTexts(), [
    'Well. I would never lie to you.',
    'message 2\nWell now. I would hardly lie to you.',
  ]);
  assert.deepEqual(await host.page.locator('.anchor-side del').allInnerTexts(), ['Well.', 'never']);
  assert.deepEqual(await host.page.locator('.anchor-side ins').allInnerTexts(), ['Well now.', 'hardly']);
  await host.close();
});

test('by keyboard alone: move, choose, accept one, accept all, leave one', async () => {
  const doubt = target('b', 'ambiguous', { candidates: [place(10), place(36, ', ever.')] });
  const host = await review(target('a', 'moved'), doubt, target('c', 'lost'));
  assert.equal(await current(host), 'moved');
  await host.page.keyboard.press('Enter');
  await host.page.keyboard.press('ArrowDown');
  assert.equal(await current(host), 'in doubt');
  await host.page.keyboard.press('2');
  assert.match(await host.page.innerText('.anchor[aria-selected=true]'), /I would never lie, ever\./u);
  await host.page.keyboard.press('g');
  await host.page.keyboard.press('a');
  await host.page.keyboard.press('A');
  assert.deepEqual(await sent(host), [
    { type: 'acceptPlace', at: at('a'), candidate: 0 },
    { type: 'goToPlace', target: { pane: 'a', transcript: 's-17/1', message: 'm1', part: 0, start: 36, end: 53 } },
    { type: 'acceptPlace', at: at('b'), candidate: 1 },
    { type: 'acceptMoves' },
  ]);
  await host.page.keyboard.press('ArrowDown');
  await host.page.keyboard.press('Enter');
  assert.match(await host.page.innerText('.status'), /It is nowhere\./u);
  await host.page.keyboard.press('x');
  assert.equal(await current(host), 'in doubt');
  assert.equal((await sent(host)).length, 4);
  await host.close();
});

test('a lost one is anchored to the text that is selected', async () => {
  const host = await review(target('c', 'lost'));
  await host.page.keyboard.press('h');
  assert.match(await host.page.innerText('.status'), /Select where it belongs/u);
  await host.page.keyboard.press('Escape');
  await host.page.locator('.message').nth(1).focus();
  await host.page.keyboard.press('ArrowRight');
  await host.page.keyboard.press('R');
  await settled(host.page);
  await host.page.keyboard.press('h');
  assert.deepEqual(await sent(host), [
    {
      type: 'anchorAt',
      at: at('c'),
      target: { role: 'at', pane: 'a', transcript: 's-17/1', message: 'm1', part: 0, start: 0, end: 9 },
    },
  ]);
  await host.close();
});

test('the keyboard stays in the list as it shrinks', async () => {
  const host = await review(target('a', 'moved'), target('c', 'lost'));
  await host.page.keyboard.press('ArrowDown');
  await host.send(found(target('a', 'moved')));
  assert.equal(await current(host), 'moved');
  await host.send(found());
  assert.match(await host.page.innerText('.anchors'), /All your tags are where they were\./u);
  await host.page.keyboard.press('Escape');
  assert.equal(await host.page.locator('.anchors').count(), 0);
  await host.close();
});

test('what a transcript quotes is text, and nothing is accepted while nothing can be saved', async () => {
  const host = await openPage();
  const [opened, ...rest] = openTexts(...texts);
  const hostile = { before: '', text: '<img src=x onerror=alert(1)>', after: '' };
  await host.send({ ...opened, readOnly: 'Not here.' }, ...rest, found(target('a', 'moved', { was: hostile })));
  await host.page.locator('.message').first().focus();
  await host.page.keyboard.press('R');
  assert.match(await host.page.locator('.anchor-side').first().innerText(), /<img src=x/u);
  assert.equal(await host.page.locator('.anchors img').count(), 0);
  await host.page.keyboard.press('Enter');
  await host.page.keyboard.press('A');
  assert.deepEqual(await sent(host), []);
  assert.match(await host.page.innerText('.status'), /Not here\./u);
  await host.close();
});
