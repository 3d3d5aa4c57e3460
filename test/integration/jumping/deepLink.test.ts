import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { waitForHighlight } from '../../support/editor/waitForHighlight.ts';

const said = 'Fine 👩🏽‍💻: I would never & ever, 100 % sure, delete #1.';
const quote = 'never & ever, 100 % sure';
const filler = Array.from({ length: 40 }, (_, i) => ({ role: 'user', content: `Line ${i}.\n\n` }));
const talk = { id: 'one/two #3 & 50 %', messages: [...filler, { role: 'assistant', content: said }] };
const folder = 'runs of May & June';

describe('deep links', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        [`${folder}/talk #1.jsonl`]: `${JSON.stringify(talk)}\n${JSON.stringify({ id: 'other', messages: filler })}\n`,
        'secret.txt': 'no transcript',
      },
    });
    await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  after(() => editor?.close());
  afterEach(async () => {
    await editor.evaluate((api) => api.commands.executeCommand('notifications.clearAll'));
    await editor.closeAllTabs();
  });

  /** Opens a link of ours as another program would. */
  async function follow(link: string): Promise<void> {
    await editor.evaluate(async (api, text) => {
      const uri = api.Uri.parse(text, true);
      await api.env.openExternal(await api.env.asExternalUri(uri));
    }, link);
  }
  const scheme = (): Promise<string> => editor.evaluate((api) => api.env.uriScheme);
  const clipboard = (): Promise<string> => editor.evaluate((api) => api.env.clipboard.readText());

  async function copyLink(): Promise<string> {
    const panel = await openPanel(editor, `${folder}/talk #1.jsonl`, 'other');
    await panel.getByRole('option', { name: 'one/two' }).click();
    await panel.locator('.transcript').getByText('Line 0.').waitFor();
    await editor.selectText(panel.locator('.transcript'), quote);
    await editor.press('c');
    const link = await eventually('a link is copied', async () => {
      const text = await clipboard();
      return text.includes('://plumbline.plumbline/open?') && text;
    });
    await editor.closeAllTabs();
    return link;
  }

  it('are copied with the characters that are selected', async () => {
    const link = await copyLink();
    assert.ok(link.startsWith(`${await scheme()}://plumbline.plumbline/open?l=`), link);
    assert.equal(
      decodeURIComponent(link.slice(link.indexOf('?l=') + 3).replaceAll('~', '%')),
      `${encodeURIComponent(folder)}/talk%20%231.jsonl#s=one%2Ftwo%20%233%20%26%2050%20%25&m=%2340&p=0&c=19-43`,
    );
  });

  it('show those characters again', async () => {
    await follow(await copyLink());
    await waitForHighlight(editor.panel(), 'revealed', quote);
  });

  it('show them in the panel that is open', async () => {
    const link = await copyLink();
    const panel = await openPanel(editor, `${folder}/talk #1.jsonl`, 'other');
    const tabs = await editor.tabs();
    await follow(link);
    await waitForHighlight(panel, 'revealed', quote);
    assert.deepEqual(await editor.tabs(), tabs);
  });

  const inside = `${encodeURIComponent(folder)}/talk%20%231.jsonl`;
  const refusals: readonly (readonly [what: string, locator: string, message: RegExp, opens?: boolean])[] = [
    ['a grammar of another kind', '?x=1', /not a link to a place in a transcript/],
    ['fields out of order', `${inside}#m=%230&s=other`, /not a link to a place in a transcript/],
    ['a broken escape', `${inside}#s=%zz`, /not a link to a place in a transcript/],
    [
      'a file above the workspace',
      '../outside.jsonl#s=a',
      /into the workspace only; this one leads to \.\.\/outside\.jsonl/,
    ],
    ['a file above, through a folder', 'a/../../outside.jsonl#s=a', /into the workspace only/],
    ['an absolute path', '/etc/passwd#s=a', /into the workspace only|not a link/],
    ['another scheme', 'https%3A//example.com/a.jsonl#s=a', /into the workspace only|not a link/],
    ['a command', 'command%3Aworkbench.action.quit#s=a', /into the workspace only|not a link/],
    ['a missing file', 'nowhere.jsonl#s=a', /The workspace has no file nowhere\.jsonl/],
    ['a missing transcript', `${inside}#s=nobody`, /has no transcript “nobody”/, true],
    ['a missing message', `${inside}#s=other&m=%23999`, /has no message “#999”/, true],
  ];
  for (const [what, locator, message, opens = false] of refusals) {
    it(`refuse ${what}`, async () => {
      const query = locator.startsWith('?') ? locator : `?l=${encodeURIComponent(locator).replaceAll('%', '~')}`;
      await follow(`${await scheme()}://plumbline.plumbline/open${query}`);
      await editor.waitForText(message, editor.page.locator('.notifications-toasts'));
      if (!opens) assert.deepEqual(await editor.tabs(), []);
    });
  }

  it('refuse a path of theirs that is not ours', async () => {
    await follow(`${await scheme()}://plumbline.plumbline/run?l=talk.jsonl~23s~3Dother`);
    await editor.waitForText(/not a link to a place in a transcript/, editor.page.locator('.notifications-toasts'));
    assert.deepEqual(await editor.tabs(), []);
  });
});
