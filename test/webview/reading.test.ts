import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ViewPart } from '../../src/panel/messages.ts';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didLoad, didOpen, didOpenTranscript, message, openTexts } from './messages.ts';

after(closeBrowser);

const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script> [x](javascript:alert(1)) <b>bold</b> &amp;';

test('text of a transcript is one text node and never markup', async () => {
  const host = await openPage();
  const call: ViewPart = {
    type: 'tool_call',
    text: '',
    callId: hostile,
    label: hostile,
    arguments: [{ pointer: '/x', key: hostile, text: hostile }],
  };
  const result: ViewPart = { type: 'tool_result', text: hostile, label: hostile };
  await host.send(
    didOpen({ file: hostile }),
    didOpenTranscript(2, { metadata: { [hostile]: hostile }, problems: [{ severity: 'error', text: hostile }] }),
    didLoad([
      { ...message(0, 'user', hostile, '# *a* `b`'), name: hostile, model: hostile },
      message(1, 'tool', call, result),
    ]),
    didChangeTags([]),
  );
  await host.page.keyboard.press('b');
  const found = await host.page.evaluate(() => ({
    elements: document.querySelectorAll('.transcript img, script:not([nonce]), .region *, #app b, #app a').length,
    regions: [...document.querySelectorAll('.region')].map((region) => [region.childNodes.length, region.textContent]),
  }));
  assert.equal(found.elements, 0);
  assert.deepEqual(found.regions, [
    [1, hostile],
    [1, '# *a* `b`'],
    [1, hostile],
    [1, hostile],
  ]);
  await host.close();
});

test('a long text comes in slices with every character, cut between no pair', async () => {
  const host = await openPage();
  const text = `x${'😀'.repeat(40_000)}\r\n\tend`;
  await host.send(...openTexts(text));
  const nodes = await host.page.evaluate(() =>
    [...(document.querySelector('.region')?.childNodes ?? [])].map((node) => node.textContent ?? ''),
  );
  assert.equal(nodes.join(''), text);
  assert.ok(nodes.length > 1);
  for (const node of nodes) assert.doesNotMatch(node, /[\ud800-\udfff]/u);
  await host.close();
});

test('30 000 messages: the first screen is there before the rest, and the rest fills in', async () => {
  const host = await openPage();
  const messages = Array.from({ length: 30_000 }, (_, index) =>
    message(index, index % 2 ? 'assistant' : 'user', `Message ${index} says something of ordinary length.`),
  );
  await host.send(didOpen(), didOpenTranscript(30_000, { range: { start: 0, end: 20_000 } }), didChangeTags([]));
  const first = await host.page.evaluate(
    (data) => {
      window.dispatchEvent(new MessageEvent('message', { data }));
      return {
        articles: document.querySelectorAll('.message').length,
        nodes: document.querySelectorAll('.transcript *').length,
      };
    },
    didLoad(messages.slice(0, 500), 'a', 's-17/1', false),
  );
  assert.ok(first.articles >= 50, `${first.articles} messages on the first screen`);
  assert.ok(first.nodes < 2500, `${first.nodes} elements before the first frame`);
  await host.send(didLoad(messages.slice(500, 20_000)));
  await host.page.waitForFunction(() => document.querySelectorAll('.message').length === 20_000);
  const done = await host.page.evaluate(() => ({
    sections: document.querySelectorAll('.section').length,
    regions: [...document.querySelectorAll('.region')].every((region) => region.childNodes.length === 1),
    setsize: document.querySelector('.message')?.getAttribute('aria-setsize'),
    order: [...document.querySelectorAll<HTMLElement>('.message')].every(
      (article, at) => Number(article.dataset.index) === at,
    ),
  }));
  assert.deepEqual(done, { sections: 400, regions: true, setsize: '30000', order: true });
  assert.match(await host.page.innerText('.range-line'), /1–20,000 of 30,000/u);
  await host.page.click('.range-line >> text=Later');
  assert.deepEqual((await host.intents()).at(-1), { type: 'loadRange', pane: 'a', start: 20_000 });
  await host.close();
});

test('chunks out of order stand in order, the revealed one first', async () => {
  const host = await openPage();
  const messages = Array.from({ length: 200 }, (_, index) => message(index, 'user', `Number ${index}.\n`.repeat(4)));
  await host.send(didOpen(), didOpenTranscript(200), didChangeTags([]), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm150',
    focus: true,
  });
  await host.send(didLoad(messages.slice(120), 'a', 's-17/1', false));
  assert.equal(await host.page.evaluate(() => (document.activeElement as HTMLElement).dataset.index), '150');
  await host.send(didLoad(messages.slice(0, 120)));
  await host.page.waitForFunction(() => document.querySelectorAll('.message').length === 200);
  await settled(host.page);
  const seen = await host.page.evaluate(() => {
    const box = document.querySelector('.message[data-index="150"]')?.getBoundingClientRect();
    const order = [...document.querySelectorAll<HTMLElement>('.message')].every(
      (article, at) => Number(article.dataset.index) === at,
    );
    return { visible: box !== undefined && box.bottom > 0 && box.top < innerHeight, order };
  });
  assert.deepEqual(seen, { visible: true, order: true });
  await host.close();
});

test('the feed is busy while messages are to come, also when another transcript follows', async () => {
  const host = await openPage();
  const busy = () => host.page.getAttribute('.transcript', 'aria-busy');
  await host.send(...openTexts('one', 'two'));
  assert.equal(await busy(), 'false');
  await host.send(didOpenTranscript(2, { name: 'next' }), didLoad([message(0, 'user', 'three')], 'a', 'next', false));
  assert.equal(await busy(), 'true');
  await host.send(didLoad([message(1, 'user', 'four')], 'a', 'next'));
  assert.equal(await busy(), 'false');
  await host.close();
});

test('a cut text asks for the rest and shows it', async () => {
  const host = await openPage();
  await host.send(
    didOpen(),
    didOpenTranscript(1),
    didLoad([message(0, 'user', { type: 'text', text: 'first ', fullLength: 12 })]),
    didChangeTags([]),
  );
  await host.page.click('.more');
  assert.deepEqual((await host.intents()).at(-1), {
    type: 'loadText',
    pane: 'a',
    name: 's-17/1',
    region: { message: 'm0', part: 0 },
    from: 6,
  });
  await host.send({
    type: 'didLoadText',
    pane: 'a',
    name: 's-17/1',
    region: { message: 'm0', part: 0 },
    start: 6,
    text: 'second',
  });
  assert.equal(await host.page.textContent('.region'), 'first second');
  assert.equal(await host.page.locator('.more').count(), 0);
  await host.close();
});

test('an embedded image is asked for on a click; a remote address is only text', async () => {
  const host = await openPage();
  const embedded: ViewPart = { type: 'image', text: '', mime: 'image/png', embedded: true };
  const remote: ViewPart = { type: 'image', text: '', url: 'https://example.org/a.png' };
  await host.send(didOpen(), didOpenTranscript(1), didLoad([message(0, 'user', embedded, remote)]), didChangeTags([]));
  assert.match(await host.page.innerText('.part:nth-child(2)'), /https:\/\/example\.org\/a\.png/u);
  await host.page.click('.image-button');
  assert.deepEqual((await host.intents()).at(-1), {
    type: 'loadImage',
    pane: 'a',
    name: 's-17/1',
    region: { message: 'm0', part: 0 },
  });
  const shown = await host.page.evaluate(async () => {
    const data = atob(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    );
    const bytes = Uint8Array.from(data, (character) => character.charCodeAt(0));
    const image = { mime: 'image/png', bytes };
    window.dispatchEvent(
      new MessageEvent('message', {
        data: { type: 'didLoadImage', pane: 'a', name: 's-17/1', region: { message: 'm0', part: 0 }, image },
      }),
    );
    const shownImage = document.querySelector('img');
    await shownImage?.decode();
    return [shownImage?.src.slice(0, 5), shownImage?.naturalWidth];
  });
  assert.deepEqual(shown, ['blob:', 1]);
  await host.close();
});

test('a long result folds, keeps its text, and unfolds by its button and by a reveal', async () => {
  const host = await openPage();
  const text = Array.from({ length: 300 }, (_, line) => `line ${line}`).join('\n');
  await host.send(
    didOpen(),
    didOpenTranscript(2),
    didLoad([message(0, 'tool', { type: 'tool_result', text }), message(1, 'tool', { type: 'tool_result', text })]),
    didChangeTags([]),
  );
  const height = (at: number): Promise<number> =>
    host.page.evaluate((index) => document.querySelectorAll('.region')[index]?.clientHeight ?? 0, at);
  const folded = await height(0);
  assert.ok(folded < 400);
  assert.equal(await host.page.textContent('.region'), text);
  await host.page.click('.fold >> nth=0');
  assert.ok((await height(0)) > folded * 5);
  await host.send({
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm1',
    part: 0,
    span: { start: text.length - 8, end: text.length },
    focus: true,
  });
  assert.ok((await height(1)) > folded * 5);
  await host.close();
});

test('hidden characters are named and marked, emoji and Persian joiners are not', async () => {
  const host = await openPage();
  await host.send(...openTexts('pay \u202eelpoep\u202c no\u200bw', 'family 👩‍👩‍👧, می‌خواهم, 🏴󠁧󠁢󠁥󠁮󠁧󠁿'));
  assert.deepEqual(await host.page.locator('.hidden-note').allInnerTexts(), [
    'Hidden characters: U+202E ×1, U+202C ×1, U+200B ×1',
  ]);
  await host.page.waitForFunction(() => CSS.highlights.get('hidden-character')?.size === 3);
  await host.close();
});

test('Markdown and JSON are coloured in place, and not when that is switched off', async () => {
  const host = await openPage();
  const json: ViewPart = { type: 'tool_result', text: '{"a": [1, "x"]}' };
  await host.send(
    didOpen(),
    didOpenTranscript(1),
    didLoad([message(0, 'assistant', '# Head\n\n**strong** and `code`', json)]),
    didChangeTags([]),
  );
  const names = (): Promise<readonly string[]> =>
    host.page.evaluate(() =>
      [...CSS.highlights]
        .filter(([name, { size }]) => name.startsWith('markup-') && size > 0)
        .map(([name]) => name)
        .sort(),
    );
  await host.page.waitForFunction(() => CSS.highlights.has('markup-key'));
  assert.deepEqual(await names(), [
    'markup-code',
    'markup-heading',
    'markup-key',
    'markup-number',
    'markup-quiet',
    'markup-string',
    'markup-strong',
  ]);
  const { codebook, reviewer } = didOpen();
  await host.send({ type: 'didChangeSettings', codebook, reviewer, settings: { colorMarkup: false, foldLines: 0 } });
  assert.deepEqual(await names(), []);
  await host.close();
});
