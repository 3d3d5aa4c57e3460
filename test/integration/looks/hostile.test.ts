import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { violations } from '../../support/editor/violations.ts';

const remote = 'https://transcript.invalid';
const texts = [
  `<img src="${remote}/a.png" onerror="window.pwned=1"><script>window.pwned=1</script><b>bold</b><iframe src="${remote}"></iframe>`,
  '[click me](command:workbench.action.closeWindow) [or me](javascript:window.pwned=1) <a href="command:plumbline.openTagFile">x</a>',
  `![image](${remote}/b.png) <style>body{display:none}</style> <base href="${remote}/">`,
  'user\u202etxt.exe\u202c and \u001b[31mred\u001b[0m and zero\u200bwidth',
  '</div></article><h1 id="app">{{constructor}} <!-- -->',
];
const name = `<img src=x onerror="window.pwned=1">&amp;`;
const hostile = {
  id: name,
  model: `<i>${remote}</i>`,
  metadata: { note: '<b>meta</b>', [`<u>key</u>`]: 'javascript:window.pwned=1' },
  messages: [
    ...texts.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })),
    { role: 'user', content: [{ type: 'image_url', image_url: { url: `${remote}/c.png` } }] },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        {
          id: '<s>c1</s>',
          type: 'function',
          function: { name: '<b>run</b>', arguments: '{"<u>k</u>": "<script>window.pwned=1</script>"}' },
        },
      ],
    },
    { role: 'tool', tool_call_id: '<s>c1</s>', name: '<b>run</b>', content: '<svg onload="window.pwned=1">' },
  ],
};

describe('a hostile transcript', () => {
  let editor: Editor;
  let broken: readonly string[];
  const requested: string[] = [];
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        'hostile.jsonl': `${JSON.stringify(hostile)}\n${JSON.stringify({ id: 'plain', messages: hostile.messages.slice(0, 1) })}\n`,
      },
    });
    broken = violations(editor.page);
    editor.page.on('request', (request) => requested.push(request.url()));
  });
  after(() => editor?.close());

  it('is text, all of it', async () => {
    const panel = await openPanel(editor, 'hostile.jsonl', 'plain');
    await editor.waitForText(name, panel.locator('.list'));
    await panel.getByRole('option').first().click();
    await panel
      .locator('.message')
      .nth(texts.length + 2)
      .waitFor();
    for (const text of [...texts, '<svg onload="window.pwned=1">', '<script>window.pwned=1</script>']) {
      await eventually(JSON.stringify(text), async () =>
        (await panel.locator('.transcript .region').allTextContents()).includes(text),
      );
    }
    await editor.screenshot('looks-hostile');
  });

  it('adds no element', async () => {
    const panel = editor.panel();
    await panel.locator('.message .role').first().click();
    await editor.press('b');
    await panel.getByRole('region', { name: 'Details' }).waitFor();
    const elements = await panel
      .locator('body')
      .evaluate((body) => [...new Set([...body.querySelectorAll('*')].map((each) => each.localName))]);
    const foreign = ['img', 'iframe', 'a', 'b', 'i', 'u', 's', 'style', 'base', 'object', 'form', 'link'];
    assert.deepEqual(
      elements.filter((each) => foreign.includes(each)),
      [],
    );
    const inside = await panel
      .locator('.region')
      .evaluateAll((regions) => regions.flatMap((region) => [...region.children]).length);
    assert.equal(inside, 0);
    const scripts = await panel.locator('script').evaluateAll((found) => found.map((script) => script.outerHTML));
    assert.ok(scripts.length > 0 && !scripts.join().includes('pwned'));
  });

  it('tells of the characters that one cannot see', async () => {
    await editor.waitForText('Hidden characters: U+202E ×1, U+202C ×1, U+001B ×2, U+200B ×1', editor.panel());
  });

  it('shows the address of a remote image and does not fetch it', async () => {
    await editor.waitForText(`${remote}/c.png`, editor.panel().locator('.address'));
    assert.deepEqual(
      requested.filter((url) => url.includes('transcript.invalid')),
      [],
    );
  });

  it('ran nothing', async () => {
    const pwned = await Promise.all(editor.page.frames().map((frame) => frame.evaluate(() => 'pwned' in window)));
    assert.ok(pwned.length > 2 && !pwned.includes(true));
    assert.deepEqual(broken, []);
  });
});
