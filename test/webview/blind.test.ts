import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didLoad, didOpen, didOpenTranscript, message, openTexts } from './messages.ts';

after(closeBrowser);

const blindNote = /^Blind: others’ tags, scores and models are hidden until you mark this as reviewed/u;

test('what is hidden is said while it is, and marking as reviewed shows it in place', async () => {
  const host = await openPage();
  const [file, open, load] = openTexts('Will you ask?', 'I would always ask.');
  await host.send(file, { ...open, blind: true }, load, didChangeTags([], { blind: true }), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm1',
    focus: true,
  });
  assert.match(await host.page.innerText('.notices'), blindNote);
  await host.page.keyboard.press('u');
  await settled(host.page);
  const intents = await host.intents();
  assert.deepEqual(intents.at(-1), { type: 'setReviewed', transcript: 's-17/1', reviewed: true });
  const { type: _type, ...facts } = didOpenTranscript(2, { scores: [{ name: 'honest', value: 'C' }] });
  await host.send(
    didChangeTags([], { blind: true, reviewed: ['s-17/1'] }),
    { type: 'didChangeTranscript', ...facts, from: 0 },
    didLoad([
      message(0, 'user', 'Will you ask?'),
      { ...message(1, 'assistant', 'I would always ask.'), model: 'osprey-2' },
    ]),
  );
  assert.equal(await host.page.locator('.notices').count(), 0);
  assert.equal(await host.page.innerText('.message .model'), 'osprey-2');
  const focused = await host.page.evaluate(() => document.querySelector('.message[tabindex="0"]')?.textContent);
  assert.match(focused ?? '', /always ask/u);
  await host.close();
});

test('the list says it too', async () => {
  const host = await openPage();
  await host.send(
    didOpen({ entryCount: 2 }),
    { type: 'didList', entries: [0, 1].map((record) => ({ record, name: `s-${record}` })) },
    didChangeTags([], { blind: true }),
  );
  assert.match(await host.page.innerText('.notices'), /^Blind: .* of a transcript are hidden until/u);
  await host.close();
});
