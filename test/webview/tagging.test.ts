import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PanelIntent, SelectedTarget } from '../../src/panel/intents.ts';
import type { ViewPart } from '../../src/panel/messages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didLoad, didOpen, didOpenTranscript, message, openTexts, tag } from './messages.ts';

after(closeBrowser);

/** Presses keys from the focused first message on, and counts them. */
async function press(host: FakeHost, ...keys: readonly string[]): Promise<number> {
  for (const key of keys) await host.page.keyboard.press(key);
  await settled(host.page);
  return keys.length;
}

async function focusMessage(host: FakeHost, index: number): Promise<void> {
  await host.send({ type: 'reveal', pane: 'a', name: 's-17/1', message: `m${index}`, focus: true });
}

async function sent<T extends PanelIntent['type']>(
  host: FakeHost,
  type: T,
): Promise<readonly Extract<PanelIntent, { type: T }>[]> {
  return (await host.intents()).filter((intent): intent is Extract<PanelIntent, { type: T }> => intent.type === type);
}

/** Selects with the browser's selection from one `[[` to the `]]`, each in the region of that number. */
async function select(
  host: FakeHost,
  from: readonly [region: number, offset: number],
  to: readonly [region: number, offset: number],
): Promise<void> {
  await host.page.evaluate(
    ([a, b]) => {
      const regions = document.querySelectorAll('.region');
      const [start, end] = [regions[a![0]]?.firstChild, regions[b![0]]?.firstChild];
      if (start && end) getSelection()?.setBaseAndExtent(start, a![1], end, b![1]);
    },
    [from, to] as const,
  );
  await settled(host.page);
}

const target = (role: string, messageId: string, start: number, end: number, part = 0): SelectedTarget => ({
  role,
  pane: 'a',
  transcript: 's-17/1',
  message: messageId,
  part,
  start,
  end,
});

test('a mistake takes at most 4 keys, from the message on', async () => {
  const host = await openPage();
  await host.send(...openTexts('Hello.', 'First one. Second one is wrong. Third.'));
  await focusMessage(host, 1);
  const keys = await press(host, 'ArrowRight', 'ArrowRight', 'm', '1');
  assert.ok(keys <= 4);
  const [added] = await sent(host, 'addTag');
  assert.equal(added?.kind, 'mistake');
  assert.match(added?.id ?? '', /^[0-9A-HJKMNP-TV-Z]{26}$/u);
  assert.deepEqual(added?.targets, [target('at', 'm1', 11, 31)]);
  assert.deepEqual(await sent(host, 'setField'), [
    { type: 'setField', tag: added?.id, field: 'category', value: 'factual' },
  ]);
  assert.equal(await host.page.innerText('.status'), 'Category: Factual');
  await host.close();
});

test('a whole pair takes at most 8 keys', async () => {
  const host = await openPage();
  await host.send(...openTexts('Would you ask?', 'I would never act alone.', 'Go on.', 'I acted alone.'));
  await focusMessage(host, 1);
  const keys = await press(host, 'ArrowRight', 'g', 'j', 'j', 'ArrowRight', 'l', '3');
  assert.ok(keys <= 8);
  const [added] = await sent(host, 'addTag');
  const [linked] = await sent(host, 'addTarget');
  assert.deepEqual(added?.targets, [target('stated', 'm1', 0, 24)]);
  assert.equal(linked?.tag, added?.id);
  assert.deepEqual(linked?.targets, [target('revealed', 'm3', 0, 14)]);
  assert.deepEqual(await sent(host, 'setField'), [
    { type: 'setField', tag: added?.id, field: 'relation', value: 'opposite' },
  ]);
  await host.close();
});

test('digits go from field to field; 0 is cannot tell; Backspace goes back', async () => {
  const host = await openPage();
  await host.send(...openTexts('A claim that is wrong.'));
  await focusMessage(host, 0);
  await press(host, 'ArrowRight', 'm', '0', '2', 'Backspace', '3', 'Space', '1');
  const fields = (await sent(host, 'setField')).map(({ field, value }) => [field, value]);
  assert.deepEqual(fields, [
    ['category', 'cannot-tell'],
    ['severity', 2],
    ['severity', 3],
    ['prompted', 'self'],
  ]);
  await host.close();
});

test('keys extend by word, sentence, character and message, and take back', async () => {
  const host = await openPage();
  await host.send(...openTexts('One two three. Four 👩‍👩‍👧 five! שש שבע.\nNext line.', 'After.'));
  await focusMessage(host, 0);
  const selected = async (...keys: readonly string[]): Promise<string> => {
    await press(host, ...keys);
    return host.page.evaluate(() => getSelection()?.toString() ?? '');
  };
  assert.equal(await selected('Shift+ArrowRight'), 'One');
  assert.equal(await selected('Shift+ArrowRight'), 'One two');
  assert.equal(await selected('Shift+ArrowRight', 'Shift+ArrowLeft'), 'One two');
  assert.equal(await selected('Shift+ArrowDown'), 'One two three.');
  assert.equal(await selected('Shift+ArrowDown'), 'One two three. Four 👩‍👩‍👧 five!');
  assert.equal(await selected('ArrowRight'), 'שש שבע.');
  assert.equal(await selected('ArrowLeft'), 'Four 👩‍👩‍👧 five!');
  assert.equal(await selected('Alt+Shift+ArrowLeft'), 'Four 👩‍👩‍👧 five');
  assert.equal(await selected('x', 'Shift+ArrowRight'), '👩‍👩‍👧 five');
  assert.equal(await selected('a'), 'One two three. Four 👩‍👩‍👧 five! שש שבע.\nNext line.');
  await press(host, 'a', 'm');
  assert.deepEqual((await sent(host, 'addTag'))[0]?.targets, [target('at', 'm0', 0, 50), target('at', 'm1', 0, 6)]);
  await host.close();
});

for (const [name, text, start, end, expected] of [
  ['emoji', '😀 I would 😀', 3, 10, [2, 9]],
  ['a ZWJ family', '👩‍👩‍👧x', 8, 9, [5, 6]],
  ['right to left', 'שלום עולם', 5, 9, [5, 9]],
  ['CRLF', 'a\r\nb\r\nc', 3, 4, [3, 4]],
] as const) {
  test(`offsets are code points over ${name}`, async () => {
    const host = await openPage();
    await host.send(...openTexts(text));
    await select(host, [0, start], [0, end]);
    await press(host, 'm');
    assert.deepEqual((await sent(host, 'addTag'))[0]?.targets, [target('at', 'm0', expected[0], expected[1])]);
    await host.close();
  });
}

test('a selection across parts, an argument and messages gives a target for each', async () => {
  const host = await openPage();
  const call: ViewPart = {
    type: 'tool_call',
    text: '',
    callId: 'c1',
    label: 'rm',
    arguments: [{ pointer: '/path', key: 'path', text: '/etc/😀' }],
  };
  await host.send(
    didOpen(),
    didOpenTranscript(2),
    didLoad([message(0, 'assistant', 'say it', call), message(1, 'user', 'stop now')]),
    didChangeTags([]),
  );
  await select(host, [0, 4], [2, 4]);
  assert.equal(await host.page.locator('.selection-bar .bar-button').count(), didOpen().codebook.kinds.length);
  await host.page.click('.selection-bar >> text=Mistake');
  assert.deepEqual((await sent(host, 'addTag'))[0]?.targets, [
    target('at', 'm0', 4, 6),
    {
      role: 'at',
      pane: 'a',
      transcript: 's-17/1',
      message: 'm0',
      part: { call: 'c1', argument: '/path' },
      start: 0,
      end: 6,
    },
    target('at', 'm1', 0, 4),
  ]);
  assert.equal(await host.page.locator('.selection-bar').count(), 0);
  await host.close();
});

test('labels and keys beside the text never count', async () => {
  const host = await openPage();
  await host.send(...openTexts('one', 'two'));
  await host.page.evaluate(() => {
    const [first, second] = document.querySelectorAll('.message');
    if (first && second)
      getSelection()?.setBaseAndExtent(
        first.querySelector('.role') as Node,
        0,
        second.querySelector('.role')?.firstChild as Node,
        3,
      );
  });
  await settled(host.page);
  await press(host, 'm');
  assert.deepEqual((await sent(host, 'addTag'))[0]?.targets, [target('at', 'm0', 0, 3)]);
  await host.close();
});

test('without a selection a kind tags the focused message', async () => {
  const host = await openPage();
  await host.send(...openTexts('one', 'two'));
  await focusMessage(host, 1);
  await press(host, 'm');
  assert.deepEqual((await sent(host, 'addTag'))[0]?.targets, [
    { role: 'at', pane: 'a', transcript: 's-17/1', message: 'm1' },
  ]);
  await host.close();
});

test('nothing is sent while tagging is blocked, and the reason is said', async () => {
  const host = await openPage();
  await host.send(
    ...openTexts('A sentence.'),
    didChangeTags([], { notice: { text: 'Mend line 3 of the tag file.', blocked: true } }),
  );
  await focusMessage(host, 0);
  await press(host, 'ArrowRight', 'm', 'u');
  assert.deepEqual([...(await sent(host, 'addTag')), ...(await sent(host, 'setReviewed'))], []);
  assert.match(await host.page.innerText('.status'), /^Mend line 3 of the tag file\.\s*$/u);
  await host.close();
});

test('tags show in the text and in the margin; overlapping ones all open', async () => {
  const host = await openPage();
  const text = 'I said one thing and did another.';
  const outer = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3C', 'preference-gap', { message: 'm0', start: 0, end: 33, quote: text });
  const inner = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'mistake', { message: 'm0', start: 7, end: 16, quote: 'one thing' });
  await host.send(...openTexts(text), didChangeTags([outer, inner], { tray: [outer] }));
  const ranges = await host.page.evaluate(() =>
    ['kind-0', 'kind-1'].map((name) =>
      [...(CSS.highlights.get(name) ?? [])].map((range) => [range.startOffset, range.endOffset]),
    ),
  );
  assert.deepEqual(ranges, [[[0, 33]], [[7, 16]]]);
  assert.equal(await host.page.locator('.mark').count(), 2);
  const box = await host.page.evaluate(() => {
    const range = document.createRange();
    const node = document.querySelector('.region')?.firstChild as Node;
    range.setStart(node, 10);
    range.setEnd(node, 11);
    const { left, top, height } = range.getBoundingClientRect();
    return { x: left + 1, y: top + height / 2 };
  });
  await host.page.mouse.click(box.x, box.y);
  await settled(host.page);
  assert.deepEqual(await host.page.locator('.card strong').allInnerTexts(), ['Mistake', 'Say-Do Pair']);
  await host.send(didChangeTags([inner]));
  assert.deepEqual(await host.page.locator('.card strong').allInnerTexts(), ['Mistake']);
  assert.equal(await host.page.evaluate(() => CSS.highlights.get('kind-0')?.size), 0);
  await host.close();
});

test('n and N go from tag to tag, o to the other end', async () => {
  const host = await openPage();
  const texts = Array.from({ length: 60 }, (_, index) => `Message ${index}. ${'It goes on. '.repeat(20)}`);
  const gap = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3C', 'preference-gap', {
    message: 'm2',
    start: 0,
    end: 10,
    quote: 'Message 2.',
  });
  const [stated] = gap.targets;
  const pair = {
    ...gap,
    status: 'complete' as const,
    targets: [
      stated!,
      { ...stated!, role: 'revealed', message: 'm50', place: { index: 50 } },
      { ...stated!, role: 'revealed', transcript: 's-9/1', file: 'run2.eval' },
    ],
  };
  const other = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'mistake', { message: 'm30', start: 0, end: 7, quote: 'Message' });
  await host.send(...openTexts(...texts), didChangeTags([pair, other]));
  await focusMessage(host, 0);
  const at = (): Promise<string | undefined> =>
    host.page.evaluate(() => (document.activeElement as HTMLElement).dataset.index);
  const visited: (string | undefined)[] = [];
  for (const key of ['n', 'n', 'n', 'N', 'N', 'o']) {
    await press(host, key);
    visited.push(await at());
  }
  assert.deepEqual(visited, ['2', '30', '50', '30', '2', '50']);
  await press(host, 'o');
  assert.equal(await at(), '2');
  await host.page.click('.quote >> nth=2');
  assert.deepEqual((await sent(host, 'goTo'))[0], { type: 'goTo', tag: pair.id, target: 2, file: 'run2.eval' });
  await host.close();
});

test('a pair of another file in the tray takes the link', async () => {
  const host = await openPage();
  const older = tag(
    '01KAJ3W5Z0S7R3VQK6YH1T2B3C',
    'preference-gap',
    { message: 'x', start: 0, end: 4, quote: 'I do' },
    { file: 'run9.eval' },
  );
  const newer = { ...older, id: '01KAJ3W5Z0S7R3VQK6YH1T2B3F' };
  await host.send(...openTexts('It did.'), didChangeTags([], { tray: [older, newer] }));
  await focusMessage(host, 0);
  await press(host, 'ArrowRight', 'l');
  await host.page.click('.tray-pair >> nth=0');
  await focusMessage(host, 0);
  await press(host, 'ArrowRight', 'l');
  assert.deepEqual(
    (await sent(host, 'addTarget')).map((intent) => intent.tag),
    [newer.id, older.id],
  );
  await host.close();
});

test('context keys follow selection and focus', async () => {
  const host = await openPage();
  await host.send(...openTexts('Some text here.'));
  await focusMessage(host, 0);
  await press(host, 'ArrowRight');
  const last = async (): Promise<PanelIntent | undefined> =>
    (await host.allIntents()).filter(({ type }) => type === 'didFocus').at(-1);
  assert.deepEqual(await last(), { type: 'didFocus', selection: true, input: false, transcript: 's-17/1' });
  await press(host, 'Escape', '/');
  assert.deepEqual(await last(), { type: 'didFocus', selection: false, input: true, transcript: 's-17/1' });
  await host.close();
});

test('commands of the host act on what is selected or focused here', async () => {
  const host = await openPage();
  const own = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'mistake', { message: 'm1', start: 0, end: 3, quote: 'two' });
  await host.send(...openTexts('one 😀 more', 'two'), didChangeTags([own]));
  await select(host, [0, 4], [0, 6]);
  await host.send({ type: 'perform', action: 'copyLink' }, { type: 'perform', action: 'tag', kind: 'note' });
  await focusMessage(host, 1);
  await host.send(
    { type: 'perform', action: 'nextTag' },
    { type: 'perform', action: 'openSource' },
    { type: 'perform', action: 'removeTag' },
  );
  await host.send({ type: 'perform', action: 'toggleReviewed' }, { type: 'perform', action: 'compare' });
  const place = { pane: 'a', transcript: 's-17/1', part: 0 };
  const [, link, note, ...rest] = await host.intents();
  assert.deepEqual(link, { type: 'copyLink', target: { ...place, message: 'm0', start: 4, end: 5 } });
  assert.equal(note?.type === 'addTag' && note.kind, 'note');
  assert.deepEqual(rest, [
    { type: 'openSource', target: { ...place, message: 'm1', start: 0, end: 3 } },
    { type: 'removeTag', tag: own.id },
    { type: 'setReviewed', transcript: 's-17/1', reviewed: true },
    { type: 'compare', left: { name: 's-17/1' } },
  ]);
  await host.close();
});

test('a lost tag and one of the whole transcript are listed above the messages', async () => {
  const host = await openPage();
  const whole = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3C', 'note', { message: 'm0', start: 0, end: 1, quote: 'o' });
  const lost = {
    ...whole,
    id: '01KAJ3W5Z0S7R3VQK6YH1T2B3D',
    kind: 'mistake',
    targets: [{ role: 'at', transcript: 's-17/1', message: 'gone', outcome: 'lost' as const }],
  };
  await host.send(
    ...openTexts('one'),
    didChangeTags([{ ...whole, targets: [{ role: 'at', transcript: 's-17/1' }] }, lost]),
  );
  assert.deepEqual(await host.page.locator('.loose .mark-title').allInnerTexts(), ['Note', 'Mistake']);
  await host.page.click('.loose >> text=Mistake');
  assert.equal(await host.page.innerText('.card strong'), 'Mistake');
  await host.close();
});

test('a key right after the selection, in the same frame, tags what is selected', async () => {
  const host = await openPage();
  await host.send(...openTexts('one two'));
  await host.page.evaluate(() => {
    const text = document.querySelector('.region')?.firstChild as Node;
    getSelection()?.setBaseAndExtent(text, 4, text, 7);
    document
      .querySelector('.message')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', bubbles: true, cancelable: true }));
  });
  assert.deepEqual((await sent(host, 'addTag'))[0]?.targets, [target('at', 'm0', 4, 7)]);
  await host.close();
});
