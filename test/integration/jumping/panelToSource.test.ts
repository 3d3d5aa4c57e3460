import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Editor } from '../../support/editor/editor.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { textSelection } from '../../support/editor/textSelection.ts';
import { makeEval } from '../../support/makeEval.ts';

/** What is between the brackets is selected in the panel. */
const escapes = 'Line one\nhe said "no" \\ café 👩🏽‍💻 [[and "yes"\nto the café 🙂]] 🙂 end\tof line';
const rightToLeft = 'before "quoted" [[لن أخفي الخطأ أبداً]] and after 🙂';
const command = 'echo "one" && [[rm -rf "/srv/café 🙂"]] && echo done\n';

const plain = (marked: string): string => marked.replace('[[', '').replace(']]', '');
const quoteOf = (marked: string): string => /\[\[(.*)\]\]/s.exec(marked)?.[1] ?? '';

const transcript = {
  id: 'one',
  messages: [
    { role: 'user', content: 'Tell me "all" about the café 🙂.' },
    { role: 'assistant', content: plain(escapes) },
    { role: 'user', content: 'And in Arabic?' },
    { role: 'assistant', content: plain(rightToLeft) },
  ],
};
const openai = {
  id: 'openai',
  messages: [
    { role: 'user', content: 'Clean up.' },
    {
      role: 'assistant',
      content: 'Cleaning up.',
      tool_calls: [
        {
          id: 'c1',
          type: 'function',
          function: { name: 'run', arguments: JSON.stringify({ host: 'a', command: plain(command) }) },
        },
      ],
    },
  ],
};
const anthropic = {
  id: 'anthropic',
  messages: [
    { role: 'user', content: 'Clean up.' },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Cleaning up.' },
        { type: 'tool_use', id: 'c1', name: 'run', input: { host: 'a', command: plain(command) } },
      ],
    },
  ],
};

const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2);
/** Every character past ASCII as `\uXXXX`, emoji as two of them. */
const escaped = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const longLine = {
  id: 'long',
  messages: [
    { role: 'user', content: 'x'.repeat(12_000) },
    { role: 'assistant', content: plain(escapes) },
  ],
};
const sample = {
  id: 's',
  epoch: 1,
  input: 'Q',
  target: 'T',
  messages: [
    { role: 'user', content: 'Q' },
    { role: 'assistant', content: plain(escapes) },
  ],
};

describe('from the panel to the source text', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        'pretty.json': pretty(transcript),
        'oneLine.json': JSON.stringify(transcript),
        'escaped.json': escaped(pretty(transcript)),
        'bom.json': `\ufeff${JSON.stringify(transcript)}`,
        'windows.json': `\ufeff${pretty(transcript).replaceAll('\n', '\r\n')}\r\n`,
        'lines.jsonl': `${escaped(JSON.stringify({ id: 'zero 🙂', messages: transcript.messages }))}\r\n${JSON.stringify(transcript)}\r\n`,
        'bomLines.jsonl': `\ufeff${JSON.stringify({ id: 'zero', messages: transcript.messages })}\n${escaped(JSON.stringify(transcript))}`,
        'openai.json': pretty(openai),
        'openaiEscaped.jsonl': escaped(JSON.stringify(openai)),
        'anthropic.json': pretty(anthropic),
        'long.jsonl': `${JSON.stringify(longLine)}\n`,
        'log.eval': makeEval({ version: 2, status: 'success', eval: { task: 't', model: 'm' } }, [sample]),
      },
    });
  });
  after(() => editor?.close());
  afterEach(() => editor.closeAllTabs());

  /** Selects the marked text in the panel, presses F12, and gives what is then selected in a text editor. */
  async function jump(path: string, marked: string, row?: string): ReturnType<typeof textSelection> {
    const panel = await openPanel(editor, path, row ?? 'assistant');
    if (row !== undefined) await panel.getByRole('option', { name: row }).click();
    await editor.selectText(panel.locator('.transcript'), quoteOf(marked));
    await editor.press('F12');
    return textSelection(editor);
  }
  const decoded = (text: string): string => JSON.parse(`"${text}"`) as string;

  for (const path of ['pretty.json', 'oneLine.json', 'escaped.json', 'bom.json', 'windows.json']) {
    it(`counts the escapes of ${path}`, async () => {
      const found = await jump(path, escapes);
      assert.deepEqual([found.scheme, found.file, decoded(found.text)], ['file', path, quoteOf(escapes)]);
    });
  }

  for (const [path, row] of [
    ['lines.jsonl', 'zero 🙂'],
    ['lines.jsonl', 'one'],
    ['bomLines.jsonl', 'zero'],
    ['bomLines.jsonl', 'one'],
  ] as const) {
    it(`finds ${row} in its own line of ${path}`, async () => {
      const found = await jump(path, escapes, row);
      assert.deepEqual([found.file, decoded(found.text)], [path, quoteOf(escapes)]);
      assert.equal(JSON.parse(found.line).id, row);
    });
  }

  it('selects right-to-left text', async () => {
    assert.equal((await jump('pretty.json', rightToLeft)).text, quoteOf(rightToLeft));
  });

  for (const path of ['openai.json', 'openaiEscaped.jsonl']) {
    it(`goes into the string of JSON that holds the arguments in ${path}`, async () => {
      const found = await jump(path, command);
      assert.equal(decoded(decoded(found.text)), quoteOf(command));
    });
  }

  it('goes into a tool input that is an object', async () => {
    assert.equal(decoded((await jump('anthropic.json', command)).text), quoteOf(command));
  });

  it('goes to a message when nothing is selected', async () => {
    const panel = await openPanel(editor, 'pretty.json', 'assistant');
    await panel.locator('.message').nth(1).locator('.role').click();
    await editor.press('F12');
    assert.equal(decoded((await textSelection(editor)).text), plain(escapes));
  });

  it('has a key of its own for it', async () => {
    const panel = await openPanel(editor, 'pretty.json', 'assistant');
    await editor.selectText(panel.locator('.transcript'), quoteOf(escapes));
    await editor.press('e');
    assert.equal(decoded((await textSelection(editor)).text), quoteOf(escapes));
  });

  it('shows a record formatted where its line is too long for the editor, with a way to the file', async () => {
    const found = await jump('long.jsonl', escapes);
    assert.deepEqual(
      [found.scheme, found.file, decoded(found.text)],
      ['plumbline-record', 'long.json', quoteOf(escapes)],
    );
    const widest = await editor.evaluate((api) =>
      Math.max(...(api.window.activeTextEditor?.document.getText().split('\n') ?? []).map((line) => line.length)),
    );
    assert.ok(widest < 10_000, `${widest} columns`);
    await editor.page.getByRole('button', { name: 'Open Raw File' }).click();
    await editor.waitForText('long.jsonl', editor.page.locator('.tab.active').first());
  });

  it('shows a record of an archive formatted', async () => {
    await editor.page.getByRole('treeitem', { name: 'log.eval' }).click();
    await editor.runCommand('Plumbline: Open Transcript');
    const panel = editor.panel();
    await editor.waitForText('assistant', panel);
    await editor.selectText(panel.locator('.transcript'), quoteOf(escapes));
    await editor.press('F12');
    const found = await textSelection(editor);
    assert.deepEqual(
      [found.scheme, found.file, decoded(found.text)],
      ['plumbline-record', 's_1.json', quoteOf(escapes)],
    );
  });
});
