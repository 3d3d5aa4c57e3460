import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FindMatch, HostMessage, ViewMessage } from '../../src/panel/messages.ts';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didLoad, didOpen, didOpenTranscript, message } from './messages.ts';

after(closeBrowser);

const texts = (count: number, word: string): readonly ViewMessage[] =>
  Array.from({ length: count }, (_, index) => message(index, 'assistant', `${word} ${index}. More here.`));

/** `a` has 80 messages, `b` lacks the third; they part at message 60. */
function comparison(): readonly HostMessage[] {
  const rows = Array.from(
    { length: 80 },
    (_, index) => [index, index === 2 ? -1 : index < 2 ? index : index - 1] as const,
  );
  return [
    didOpen({ entryCount: 2 }),
    didChangeTags([]),
    didOpenTranscript(80),
    didLoad(texts(80, 'Left')),
    didOpenTranscript(79, { pane: 'b', name: 's-18/1', file: 'run2.eval', alignment: { rows, firstDivergence: 60 } }),
    didLoad(texts(79, 'Right'), 'b', 's-18/1'),
  ];
}

test('two transcripts stand side by side, aligned, at the first difference', async () => {
  const host = await openPage({ width: 1200 });
  await host.send(...comparison());
  await host.page.waitForFunction(() => document.querySelectorAll('.message').length === 159);
  const rows = await host.page.evaluate(() =>
    [...document.querySelectorAll('.row')]
      .slice(0, 4)
      .map((row) => [...row.children].map((cell) => cell.querySelector('.region')?.textContent ?? '')),
  );
  assert.deepEqual(rows, [
    ['Left 0. More here.', 'Right 0. More here.'],
    ['Left 1. More here.', 'Right 1. More here.'],
    ['Left 2. More here.', ''],
    ['Left 3. More here.', 'Right 2. More here.'],
  ]);
  const divergence = await host.page.evaluate(() => {
    const box = document.querySelector('.divergence')?.getBoundingClientRect();
    return {
      text: document.querySelector('.divergence .region')?.textContent,
      visible: box !== undefined && box.top >= 0 && box.bottom <= innerHeight,
    };
  });
  assert.deepEqual(divergence, { text: 'Left 60. More here.', visible: true });
  await host.close();
});

test('a pair is made across the two panes by keys', async () => {
  const host = await openPage({ width: 1200 });
  await host.send(...comparison(), { type: 'reveal', pane: 'a', name: 's-17/1', message: 'm60', focus: true });
  for (const key of ['ArrowRight', 'g', ']', 'ArrowRight', 'l', '3']) await host.page.keyboard.press(key);
  const sent = (await host.intents()).flatMap((intent) =>
    intent.type === 'addTag' || intent.type === 'addTarget' ? intent.targets : [],
  );
  assert.deepEqual(sent, [
    { role: 'stated', pane: 'a', transcript: 's-17/1', message: 'm60', part: 0, start: 0, end: 8 },
    { role: 'revealed', pane: 'b', transcript: 's-18/1', message: 'm59', part: 0, start: 0, end: 9 },
  ]);
  assert.deepEqual(await host.where(), {
    mode: 'compare',
    name: 's-17/1',
    right: { name: 's-18/1', file: 'run2.eval' },
  });
  await host.close();
});

test('a search of the host is drawn and walked, into a range not held as well', async () => {
  const host = await openPage();
  const match = (index: number): FindMatch => ({ index, region: { message: `m${index}`, part: 0 }, start: 0, end: 4 });
  await host.send(
    didOpen(),
    didChangeTags([]),
    didOpenTranscript(5000, { range: { start: 0, end: 60 } }),
    didLoad(texts(60, 'Left')),
  );
  await host.page.keyboard.press('/');
  await host.page.keyboard.type('left');
  await host.page.keyboard.press('Enter');
  assert.deepEqual((await host.intents()).at(-1), { type: 'find', pane: 'a', query: 'left' });
  assert.match(await host.page.innerText('.find'), /covers only the loaded messages/u);
  await host.send({
    type: 'didFind',
    pane: 'a',
    query: 'left',
    matches: [match(3), match(59), match(4000)],
    more: true,
  });
  assert.equal(await host.page.evaluate(() => CSS.highlights.get('found')?.size), 2);
  assert.equal(await host.page.innerText('.find-count'), '1 of 3+');
  await host.page.keyboard.press('Enter');
  await settled(host.page);
  const visible = await host.page.evaluate(() => {
    const box = document.querySelector('.message[data-index="59"]')?.getBoundingClientRect();
    return box !== undefined && box.top < innerHeight && box.bottom > 0;
  });
  assert.ok(visible);
  await host.page.keyboard.press('Enter');
  assert.deepEqual((await host.intents()).at(-1), { type: 'loadRange', pane: 'a', start: 4000 });
  await host.close();
});

test('the outline goes to a turn; a call goes to its result', async () => {
  const host = await openPage();
  const call = { type: 'tool_call', text: 'ls', callId: 'c1', label: 'bash' } as const;
  const outline = Array.from({ length: 70 }, (_, index) => ({
    index,
    role: 'assistant' as const,
    label: `Turn ${index}`,
  }));
  const messages = texts(70, 'Left')
    .with(1, message(1, 'assistant', call))
    .with(40, message(40, 'tool', { type: 'tool_result', text: 'x', callId: 'c1' }));
  await host.send(didOpen(), didChangeTags([]), didOpenTranscript(70, { outline }), didLoad(messages));
  const focused = (): Promise<string | undefined> =>
    host.page.evaluate(() => (document.activeElement as HTMLElement).dataset.index);
  await host.page.click('[aria-label^="Outline by turn"]');
  await host.page.click('.outline-item >> text="Turn 1"');
  assert.equal(await focused(), '1');
  await host.page.click('.message[data-index="1"] .follow-call');
  assert.equal(await focused(), '40');
  await host.close();
});
