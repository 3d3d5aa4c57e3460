import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Score } from '../../src/core/transcripts/transcript.ts';
import { closeBrowser, type FakeHost, openPage } from './fakeHost.ts';
import { didChangeTags, didLoad, didOpen, didOpenTranscript, message } from './messages.ts';

after(closeBrowser);

const hostile = '<i>It lies</i>';
const place = { message: 'm1', part: 0, start: 2, end: 7 };
const scores: readonly Score[] = [
  { name: 'accuracy', value: 1 },
  {
    name: 'judge',
    value: 'bad',
    citations: [
      { text: hostile, quote: 'never', ...place },
      { text: 'Made up', quote: 'who knows' },
      { text: 'All of it', message: 'm0' },
    ],
  },
];
const target = { pane: 'a', transcript: 's-17/1', ...place } as const;

async function openCited(): Promise<FakeHost> {
  const host = await openPage();
  await host.send(
    didOpen(),
    didOpenTranscript(2, { scores }),
    didLoad([message(0, 'user', 'ask'), message(1, 'assistant', 'I never did')]),
    didChangeTags([]),
  );
  return host;
}

test('a mark at the message cited goes there, and a key accepts it as a tag with its origin', async () => {
  const host = await openCited();
  const marks = host.page.locator('.cited');
  assert.deepEqual(await marks.allInnerTexts(), ['judge: All of it', `judge: ${hostile}`]);
  await marks.getByText('It lies').click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'goToPlace', target });
  await host.page.keyboard.press('m');
  const { id, ...added } = (await host.intents()).at(-1) as { readonly id: string };
  assert.match(id, /^[0-9A-Z]{26}$/u);
  assert.deepEqual(added, {
    type: 'addTag',
    kind: 'mistake',
    targets: [{ role: 'at', ...target }],
    suggestedBy: 'judge',
  });
  await host.close();
});

test('another message or a selection of one’s own ends it', async () => {
  const host = await openCited();
  const suggested = async () => ((await host.intents()).at(-1) as { readonly suggestedBy?: string }).suggestedBy;
  await host.page.locator('.cited').getByText('It lies').click();
  await host.page
    .locator('.message')
    .nth(1)
    .locator('.region')
    .dblclick({ position: { x: 20, y: 8 } });
  await host.page.keyboard.press('m');
  assert.equal(await suggested(), undefined);
  await host.page.locator('.cited').getByText('It lies').click();
  await host.page.locator('.message').nth(0).focus();
  await host.page.keyboard.press('m');
  assert.equal(await suggested(), undefined);
  await host.close();
});

test('details list what a score cites, and what was not found', async () => {
  const host = await openCited();
  await host.page.keyboard.press('b');
  const list = host.page.locator('.details [aria-label="Cited"] li');
  assert.equal(await list.count(), 3);
  assert.match(await list.nth(1).innerText(), /^Made up \(not found in the transcript\)/u);
  assert.equal(await list.nth(1).getByRole('button').count(), 0);
  assert.equal(await host.page.locator('.details i').count(), 0);
  await list.nth(0).getByRole('button').click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'goToPlace', target });
  await host.close();
});
