import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { defaultCodebook } from '../../src/core/codebook/defaultCodebook.ts';
import type { SelectedTarget } from '../../src/panel/intents.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { didOpen, openTexts } from './messages.ts';

after(closeBrowser);

async function open(): Promise<FakeHost> {
  const host = await openPage();
  await host.send(...openTexts('Will you ask?', 'I would always ask.'), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm1',
    focus: true,
  });
  return host;
}

async function press(host: FakeHost, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await host.page.keyboard.press(key);
  await settled(host.page);
}

const tagged = async (host: FakeHost): Promise<readonly (readonly [string, readonly SelectedTarget[]])[]> =>
  (await host.intents()).flatMap((intent) =>
    intent.type === 'addTag' ? [[intent.kind, intent.targets] as const] : [],
  );
const whole = { role: 'at', pane: 'a', transcript: 's-17/1' };

test('A means the whole transcript: the next kind tags it, and only that one', async () => {
  const host = await open();
  await press(host, 'A');
  assert.equal(await host.page.getByRole('toolbar', { name: 'Tag the whole transcript' }).count(), 1);
  await press(host, 'm', 'm');
  assert.deepEqual(await tagged(host), [
    ['mistake', [whole]],
    ['mistake', [{ ...whole, message: 'm1' }]],
  ]);
  await host.close();
});

test('then the key of a kind goes before what it does otherwise, and a button of the bar does the same', async () => {
  const host = await open();
  await press(host, 'A', 'n');
  await press(host, 'A');
  await host.page.locator('.selection-bar').getByText('Warning Sign').click();
  assert.deepEqual(
    (await tagged(host)).map(([kind, targets]) => [kind, targets]),
    [
      ['note', [whole]],
      ['warning-sign', [whole]],
    ],
  );
  await host.close();
});

test('Escape, A again and a selection take it back', async () => {
  const host = await open();
  for (const keys of [
    ['A', 'Escape'],
    ['A', 'A'],
    ['A', 'ArrowRight'],
  ]) {
    await press(host, ...keys);
    await press(host, 'm');
  }
  const messages = (await tagged(host)).map(([, targets]) => targets[0]?.message);
  assert.deepEqual(messages, ['m1', 'm1', 'm1']);
  await host.close();
});

test('a kind that takes no whole transcript says so', async () => {
  const host = await open();
  const kinds = defaultCodebook.kinds.map((kind) => ({
    ...kind,
    roles: kind.roles.map((role) => ({ ...role, levels: ['span' as const] })),
  }));
  await host.send({ ...didOpen(), type: 'didChangeSettings', codebook: { ...defaultCodebook, kinds } });
  await press(host, 'A', 'm');
  assert.deepEqual(await tagged(host), []);
  assert.match(await host.page.innerText('.status'), /takes no whole transcript/u);
  await host.close();
});
