import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, openTexts, tag } from './messages.ts';

after(closeBrowser);

test('the card that opens below a new tag does not hide its text', async () => {
  const host = await openPage({ width: 480, height: 560 });
  const lines = Array.from({ length: 40 }, (_, i) => `Line ${i}.`).join('\n');
  await host.send(...openTexts(lines));
  /** Where a text stands, and where the messages end. */
  const at = (text: string): Promise<{ readonly top: number; readonly bottom: number; readonly end: number }> =>
    host.page.evaluate((wanted) => {
      const node = document.querySelector('.region')?.firstChild as Text;
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(wanted));
      range.setEnd(node, node.data.indexOf(wanted) + wanted.length);
      const { top, bottom } = range.getBoundingClientRect();
      return { top, bottom, end: document.querySelector('.transcript')?.getBoundingClientRect().bottom ?? 0 };
    }, text);
  const first = await at('Line 0.');
  const last = Math.floor((first.end - first.top) / (first.bottom - first.top + 4)) - 2;
  const text = `Line ${last}.`;
  const start = lines.indexOf(text);
  const end = start + text.length;
  await host.page.evaluate(
    ([from, to]) => {
      const node = document.querySelector('.region')?.firstChild;
      if (node) getSelection()?.setBaseAndExtent(node, from, node, to);
    },
    [start, end] as const,
  );
  await settled(host.page);
  await host.page.keyboard.press('m');
  await settled(host.page);
  const added = (await host.intents()).find((intent) => intent.type === 'addTag');
  const before = await at(text);
  assert.ok(before.bottom <= before.end, 'it was in sight');
  await host.send(didChangeTags([tag(added?.id ?? '', 'mistake', { message: 'm0', start, end, quote: text })]));
  await settled(host.page);
  const now = await at(text);
  assert.ok(now.end < before.bottom, 'the card takes the room where the text was');
  assert.ok(now.bottom <= now.end, `${text} ends at ${now.bottom}, the messages at ${now.end}`);
  await host.close();
});
