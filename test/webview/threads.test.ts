import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ViewThread } from '../../src/panel/messages.ts';
import { closeBrowser, openPage } from './fakeHost.ts';
import { didChangeTags, didLoad, didOpen, didOpenTranscript, message, tag } from './messages.ts';

after(closeBrowser);

const hostile = '<b>browse</b>';
const threads: readonly ViewThread[] = [
  { id: 'compaction-1', kind: 'compaction', title: '', messageCount: 9, after: -1 },
  { id: 'retry-1', kind: 'retry', title: '', messageCount: 1, after: 1 },
  { id: 'subagent-1', kind: 'subagent', title: hostile, messageCount: 2, after: 1 },
];
const main = [message(0, 'user', 'ask'), message(1, 'assistant', 'call'), message(2, 'assistant', 'done')];

test('marks stand where the thread leaves something out, and open it', async () => {
  const host = await openPage();
  await host.send(didOpen(), didOpenTranscript(3, { threads }), didLoad(main));
  const marks = host.page.locator('.left-out');
  assert.deepEqual(await marks.allInnerTexts(), [
    'Before this: Compacted history, 9 messages',
    `1 retry\nSub-agent ${hostile}, 2 messages`,
  ]);
  assert.equal(await host.page.locator('article.message .left-out b').count(), 0);
  await marks.getByText('Sub-agent').click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'openThread', pane: 'a', thread: 'subagent-1' });
  await host.close();
});

test('a thread takes the place of the main one, and has a way back', async () => {
  const host = await openPage();
  await host.send(didOpen(), didOpenTranscript(3, { threads }), didLoad(main));
  await host.send(
    didOpenTranscript(2, { threads, thread: 'subagent-1' }),
    didLoad([message(0, 'user', 'look there'), message(1, 'assistant', 'looked')]),
  );
  assert.deepEqual(await host.page.locator('.message .region').allInnerTexts(), ['look there', 'looked']);
  assert.equal(await host.page.locator('.left-out').count(), 0);
  assert.equal(await host.page.locator('.thread-line > span').innerText(), `Sub-agent ${hostile}, 2 messages`);
  await host.page.locator('.thread-line').getByText('Back').click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'openThread', pane: 'a' });
  await host.send(didOpenTranscript(3, { threads }), didLoad(main));
  assert.deepEqual(await host.page.locator('.message .region').allInnerTexts(), ['ask', 'call', 'done']);
  assert.equal(await host.page.locator('.thread-line').count(), 0);
  await host.close();
});

test('the keyboard reaches a mark from its message', async () => {
  const host = await openPage();
  await host.send(didOpen(), didOpenTranscript(3, { threads }), didLoad(main));
  await host.page.locator('.message').nth(1).focus();
  await host.page.keyboard.press('Tab');
  await host.page.keyboard.press('Enter');
  assert.deepEqual((await host.intents()).at(-1), { type: 'openThread', pane: 'a', thread: 'retry-1' });
  await host.close();
});

test('details list every thread', async () => {
  const host = await openPage();
  await host.send(didOpen(), didOpenTranscript(3, { threads }), didLoad(main));
  await host.page.keyboard.press('b');
  const list = host.page.locator('.thread-list li');
  assert.equal(await list.count(), 3);
  await list.nth(0).getByRole('button').click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'openThread', pane: 'a', thread: 'compaction-1' });
  await host.close();
});

test('a match in another thread opens it there, and the search goes on', async () => {
  const host = await openPage();
  await host.send(didOpen(), didOpenTranscript(3, { threads }), didLoad(main));
  await host.page.locator('.message').nth(0).focus();
  await host.page.keyboard.press('/');
  await host.page.keyboard.type('look');
  await host.page.keyboard.press('Enter');
  const region = { message: 's1', part: 0 };
  const match = { thread: 'subagent-1', index: 1, region, start: 0, end: 4 };
  await host.send({ type: 'didFind', pane: 'a', query: 'look', matches: [match], more: false });
  const open = { type: 'openThread', pane: 'a', thread: 'subagent-1', at: 1 };
  assert.deepEqual((await host.intents()).at(-1), open);
  await host.send(
    didOpenTranscript(2, { threads, thread: 'subagent-1' }),
    didLoad([message(0, 'user', 'go'), { ...message(1, 'assistant', 'looked'), id: 's1' }]),
  );
  assert.equal(await host.page.locator('.find-count').innerText(), '1 of 1');
  assert.equal(await host.page.evaluate(() => document.activeElement?.closest('.find') !== null), true);
  assert.equal(await host.page.evaluate(() => CSS.highlights.get('found')?.size), 1);
  await host.close();
});

test('the next tag may be in a thread', async () => {
  const host = await openPage();
  const at = { start: 0, end: 3, quote: 'ask' };
  const first = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3C', 'mistake', { message: 'm0', ...at });
  const made = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'mistake', { message: 's1', ...at });
  const beside = { ...made, targets: [{ ...made.targets[0]!, place: { thread: 'subagent-1', index: 1 } }] };
  await host.send(didOpen(), didOpenTranscript(3, { threads }), didLoad(main), didChangeTags([beside, first]));
  await host.page.locator('.message').nth(0).focus();
  await host.page.keyboard.press('n');
  assert.deepEqual(await host.page.locator('.message:focus').getAttribute('data-index'), '0');
  await host.page.keyboard.press('n');
  assert.deepEqual((await host.intents()).at(-1), { type: 'goTo', tag: beside.id, target: 0 });
  await host.close();
});

test('the tree of events opens on demand, folds, and leads to messages', async () => {
  const host = await openPage();
  await host.send(didOpen(), didOpenTranscript(3, { threads, eventCount: 4 }), didLoad(main));
  await host.page.keyboard.press('b');
  await host.page.getByText('Show 4 events as a tree').click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'loadEvents', pane: 'a' });
  const first = { type: 'didLoadEvents', pane: 'a', name: 's-17/1', leftOut: 7 } as const;
  const agent = { kind: 'agent', title: hostile, depth: 0, message: 'm1' } as const;
  const inner = { kind: 'span', title: 'inner', depth: 1, message: 's1' } as const;
  const call = { kind: 'model', title: 'demo/m', depth: 2, message: 's1' } as const;
  const last = { kind: 'compaction', title: 'summary', depth: 0 } as const;
  await host.send({ ...first, start: 0, events: [agent, inner, call], done: false });
  await host.send({ ...first, start: 3, events: [last], done: true });
  const shown = async () =>
    (await host.page.locator('[role=treeitem]:visible').allInnerTexts()).map((text) =>
      text.split(/\s+/u).join(' ').trim(),
    );
  assert.deepEqual(await shown(), [`Agent ${hostile}`, 'Span inner', 'Model demo/m', 'Compaction summary']);
  assert.ok(await host.page.getByText('7 more events are not shown.').isVisible());
  await host.page.locator('[role=treeitem]').nth(1).locator('.twistie').click();
  assert.deepEqual(await shown(), [`Agent ${hostile}`, 'Span inner', 'Compaction summary']);
  const keys = host.page.keyboard;
  for (const key of ['ArrowLeft', 'ArrowLeft']) await keys.press(key);
  assert.deepEqual(await shown(), [`Agent ${hostile}`, 'Compaction summary']);
  await keys.press('ArrowRight');
  assert.deepEqual(await shown(), [`Agent ${hostile}`, 'Span inner', 'Compaction summary']);
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await keys.press(key);
  assert.equal(await host.page.locator('[role=treeitem]:focus').getAttribute('aria-level'), '3');
  await keys.press('Enter');
  const target = { pane: 'a', transcript: 's-17/1', message: 's1' };
  assert.deepEqual((await host.intents()).at(-1), { type: 'goToPlace', target });
  await host.close();
});
