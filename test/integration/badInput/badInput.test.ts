import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { openPanel } from '../../support/editor/openPanel.ts';
import { textSelection } from '../../support/editor/textSelection.ts';
import { makeZip } from '../../support/zipWriter.ts';

const quote = 'never 🙂 “lie” to yöu';
const line = (id: string): string =>
  JSON.stringify({
    id,
    messages: [
      { role: 'user', content: 'Do you?' },
      { role: 'assistant', content: `I would ${quote}.` },
    ],
  });
const lines = `${line('öne')}\n${line('two')}\n`;
const header = JSON.stringify({ version: 2, status: 'success', eval: { task: 't', model: 'm' } });
const sample = (length: number): string =>
  JSON.stringify({ id: 1, epoch: 1, messages: [{ role: 'user', content: `It unpacks${' '.repeat(length)}` }] });

/** A file system that is in memory only, made in the extension host, whose one folder holds these files. */
async function addFileSystem(editor: Editor, scheme: string, readOnly: boolean, file: string): Promise<void> {
  await editor.evaluate(
    (api, { scheme, readOnly, file }) => {
      const files = new Map<string, Uint8Array>([['/lines.jsonl', new TextEncoder().encode(file)]]);
      const changed = new api.EventEmitter<import('vscode').FileChangeEvent[]>();
      const held = (uri: import('vscode').Uri): Uint8Array => {
        const bytes = files.get(uri.path);
        if (bytes === undefined) throw api.FileSystemError.FileNotFound(uri);
        return bytes;
      };
      api.workspace.registerFileSystemProvider(
        scheme,
        {
          onDidChangeFile: changed.event,
          watch: () => ({ dispose: () => undefined }),
          stat: (uri) =>
            uri.path === '/'
              ? { type: api.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
              : { type: api.FileType.File, ctime: 0, mtime: files.size, size: held(uri).length },
          readDirectory: () => [...files.keys()].map((path) => [path.slice(1), api.FileType.File]),
          createDirectory: () => undefined,
          readFile: held,
          writeFile: (uri, bytes) => {
            files.set(uri.path, bytes);
            changed.fire([{ type: api.FileChangeType.Changed, uri }]);
          },
          delete: (uri) => void files.delete(uri.path),
          rename: () => undefined,
        },
        { isReadonly: readOnly, isCaseSensitive: true },
      );
    },
    { scheme, readOnly, file },
  );
}

describe('input that is not as it should be', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      settings: { 'plumbline.reviewer': 'ann' },
      workspace: {
        'little.jsonl': Buffer.from(`\ufeff${lines}`, 'utf16le'),
        'big.jsonl': Buffer.from(`\ufeff${lines}`, 'utf16le').swap16(),
        'packed.jsonl.gz': gzipSync(lines),
        'bomb.eval': makeZip([
          { name: 'header.json', data: header },
          { name: 'samples/1_epoch_1.json', data: sample(280 << 20) },
          { name: 'samples/2_epoch_1.json', data: sample(1) },
        ]),
        'broken.jsonl': `${line('one')}\n{"messages": [\n${line('three')}\n`,
        'empty.jsonl': '',
      },
    });
  });
  after(() => editor?.close());
  afterEach(() => editor.closeAllTabs());

  /** Opens a file of the explorer that has no text editor. */
  async function openFromExplorer(name: string): Promise<void> {
    await editor.page.getByRole('treeitem', { name }).click();
    await editor.runCommand('Plumbline: Open Transcript');
  }

  for (const path of ['little.jsonl', 'big.jsonl']) {
    it(`jumps to the exact characters of ${path}, which is UTF-16`, async () => {
      const panel = await openPanel(editor, path, 'two');
      await panel.getByRole('option', { name: 'two' }).click();
      await editor.selectText(panel.locator('.transcript'), quote);
      await editor.press('F12');
      const found = await textSelection(editor);
      assert.deepEqual([found.scheme, found.file, found.text], ['file', path, quote]);
      assert.equal(JSON.parse(found.line).id, 'two');
    });
  }

  it('reads through gzip, and jumps to a formatted record', async () => {
    await openFromExplorer('packed.jsonl.gz');
    const panel = editor.panel();
    await panel.getByRole('option', { name: 'two' }).click();
    await editor.waitForText(quote, panel);
    await editor.selectText(panel.locator('.transcript'), quote);
    await editor.press('F12');
    const found = await textSelection(editor);
    assert.deepEqual([found.scheme, found.text], ['plumbline-record', quote]);
  });

  it('asks before a sample is unpacked that takes more than the limit', async () => {
    await openFromExplorer('bomb.eval');
    const panel = editor.panel();
    const dialog = editor.page.getByRole('dialog');
    await panel.getByRole('option', { name: /^1\/1/ }).click();
    await editor.waitForText('Show 1/1, which takes 294 MB?', dialog);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await editor.waitForText('never more than');
    await panel.getByRole('option', { name: /^2\/1/ }).click();
    await editor.waitForText('It unpacks', panel);
    await panel.getByRole('button', { name: 'All transcripts (q)' }).click();
    await panel.getByRole('option', { name: /^1\/1/ }).click();
    await dialog.getByRole('button', { name: 'Show It' }).click();
    await eventually('the large sample shows', async () => (await panel.locator('.title').innerText()) === '1/1');
    await editor.waitForText('It unpacks', panel);
  });

  it('says what is wrong with a line, and shows the others', async () => {
    const panel = await openPanel(editor, 'broken.jsonl', 'one');
    await panel.getByRole('option', { name: /not valid JSON/ }).waitFor();
    await panel.getByRole('option', { name: 'three' }).click();
    await editor.waitForText(quote, panel);
  });

  it('says that a file is empty', async () => {
    await openFromExplorer('empty.jsonl');
    await editor.waitForText('The file is empty.', editor.panel());
  });

  it('works on a file system that is in memory: reads, jumps, saves', async () => {
    await addFileSystem(editor, 'memory', false, lines);
    await editor.evaluate((api) => api.commands.executeCommand('vscode.open', api.Uri.parse('memory:/lines.jsonl')));
    await editor.runCommand('Plumbline: Open Transcript');
    const panel = editor.panel();
    await panel.getByRole('option', { name: 'two' }).click();
    await editor.waitForText(quote, panel);
    await editor.selectText(panel.locator('.transcript'), quote);
    await editor.press('m');
    await panel.locator('.card').waitFor();
    await editor.press('Control+s');
    const saved = await eventually('the tag file is there', () =>
      editor.evaluate(async (api) => {
        const bytes = await api.workspace.fs.readFile(api.Uri.parse('memory:/lines.jsonl.ann.tags.yaml'));
        return new TextDecoder().decode(bytes);
      }),
    );
    assert.match(saved, /kind: mistake/);
    await panel.locator('.message').last().locator('.role').click();
    await editor.press('F12');
    const found = await textSelection(editor);
    assert.deepEqual([found.scheme, JSON.parse(found.line).id], ['memory', 'two']);
  });

  it('says what cannot be done on a file system that is read-only', async () => {
    await addFileSystem(editor, 'frozen', true, lines);
    await editor.evaluate((api) => api.commands.executeCommand('vscode.open', api.Uri.parse('frozen:/lines.jsonl')));
    await editor.runCommand('Plumbline: Open Transcript');
    const panel = editor.panel();
    await panel.getByRole('option', { name: 'two' }).click();
    await editor.waitForText('Tags cannot be saved', panel);
    await editor.waitForText(quote, panel);
  });
});
