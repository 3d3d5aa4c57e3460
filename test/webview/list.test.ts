import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { DidList, ViewEntry } from '../../src/panel/messages.ts';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didOpen, openTexts } from './messages.ts';

after(closeBrowser);

function didList(count: number, more: (record: number) => Partial<ViewEntry> = () => ({})): DidList {
  const entries = Array.from({ length: count }, (_, record) => ({
    record,
    name: `s-${record}/1`,
    title: `Task number ${record}`,
    ...more(record),
  }));
  return { type: 'didList', entries };
}

test('20 000 transcripts: few rows in the DOM, those in view are described once', async () => {
  const host = await openPage();
  await host.send(didOpen({ entryCount: 20_000 }), didChangeTags([]), didList(20_000));
  assert.ok((await host.page.locator('.list-row').count()) < 80);
  assert.match(await host.page.innerText('.list-head'), /20,000 transcripts/u);
  await host.page.evaluate(() => {
    const list = document.getElementById('list-rows');
    if (list) list.scrollTop = 10_000 * 26;
  });
  await settled(host.page);
  assert.equal(await host.page.locator('.list-row', { hasText: 's-10000/1' }).count(), 1);
  await host.send(didChangeTags([]));
  const described = (await host.intents()).flatMap((intent) =>
    intent.type === 'describeEntries' ? intent.records : [],
  );
  assert.ok(described.includes(0) && described.includes(10_000));
  assert.equal(new Set(described).size, described.length);
  assert.ok(described.length < 200);
  await host.close();
});

test('keys move, open and mark as reviewed; the row says what it is', async () => {
  const host = await openPage();
  const describe = (record: number): Partial<ViewEntry> => ({
    messageCount: record + 2,
    scores: [{ name: 'match', value: 'C' }],
  });
  await host.send(
    didOpen({ entryCount: 30 }),
    didList(30, describe),
    didChangeTags([], { reviewed: ['s-2/1'], counts: { 's-2/1': 3 } }),
  );
  await host.page.focus('#list-rows');
  for (const key of ['ArrowDown', 'j', 'u', 'Enter']) await host.page.keyboard.press(key);
  assert.deepEqual((await host.intents()).slice(-2), [
    { type: 'setReviewed', transcript: 's-2/1', reviewed: false },
    { type: 'openTranscript', pane: 'a', name: 's-2/1' },
  ]);
  assert.equal(await host.page.getAttribute('#list-rows', 'aria-activedescendant'), 'row-2');
  assert.equal(
    await host.page.getAttribute('#row-2', 'aria-label'),
    's-2/1, Task number 2, 4 messages, 3 tags, reviewed',
  );
  await host.page.keyboard.press('End');
  assert.equal(await host.page.getAttribute('#row-29', 'aria-selected'), 'true');
  await host.close();
});

test('the search narrows by name, title and score, is kept, and Escape clears it', async () => {
  const host = await openPage();
  await host.send(
    didOpen({ entryCount: 30 }),
    didList(30, (record) => (record === 7 ? { title: 'A stolen cookie' } : {})),
    didChangeTags([]),
  );
  await host.page.keyboard.press('/');
  await host.page.keyboard.type('STOLEN s-7');
  await settled(host.page);
  assert.deepEqual(await host.page.locator('.row-name').allInnerTexts(), ['s-7/1']);
  assert.deepEqual(await host.where(), { mode: 'list', filter: 'STOLEN s-7' });
  await host.page.keyboard.press('Escape');
  await settled(host.page);
  assert.match(await host.page.innerText('.list-head'), /30 transcripts/u);
  await host.close();
});

test('where the reviewer was is sent with ready and kept by name only', async () => {
  const before = { mode: 'transcript', name: 's-17/1', message: 'm1' } as const;
  const host = await openPage({ where: before });
  assert.deepEqual((await host.intents())[0], { type: 'ready', where: before });
  await host.send(...openTexts('one', 'two', 'three'), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm2',
    focus: true,
  });
  assert.deepEqual(await host.where(), { mode: 'transcript', name: 's-17/1', message: 'm2' });
  await host.close();
});

test('an empty or unreadable file says what to do next', async () => {
  const host = await openPage();
  await host.send(
    didOpen({
      entryCount: 0,
      readOnly: 'The folder cannot be written to.',
      problems: [{ severity: 'error', text: 'Line 3 is not JSON.' }],
    }),
    didChangeTags([]),
  );
  assert.match(await host.page.innerText('.empty'), /No transcripts were found/u);
  assert.deepEqual(await host.page.locator('.notice').allInnerTexts(), [
    'The folder cannot be written to.',
    'Line 3 is not JSON.',
  ]);
  await host.close();
});
