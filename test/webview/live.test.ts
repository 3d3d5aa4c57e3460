import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { DidChangeTranscript, ViewMessage } from '../../src/panel/messages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didLoad, didOpen, didOpenTranscript, message } from './messages.ts';

after(closeBrowser);

const text = 'I would never lie. '.repeat(30);
const made = (from: number, to: number, say = text): ViewMessage[] =>
  Array.from({ length: to - from }, (_, i) =>
    message(from + i, i % 2 === 0 ? 'user' : 'assistant', `${from + i}: ${say}`),
  );

function change(count: number, from: number): DidChangeTranscript {
  return { ...didOpenTranscript(count), type: 'didChangeTranscript', from };
}

/** A page that shows this many messages. */
async function shown(count: number): Promise<FakeHost> {
  const host = await openPage();
  await host.send(didOpen(), didOpenTranscript(count), didLoad(made(0, count)), didChangeTags([]));
  await host.page.waitForFunction((all) => document.querySelectorAll('.message').length === all, count);
  return host;
}

/** Scrolls a message to the top, less some pixels, focuses it, and says where it is. */
async function lookAt(host: FakeHost, index: number): Promise<void> {
  await host.page.evaluate((at) => {
    const article = document.querySelector<HTMLElement>(`.message[data-index="${at}"]`);
    article?.scrollIntoView({ block: 'start' });
    article?.focus({ preventScroll: true });
    const root = document.querySelector('.transcript');
    if (root) root.scrollTop += 17;
  }, index);
  await settled(host.page);
}

const topOf = (host: FakeHost, index: number): Promise<number> =>
  host.page.evaluate(
    (at) => Math.round(document.querySelector(`.message[data-index="${at}"]`)?.getBoundingClientRect().top ?? -1e6),
    index,
  );

const focused = (host: FakeHost): Promise<string | undefined> =>
  host.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.index);

test('messages that are appended leave place, focus and selection as they are', async () => {
  const host = await shown(120);
  await lookAt(host, 70);
  await host.page.evaluate(() => {
    const at = document.querySelector('.message[data-index="71"] .parts')?.querySelector('*') ?? document.body;
    getSelection()?.selectAllChildren(at);
  });
  await settled(host.page);
  const before = [await topOf(host, 70), await host.page.evaluate(() => String(getSelection()))];
  await host.page.evaluate(() =>
    Object.assign(document.querySelector('.message[data-index="70"]') ?? {}, { same: true }),
  );
  await host.send(change(163, 120), didLoad(made(120, 163)));
  await host.page.waitForFunction(() => document.querySelectorAll('.message').length === 163);
  assert.deepEqual([await topOf(host, 70), await host.page.evaluate(() => String(getSelection()))], before);
  assert.equal(
    await host.page.evaluate(() => 'same' in (document.querySelector('.message[data-index="70"]') ?? {})),
    true,
  );
  assert.equal(await host.page.getAttribute('.message[data-index="3"]', 'aria-setsize'), '163');
  assert.equal(await host.page.innerText('.status'), '43 new messages');
  assert.equal(await host.page.locator('.message').last().getAttribute('data-index'), '162');
  await host.close();
});

test('what is read stays in place when messages above it are other than before', async () => {
  const host = await shown(120);
  await lookAt(host, 70);
  const before = await topOf(host, 70);
  await host.send(change(120, 60), didLoad(made(60, 120, text.repeat(3))));
  await host.page.waitForFunction(() => document.querySelectorAll('.message').length === 120);
  assert.deepEqual([await topOf(host, 70), await focused(host)], [before, '70']);
  assert.match(await host.page.innerText('.message[data-index="70"]'), /70: /u);
  await host.close();
});

test('a transcript that became shorter shows what is left', async () => {
  const host = await shown(120);
  await host.send(change(40, 40), didLoad([]));
  assert.equal(await host.page.locator('.message').count(), 40);
  assert.equal(await host.page.locator('.section').count(), 1);
  await host.send(change(60, 40), didLoad(made(40, 60)));
  await host.page.waitForFunction(() => document.querySelectorAll('.message').length === 60);
  await host.close();
});

test('rows that come without their count are described again; the others stay', async () => {
  const host = await openPage();
  const rows = (names: readonly string[]) => names.map((name, record) => ({ record, name }));
  await host.send(didOpen({ entryCount: 2 }), didChangeTags([]), { type: 'didList', entries: rows(['a', 'b']) });
  await host.send({
    type: 'didList',
    entries: [
      { record: 0, name: 'a', messageCount: 4 },
      { record: 1, name: 'b', error: 'cut' },
    ],
  });
  await host.send({ type: 'didChangeFile', metadata: {}, problems: [], entryCount: 3 });
  await host.send({
    type: 'didList',
    entries: [
      { record: 1, name: 'b' },
      { record: 2, name: 'c' },
    ],
  });
  await settled(host.page);
  const asked = (await host.intents()).flatMap((intent) => (intent.type === 'describeEntries' ? intent.records : []));
  assert.deepEqual(asked, [0, 1, 1, 2]);
  assert.match(await host.page.innerText('.list-head'), /3 transcripts/u);
  assert.match(await host.page.innerText('#row-0'), /4/u);
  await host.close();
});

test('a file that is gone says so over what it was; one that was not opened can be tried again', async () => {
  const host = await shown(3);
  await host.send({
    type: 'didChangeFile',
    metadata: {},
    problems: [],
    entryCount: 1,
    lost: { severity: 'warning', text: 'The file cannot be read.' },
  });
  assert.match(await host.page.innerText('.notices'), /what is shown is what it was. The file cannot be read/u);
  assert.equal(await host.page.locator('.message').count(), 3);
  await host.send({ type: 'didChangeFile', metadata: {}, problems: [], entryCount: 1 });
  assert.equal(await host.page.locator('.notices').count(), 0);
  await host.send(
    didOpen({ entryCount: 0, canReopen: true, problems: [{ severity: 'info', text: 'Opening was stopped.' }] }),
  );
  await host.page.getByText('Open Again').click();
  assert.deepEqual((await host.intents()).at(-1), { type: 'reopen' });
  await host.close();
});
