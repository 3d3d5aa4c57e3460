import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { parseTagFile, valuesOf } from '../../../src/core/tags/tagFile.ts';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually } from '../../support/editor/eventually.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { chatLines, openPanel, panelOf, shown, waitForDirty } from '../../support/review.ts';
import { tagYaml } from '../../support/tagYaml.ts';

const answer = 'Sydney is the capital, and Istanbul.';
const data = chatLines({ first: ['Capitals?', answer], second: ['Sure?', 'Lagos it is.'] });
const consensus = 'quiz.jsonl.consensus.tags.yaml';
const codebook = `# Ours.
id: team
version: 1
extends: default
kinds: []
`;

interface Written {
  readonly id: string;
  readonly marked: string;
  readonly transcript?: string;
  readonly category?: string;
}

function tagsOf(reviewer: string, tags: readonly Written[]): string {
  const written = tags.map(({ id, marked, transcript = 'first' }) => ({
    id: `01KAJ3W5Z0S7R3VQK6YH1T${id}`,
    kind: 'mistake',
    targets: [{ role: 'at', transcript, message: '#1', marked }],
  }));
  const reviewed = 'reviewed:\n  - {transcript: first, at: 2026-11-20T21:00:00Z, codebook: team@1}\ntags:';
  const text = tagYaml(reviewer, 'quiz.jsonl', written).replace('tags:', reviewed);
  return tags.reduce(
    (now, { id, category }) =>
      category === undefined
        ? now
        : now.replace(`${id}\n    kind: mistake`, `${id}\n    kind: mistake\n    fields: {category: ${category}}`),
    text,
  );
}

const sydney = answer.replace('Sydney', '[[Sydney]]');
const ann = tagsOf('ann', [
  { id: 'AAA1', marked: sydney, category: 'factual' },
  { id: 'AAA2', marked: answer.replace('Istanbul', '[[Istanbul]]') },
  { id: 'AAA3', marked: '[[Lagos]] it is.', transcript: 'second' },
]);
const bobs = (category: string): string => tagsOf('bob', [{ id: 'BBB1', marked: sydney, category }]);

const header = (panel: FrameLocator, text: string | RegExp): Promise<void> =>
  shown(panel.locator('.adjudication > header', { hasText: text }));

describe('adjudication', () => {
  let editor: Editor;
  let panel: FrameLocator;
  before(async () => {
    editor = await openEditor({
      workspace: {
        'quiz.jsonl': data,
        'quiz.jsonl.ann.tags.yaml': ann,
        'quiz.jsonl.bob.tags.yaml': bobs('reasoning'),
        '.plumbline/codebook.yaml': codebook,
      },
      settings: { 'plumbline.reviewer': 'ada' },
    });
  });
  after(() => editor?.close());

  const saved = async (): Promise<string> => {
    await editor.press('Control+s');
    await waitForDirty(editor, 'quiz.jsonl', false);
    return editor.readFile(consensus);
  };

  it('lists what waits, and shows two reviewers side by side', async () => {
    await openPanel(editor, 'quiz.jsonl');
    await editor.runCommand('Plumbline: Adjudicate');
    panel = await eventually('the panel of the consensus', async () => {
      const found = await panelOf(editor, 'quiz.jsonl');
      return (await found.locator('.adjudication-list').isVisible()) ? found : undefined;
    });
    await shown(panel.locator('.adjudication-list li', { hasText: 'first' }));
    const rows = await panel.locator('.adjudication-list li').allInnerTexts();
    assert.match(rows[0] ?? '', /^first\s+2 of 2 open\s+disagreement 2\.00/u);
    assert.match(rows[1] ?? '', /^second/u);
    await panel.locator('#adjudication-rows').focus();
    await editor.press('Enter');
    await header(panel, /Mistake\s+1 of 2\s+open/u);
    const differing = panel.locator('.adjudication tr.differs');
    assert.match(await differing.innerText(), /Category ≠\s+Factual\s+Reasoning/u);
    await editor.screenshot('adjudication');
  });

  it('takes a decision and its reason by three keys; each is one step of undo and redo', async () => {
    await editor.press('a', '2', '3');
    await header(panel, '2 of 2');
    await waitForDirty(editor, 'quiz.jsonl');
    await editor.press('p');
    await header(panel, 'accepted, real ambiguity');
    await editor.press('Control+z');
    await eventually('the reason is undone', async () =>
      /accepted(?!, real)/u.test(await panel.locator('.adjudication .state').innerText()),
    );
    await editor.press('Control+z');
    await header(panel, /1 of 2\s+open/u);
    await waitForDirty(editor, 'quiz.jsonl', false);
    await editor.press('Control+Shift+z');
    await header(panel, /1 of 2\s+accepted/u);
    await editor.press('Control+Shift+z');
    await header(panel, 'accepted, real ambiguity');
    // What bob alone did not see is none.
    await editor.press('n', 'x', '1');
    await eventually('the next transcript', async () => (await panel.locator('h1.title').innerText()) === 'second');
    const file = parseTagFile(await saved());
    assert.deepEqual([file.state, file.problems, file.reviewer], ['ok', [], 'consensus']);
    const [tag] = valuesOf(file, 'tags');
    assert.deepEqual(
      [tag?.from, tag?.reason, tag?.fields, tag?.codebook],
      [['01KAJ3W5Z0S7R3VQK6YH1TBBB1'], 'real ambiguity', { category: 'reasoning' }, 'team@1'],
    );
    const [reply] = valuesOf(file, 'replies');
    assert.deepEqual([reply?.to, reply?.stance, reply?.reason], ['01KAJ3W5Z0S7R3VQK6YH1TAAA2', 'disagree', 'slip']);
  });

  it('teaches the codebook', async () => {
    await editor.press('q');
    await shown(panel.locator('#adjudication-rows'));
    await panel.locator('.adjudication-list li', { hasText: 'first' }).click();
    await header(panel, 'accepted, real ambiguity');
    await editor.runCommand('Plumbline: Add to Codebook Examples');
    const text = await eventually('the codebook is open with the examples', () =>
      editor.evaluate((api) => {
        const open = api.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('codebook.yaml'));
        return open?.isDirty === true ? open.getText() : undefined;
      }),
    );
    assert.ok(text.startsWith('# Ours.\nid: team\nversion: 1\nextends: default\n'), text);
    assert.match(text, /positive:\s*(?:- |\[)Sydney/u);
    assert.match(text, /negative:\s*(?:- |\[)Sydney/u);
    await editor.evaluate((api) => api.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  });

  it('flags what changed since, in the view and as a Problem, until it is looked at', async () => {
    const codes = (): Promise<readonly string[]> =>
      editor.evaluate((api) =>
        api.languages
          .getDiagnostics()
          .filter(([uri]) => uri.path.endsWith('.consensus.tags.yaml'))
          .flatMap(([, all]) => all.map(({ code }) => String(code))),
      );
    assert.deepEqual(await codes(), []);
    await editor.writeFile('quiz.jsonl.bob.tags.yaml', bobs('other'));
    await header(panel, 'changed since');
    await shown(panel.locator('.adjudication .notice', { hasText: 'changed: bob' }));
    await eventually('the Problem', async () => (await codes()).join() === 'adjudication.changed');
    await panel.locator('.adjudication .quote').first().click();
    await editor.press('s');
    await eventually('nothing is flagged', async () => (await panel.locator('.adjudication .notice').count()) === 0);
    await eventually('no Problem is left', async () => (await codes()).length === 0);
    assert.match(await saved(), /seen:/u);
  });

  it('resolves what git could not merge by tag id, as one step of undo', async () => {
    const path = 'quiz.jsonl.ada.tags.yaml';
    // No two tags are of one time: then git cannot take one for another.
    const own = (...marked: readonly string[]): string =>
      marked.reduce(
        (text, each) =>
          text.replace('updated: 2026-11-20T20:00:00Z', `updated: 2026-11-20T21:00:${each.indexOf('[') + 10}Z`),
        tagsOf(
          'ada',
          marked.map((each) => ({ id: `D${each.length}${each.indexOf('[')}`, marked: each })),
        ).replace(/reviewed:\n.*\n/u, ''),
      );
    const mark = (word: string): string => answer.replace(word, `[[${word}]]`);
    const git = (...args: readonly string[]): void => {
      spawnSync(
        'git',
        [
          '-c',
          'user.name=Test',
          '-c',
          'user.email=test@example.org',
          '-c',
          'commit.gpgsign=false',
          '-c',
          'merge.conflictStyle=diff3',
          ...args,
        ],
        { cwd: editor.folder },
      );
    };
    await editor.evaluate((api) => api.commands.executeCommand('workbench.action.closeAllEditors'));
    git('init', '-q', '-b', 'main');
    const commit = async (...marked: readonly string[]): Promise<void> => {
      await editor.writeFile(path, own(...marked));
      git('add', path);
      git('commit', '-q', '-m', 'tags');
    };
    await commit(mark('Sydney'), mark('capital'));
    git('checkout', '-q', '-b', 'theirs');
    await commit(mark('Sydney'), mark('capital'), mark('Istanbul'));
    git('checkout', '-q', 'main');
    await commit(mark('Sydney'), mark('is the'));
    git('merge', '-q', 'theirs');
    assert.match(await editor.readFile(path), /^<{7} /mu);

    panel = await openPanel(editor, 'quiz.jsonl');
    await panel.locator('.list-row', { hasText: 'first' }).click();
    const notice = panel.locator('.notices', { hasText: 'two versions' });
    await shown(notice);
    await panel.locator('.notices [data-control]', { hasText: 'Resolve' }).click();
    await eventually('the notice is gone', async () => (await notice.count()) === 0);
    const found = async (): Promise<readonly string[]> => {
      await editor.press('Control+s');
      await waitForDirty(editor, 'quiz.jsonl', false);
      const file = parseTagFile(await editor.readFile(path));
      assert.equal(file.state, 'ok');
      return valuesOf(file, 'tags')
        .map(({ targets }) => targets[0]?.quote ?? '')
        .sort();
    };
    await waitForDirty(editor, 'quiz.jsonl');
    await editor.press('Control+z');
    await shown(notice);
    await editor.press('Control+Shift+z');
    await eventually('the notice is gone again', async () => (await notice.count()) === 0);
    // What ours took out is not there again: git says that it was there before.
    assert.deepEqual(await found(), ['Istanbul', 'Sydney', 'is the']);
  });
});
