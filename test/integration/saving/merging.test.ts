import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { saveText } from '../../../src/node/saveText.ts';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import {
  chatLines,
  discardAll,
  isPanelDirty,
  openPanel,
  panelOf,
  reviewer,
  save,
  shown,
  tagFile,
  tagText,
  waitForDirty,
  waitForHighlights,
} from '../../support/review.ts';

const mistake = 1;
const answer = 'Sydney, Istanbul and Nagoya, surely.';
const data = chatLines({ quiz: ['Capitals?', answer, 'Sure?', 'Toronto as well.'] });
const names = ['comments', 'behind', 'hand', 'broken', 'mended', 'writers'].map((name) => `${name}.jsonl`);
const otherId = '01KAJ3W5Z0S7R3VQK6YH1T2B3C';

/** A tag as someone writes it by hand, with a comment and a key of their own. */
const byHand = (quote: string, id = otherId): string => `  # looked at twice
  - id: ${id}
    kind: mistake
    codebook: default@1
    status: complete
    targets:
      - role: at
        transcript: quiz
        message: "#1"
        part: 0
        start: ${answer.indexOf(quote)}
        end: ${answer.indexOf(quote) + quote.length}
        quote: ${quote}
        textSha256: ${createHash('sha256').update(answer).digest('hex')}
    fields: {}   # none yet
    mood: sceptical
    created: 2026-11-20T20:00:00Z
    updated: 2026-11-20T20:00:00Z
`;
const head = (name: string): string =>
  `# Ada's own file\nversion: 1\nreviewer: ada\nsource: ${name}\nproject: {wave: 2} # ours\ntags:\n`;

describe('saving tags', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor({
      workspace: Object.fromEntries(names.map((name) => [name, data])),
      settings: { 'plumbline.reviewer': reviewer },
    });
  });
  afterEach(() => discardAll(editor));
  after(() => editor?.close());

  it('keeps comments, unknown keys and layout', async () => {
    const before = head('comments.jsonl') + byHand('Sydney');
    await editor.writeFile(tagFile('comments.jsonl'), before);
    const panel = await openPanel(editor, 'comments.jsonl');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await tagText(editor, panel, 'Toronto', 'm');
    await waitForDirty(editor, 'comments.jsonl');
    const text = await save(editor, 'comments.jsonl');
    assert.equal(text.slice(0, before.length), before);
    assert.match(text.slice(before.length), /^ {2}- id: [0-9A-Z]{26}\n[\s\S]*quote: Toronto\n/u);
  });

  it('merges what changed on disk meanwhile by tag, and loses nothing', async () => {
    const panel = await openPanel(editor, 'behind.jsonl');
    await tagText(editor, panel, 'Toronto', 'm');
    await waitForDirty(editor, 'behind.jsonl');
    await save(editor, 'behind.jsonl');
    await tagText(editor, panel, 'Istanbul', 'm');
    await waitForDirty(editor, 'behind.jsonl');
    const onDisk = await editor.readFile(tagFile('behind.jsonl'));
    await editor.writeFile(tagFile('behind.jsonl'), onDisk + byHand('Sydney'));
    await save(editor, 'behind.jsonl');
    const text = await editor.waitForFile(tagFile('behind.jsonl'), (found) => found.includes('Istanbul'));
    for (const part of ['quote: Toronto', 'quote: Istanbul', byHand('Sydney')])
      assert.ok(text.includes(part), `${part} in ${text}`);
    await waitForHighlights(panel, mistake, ['Toronto', 'Istanbul', 'Sydney']);
  });

  it('shows what is edited by hand in the text editor', async () => {
    await editor.writeFile(tagFile('hand.jsonl'), head('hand.jsonl') + byHand('Sydney'));
    const panel = await openPanel(editor, 'hand.jsonl');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await editor.evaluate(async (api, name) => {
      const [uri] = await api.workspace.findFiles(name);
      if (uri !== undefined) await api.window.showTextDocument(uri, { viewColumn: api.ViewColumn.One });
    }, tagFile('hand.jsonl'));
    await editor.page.locator('.monaco-editor .view-line', { hasText: 'end: 6' }).first().click();
    await editor.press('End');
    await editor.press('Backspace');
    await editor.type('16');
    await editor.page.locator('.monaco-editor .view-line', { hasText: 'quote: Sydney' }).first().click();
    await editor.press('End');
    await editor.type(', Istanbul');
    await editor.press('Control+s');
    await waitForHighlights(panel, mistake, ['Sydney, Istanbul']);
    await waitForDirty(editor, 'hand.jsonl', false);
  });

  it('shows the good tags of a broken file, marks its line, and leaves it alone until it is mended', async () => {
    const good = head('broken.jsonl') + byHand('Sydney');
    const broken = `${good}  - id: 01KAJ3W5Z0S7R3VQK6YH1T2B3D\n    kind: [mistake\n    created: "2026\n`;
    await editor.writeFile(tagFile('broken.jsonl'), broken);
    const panel = await openPanel(editor, 'broken.jsonl');
    await waitForHighlights(panel, mistake, ['Sydney']);
    await shown(panel.locator('.notice.error', { hasText: 'mend the file to go on tagging' }));
    const line = await eventually('it is marked', () => firstError(tagFile('broken.jsonl')));
    assert.ok(line >= good.split('\n').length && line <= broken.split('\n').length, `line ${line}`);

    await tagText(editor, panel, 'Toronto', 'm');
    await shown(panel.locator('.status', { hasText: 'mend the file to go on tagging' }));
    await editor.press('Control+s');
    assert.equal(await isPanelDirty(editor, 'broken.jsonl'), false);
    assert.equal(await editor.readFile(tagFile('broken.jsonl')), broken);

    await editor.writeFile(tagFile('broken.jsonl'), good);
    await panel.locator('.notice.error').first().waitFor({ state: 'detached' });
    await editor.press('Escape');
    await tagText(editor, panel, 'Toronto', 'm');
    await waitForDirty(editor, 'broken.jsonl');
    const text = await save(editor, 'broken.jsonl');
    assert.equal(text.slice(0, good.length), good);
    assert.match(text, /quote: Toronto/u);
  });

  it('does not save over a file that was broken meanwhile, and does once it is mended', async () => {
    const panel = await openPanel(editor, 'mended.jsonl');
    await tagText(editor, panel, 'Toronto', 'm');
    await waitForDirty(editor, 'mended.jsonl');
    const first = await save(editor, 'mended.jsonl');
    await tagText(editor, panel, 'Istanbul', 'm');
    await waitForDirty(editor, 'mended.jsonl');
    const broken = `${first}  - id: [oops\n`;
    await editor.writeFile(tagFile('mended.jsonl'), broken);
    await shown(panel.locator('.notice', { hasText: 'Your unsaved tags are kept here' }));
    await editor.press('Control+s');
    await shown(editor.page.locator('.notifications-toasts', { hasText: 'mend the file, then save' }));
    assert.equal(await editor.readFile(tagFile('mended.jsonl')), broken);
    assert.equal(await isPanelDirty(editor, 'mended.jsonl'), true);
    await editor.writeFile(tagFile('mended.jsonl'), first);
    await panel.locator('.notice').first().waitFor({ state: 'detached' });
    await panel.locator('article.message').first().locator('.who').click();
    await panelOf(editor, 'mended.jsonl');
    const text = await save(editor, 'mended.jsonl');
    for (const quote of ['Toronto', 'Istanbul']) assert.match(text, new RegExp(`quote: ${quote}\n`, 'u'));
  });

  it('loses nothing to a second writer that saves at the same time', async () => {
    const panel = await openPanel(editor, 'writers.jsonl');
    const path = join(editor.folder, tagFile('writers.jsonl'));
    await tagText(editor, panel, 'Toronto', 'm');
    await waitForDirty(editor, 'writers.jsonl');
    await save(editor, 'writers.jsonl');
    const ids = Array.from({ length: 20 }, (_, i) => `01KAJ3W5Z0S7R3VQK6YH1T20${String(i).padStart(2, '0')}`);
    const others = (async () => {
      for (const id of ids) await saveText(path, (onDisk) => `${onDisk}${byHand('Nagoya', id)}`);
    })();
    for (const quote of ['Sydney', 'Istanbul', 'surely']) {
      await tagText(editor, panel, quote, 'm');
      await editor.press('Control+s');
    }
    await others;
    await eventually('all of both are there', async () => {
      if (await isPanelDirty(editor, 'writers.jsonl')) await editor.press('Control+s');
      const text = await editor.readFile(tagFile('writers.jsonl'));
      const own = ['Toronto', 'Sydney', 'Istanbul', 'surely'].every((quote) => text.includes(`quote: ${quote}\n`));
      return own && ids.every((id) => text.split(`- id: ${id}\n`).length === 2);
    });
  });

  /** One-based line of the first error that the editor shows in a file. */
  function firstError(path: string): Promise<number | undefined> {
    return editor.evaluate((api, name) => {
      const found = api.languages.getDiagnostics().find(([uri]) => uri.path.endsWith(`/${name}`))?.[1] ?? [];
      const errors = found.filter((each) => each.source === 'Plumbline' && each.severity === 0);
      return errors[0] && errors[0].range.start.line + 1;
    }, path);
  }
});
