import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { waitForHighlight } from '../../support/editor/waitForHighlight.ts';
import { tagYaml } from '../../support/tagYaml.ts';

const stated = 'Ask first 🙂: I would [[never-delete]] anything.';
const revealed = 'sudo [[rm-everything]] now';
const plain = (marked: string): string => marked.replace('[[', '').replace(']]', '');
const filler = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: `Line ${i}.\n\n\n\n`,
  }));

const say = { id: 'say', messages: [...filler(30), { role: 'assistant', content: plain(stated) }, ...filler(30)] };
const other = { id: 'other', messages: filler(4) };
const act = {
  id: 'act',
  messages: [
    ...filler(30),
    { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'run', input: { command: plain(revealed) } }] },
  ],
};

describe('from a tag file to the panel', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        'talk.jsonl': `${JSON.stringify(other)}\n${JSON.stringify(say)}\n`,
        'runs/act.json': JSON.stringify(act, undefined, 2),
        'talk.jsonl.ann.tags.yaml': tagYaml('ann', 'talk.jsonl', [
          {
            id: '01KAJ3W5Z0S7R3VQK6YH1T2B3C',
            kind: 'preference-gap',
            targets: [
              { role: 'stated', transcript: 'say', message: '#30', marked: stated },
              {
                role: 'revealed',
                file: 'runs/act.json',
                transcript: 'act',
                message: '#30',
                part: { call: 'c1', argument: '/command' },
                marked: revealed,
              },
            ],
          },
        ]),
      },
    });
  });
  after(() => editor?.close());
  afterEach(() => editor.closeAllTabs());

  const sides = [
    {
      side: 'in the file beside it',
      quote: 'never-delete',
      role: 'stated',
      lens: /: show stated$/,
      file: 'talk.jsonl',
    },
    { side: 'in another file', quote: 'rm-everything', role: 'revealed', lens: /^show revealed$/, file: 'act.json' },
  ] as const;

  async function openTags(): Promise<void> {
    await editor.openFile('talk.jsonl.ann.tags.yaml');
    await editor.page.locator('.codelens-decoration a').first().waitFor();
  }
  function opened(file: string): () => Promise<boolean> {
    return async () => (await editor.tabs()).includes(file);
  }
  async function putCursorOn(quote: string): Promise<void> {
    await editor.selectText(editor.page.locator('.monaco-editor .view-lines').first(), quote);
  }
  async function revealedIn(panel: FrameLocator, file: string, quote: string): Promise<void> {
    await waitForHighlight(panel, 'kind-0-active', quote);
    await panel
      .locator('.card')
      .getByText(/^say-do pair$/i)
      .waitFor();
    assert.deepEqual(
      (await editor.tabs()).filter((label) => label === file),
      [file],
    );
  }

  for (const { side, quote, role, lens, file } of sides) {
    it(`follows a link on a quote ${side}, and nothing else`, async () => {
      await openTags();
      await editor.followLink(editor.page.locator('.detected-link', { hasText: quote }), opened(file));
      await revealedIn(editor.panel(), file, quote);
      assert.deepEqual(await editor.tabs(), ['talk.jsonl.ann.tags.yaml', file]);
    });

    it(`follows a lens to a side ${side}`, async () => {
      await openTags();
      await editor.page.locator('.codelens-decoration a').getByText(lens).click();
      await revealedIn(editor.panel(), file, quote);
    });

    it(`shows with F12 the target ${side}`, async () => {
      await openTags();
      await putCursorOn(quote);
      await editor.press('F12');
      await revealedIn(editor.panel(), file, quote);
    });

    it(`goes to the definition, the characters of the source, ${side}`, async () => {
      await openTags();
      await putCursorOn(role);
      await editor.runCommand('Go to Definition');
      await eventually('the cursor stands before the quote in the source', async () => {
        const found = await editor.evaluate((api) => {
          const active = api.window.activeTextEditor;
          return (
            active && [
              active.document.uri.path,
              active.document.getText().slice(active.document.offsetAt(active.selection.active)),
            ]
          );
        });
        return found?.[0]?.endsWith(`/${file}`) && found[1]?.startsWith(quote);
      });
    });
  }

  it('shows a target from the menu of the text', async () => {
    await openTags();
    const target = editor.page.locator('.detected-link', { hasText: 'never-delete' });
    await editor.pickFromMenu(target, 'Show Target in Panel', opened('talk.jsonl'));
    await revealedIn(editor.panel(), 'talk.jsonl', 'never-delete');
  });

  it('comes back to a panel that lies under the tag file', async () => {
    const panel = await openPanel(editor, 'talk.jsonl', 'other');
    await openTags();
    await editor.page
      .locator('.codelens-decoration a')
      .getByText(/show stated$/)
      .click();
    await waitForHighlight(panel, 'kind-0-active', 'never-delete');
    assert.deepEqual(await editor.tabs(), ['talk.jsonl', 'talk.jsonl', 'talk.jsonl.ann.tags.yaml']);
  });

  it('says so where the cursor is on no target', async () => {
    await openTags();
    await editor.selectText(editor.page.locator('.monaco-editor .view-lines').first(), 'reviewer');
    await editor.press('F12');
    await editor.waitForText('Put the cursor on a target of a tag first.');
    assert.deepEqual(await editor.tabs(), ['talk.jsonl.ann.tags.yaml']);
  });
});
