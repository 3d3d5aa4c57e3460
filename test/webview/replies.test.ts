import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PanelIntent } from '../../src/panel/intents.ts';
import type { ViewReply, ViewTag } from '../../src/panel/messages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { didChangeTags, openTexts, tag } from './messages.ts';

after(closeBrowser);

const bobs = (more: Partial<ViewTag> = {}): ViewTag =>
  tag(
    '01KAJ3W5Z0S7R3VQK6YH1T2B3B',
    'mistake',
    { message: 'm1', start: 0, end: 3, quote: 'two' },
    { reviewer: 'bob', own: false, ...more },
  );
const reply = (id: string, more: Partial<ViewReply> = {}): ViewReply => ({
  id: `01KAJ3W5Z0S7R3VQK6YH1T2${id}`,
  reviewer: 'alice',
  own: true,
  stance: 'disagree',
  text: 'It is a quotation.',
  ...more,
});

/** Bob's tag with its card open. */
async function open(shown: ViewTag): Promise<FakeHost> {
  const host = await openPage();
  await host.send(...openTexts('Count.', 'two'), didChangeTags([shown]), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm1',
    focus: true,
  });
  await press(host, 'n');
  return host;
}

async function press(host: FakeHost, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await host.page.keyboard.press(key);
  await settled(host.page);
}

/** Intents but the ids that the page makes up. */
async function said(host: FakeHost): Promise<readonly object[]> {
  const about: readonly PanelIntent['type'][] = ['addReply', 'changeReply', 'removeReply'];
  return (await host.intents())
    .filter(({ type }) => about.includes(type))
    .map((intent) => {
      const { type, ...rest } = intent as PanelIntent & { readonly id?: string };
      const { id: _made, ...plain } = rest;
      return { type, ...plain };
    });
}

test('a reply is a key, words, a stance and Ctrl+Enter', async () => {
  const host = await open(bobs());
  await press(host, 'r');
  await host.page.keyboard.type('It is a quotation.');
  await host.page.getByRole('button', { name: 'Disagree' }).click();
  await host.page.locator('.reply-form vscode-text-area').click();
  await press(host, 'Control+Enter');
  assert.deepEqual(await said(host), [
    { type: 'addReply', to: bobs().id, stance: 'disagree', text: 'It is a quotation.' },
  ]);
  assert.equal(await host.page.locator('.reply-form').count(), 0);
  await host.send(
    didChangeTags([bobs({ replies: [reply('R1'), reply('R2', { reviewer: 'eve', own: false, stance: 'agree' })] })]),
  );
  assert.deepEqual(
    await host.page
      .locator('.reply')
      .evaluateAll((rows) => rows.map((row) => row.textContent?.replace(/\s+/gu, ' ').trim())),
    ['AL Disagree It is a quotation.', 'EV Agree It is a quotation.'],
  );
  assert.equal(
    await host.page.locator('.reply vscode-button[aria-label="Remove this reply"]').count(),
    1,
    'only my own',
  );
  await host.close();
});

test('to agree or disagree is one key; the other one turns it round', async () => {
  const host = await open(bobs());
  await press(host, '-');
  await host.send(didChangeTags([bobs({ replies: [reply('R1', { text: '' })] })]));
  await press(host, '-', '+');
  assert.deepEqual(await said(host), [
    { type: 'addReply', to: bobs().id, stance: 'disagree', text: '' },
    { type: 'changeReply', reply: reply('R1').id, stance: 'agree', text: '' },
  ]);
  await host.close();
});

test('my own tag wants no agreement of mine, but takes the view of the model', async () => {
  const host = await open(bobs({ reviewer: 'alice', own: true }));
  await press(host, '+');
  assert.equal(await host.page.innerText('.status'), 'This tag is your own.');
  await press(host, 'r');
  await host.page.getByRole('button', { name: 'Model’s own view' }).click();
  await host.page.getByRole('button', { name: 'Send' }).click();
  assert.deepEqual(await said(host), []);
  assert.equal(await host.page.innerText('.status'), 'Write the reply first.');
  await host.page.locator('.reply-form vscode-text-area').click();
  await host.page.keyboard.type('I did say that.');
  await press(host, 'Control+Enter');
  assert.deepEqual(await said(host), [{ type: 'addReply', to: bobs().id, stance: 'model', text: 'I did say that.' }]);
  await host.close();
});

test('my replies can be changed and removed', async () => {
  const host = await open(bobs({ replies: [reply('R1')] }));
  await host.page.locator('vscode-button[aria-label="Change this reply"]').click();
  await settled(host.page);
  await press(host, 'End');
  await host.page.keyboard.type(' Really.');
  await press(host, 'Control+Enter');
  await host.page.locator('vscode-button[aria-label="Remove this reply"]').click();
  assert.deepEqual(await said(host), [
    { type: 'changeReply', reply: reply('R1').id, stance: 'disagree', text: 'It is a quotation. Really.' },
    { type: 'removeReply', reply: reply('R1').id },
  ]);
  await host.close();
});

test('what is written is never lost: Escape keeps it, saving and hiding send it', async () => {
  const host = await open(bobs());
  await press(host, 'r');
  await host.page.keyboard.type('Half a');
  await press(host, 'Escape');
  assert.equal(await host.page.locator('.reply-form').count(), 0);
  await host.send(didChangeTags([bobs()]));
  await press(host, 'r', 'End');
  assert.equal(
    await host.page.evaluate(
      () => (document.querySelector('.reply-form vscode-text-area') as HTMLTextAreaElement).value,
    ),
    'Half a',
  );
  await host.page.keyboard.type(' thought');
  await press(host, 'Control+s');
  assert.deepEqual(await said(host), [{ type: 'addReply', to: bobs().id, stance: 'clarify', text: 'Half a thought' }]);
  await press(host, 'r');
  await host.page.keyboard.type('Another');
  await host.page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  assert.equal((await said(host)).length, 2);
  await host.close();
});

test('a reply is text, whatever it holds, and a read-only file takes none', async () => {
  const host = await open(
    bobs({ replies: [reply('R1', { text: '<img src=x onerror=alert(1)>', own: false, reviewer: 'eve' })] }),
  );
  assert.equal(await host.page.locator('.replies img').count(), 0);
  await host.send(didChangeTags([bobs()], { notice: { text: 'It has errors.', blocked: true } }));
  await press(host, 'r', '+');
  assert.deepEqual(await said(host), []);
  assert.equal(await host.page.locator('vscode-button[aria-label="Reply (r)"]').count(), 0);
  await host.close();
});
