import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import type { Editor } from './editor/editor.ts';
import { eventually, glance } from './editor/eventually.ts';

/** What reviewers do in the panel, one line each, for tests in a real VS Code. */

export const reviewer = 'ada';

/** A chat JSONL of one line per conversation: its name and its texts, of user and assistant by turns. */
export function chatLines(conversations: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(conversations)
    .map(([id, texts]) => {
      const messages = texts.map((content, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content }));
      return `${JSON.stringify({ id, messages })}\n`;
    })
    .join('');
}

export function tagFile(path: string): string {
  return `${path}.${reviewer}.tags.yaml`;
}

/** Opens a file as text, then its panel beside it by its key; gives the page of the panel. */
export async function openPanel(editor: Editor, path: string): Promise<FrameLocator> {
  await editor.openFile(path);
  await editor.openPanel();
  return panelOf(editor, path);
}

/** The page of the active panel, once it shows the file. */
export async function panelOf(editor: Editor, path: string): Promise<FrameLocator> {
  await eventually(`the panel of ${path} is active`, () => isPanelActive(editor, path));
  return eventually(`the panel of ${path} is on the screen`, async () => {
    const count = await editor.page.locator('iframe.webview.ready:visible').count();
    for (let i = 0; i < count; i++) {
      if (await editor.panel(i).locator(`.title[title="${path}"]`).isVisible()) return editor.panel(i);
    }
    return undefined;
  });
}

/**
 * Waits until something in a page that may just be loading is seen. It is looked for anew each time:
 * VS Code writes a page into its frame twice, and Playwright would go on waiting in the first one.
 */
export async function shown(locator: Locator): Promise<void> {
  await eventually(`${locator} is seen`, () => locator.first().isVisible());
}

export function isPanelActive(editor: Editor, path: string): Promise<boolean> {
  return editor.evaluate((api, name) => {
    const tab = api.window.tabGroups.activeTabGroup.activeTab;
    return (
      tab?.label === name && tab.input instanceof api.TabInputCustom && tab.input.viewType === 'plumbline.transcript'
    );
  }, basename(path));
}

/** The message that holds `text`. */
export function messageWith(panel: FrameLocator, text: string): Locator {
  return panel.locator('article.message', { hasText: text });
}

/** Selects `text` with the mouse and presses a kind's key. */
export async function tagText(editor: Editor, panel: FrameLocator, text: string, key: string): Promise<void> {
  await selectInPanel(editor, panel, text);
  await editor.press(key);
}

/** Selects `text` with the mouse; done when the page offers the kinds. */
export async function selectInPanel(editor: Editor, panel: FrameLocator, text: string): Promise<void> {
  await editor.selectText(messageWith(panel, text).first(), text);
  await panel.locator('.selection-bar').waitFor();
}

/** The texts that stand highlighted as a kind, in the order in which they were tagged. */
export function highlighted(panel: FrameLocator, kind: number): Promise<readonly string[]> {
  const look = (_: unknown, name: string) => {
    const found: string[] = [];
    for (const range of CSS.highlights.get(name) ?? []) {
      const live = document.createRange();
      live.setStart(range.startContainer, range.startOffset);
      live.setEnd(range.endContainer, range.endOffset);
      found.push(live.toString());
    }
    return found;
  };
  return panel.locator('body').evaluate(look, `kind-${kind}`, { timeout: glance });
}

/** Waits until exactly these texts stand highlighted as a kind. */
export async function waitForHighlights(panel: FrameLocator, kind: number, texts: readonly string[]): Promise<void> {
  const wanted = JSON.stringify([...texts].sort());
  let found: readonly string[] = [];
  try {
    await eventually('the highlights', async () => {
      found = await highlighted(panel, kind);
      return JSON.stringify([...found].sort()) === wanted;
    });
  } catch (cause) {
    throw new Error(`highlighted: ${JSON.stringify(found)}, wanted: ${wanted}`, { cause });
  }
}

/** Whether the panel's tab of a file is marked as unsaved. */
export function isPanelDirty(editor: Editor, path: string): Promise<boolean> {
  return isTabDirty(editor, path, true);
}

export function isTextDirty(editor: Editor, path: string): Promise<boolean> {
  return isTabDirty(editor, path, false);
}

function isTabDirty(editor: Editor, path: string, panel: boolean): Promise<boolean> {
  return editor.evaluate(
    (api, wanted) =>
      api.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .some(
          (tab) => tab.isDirty && tab.label === wanted.name && tab.input instanceof api.TabInputCustom === wanted.panel,
        ),
    { name: basename(path), panel },
  );
}

export async function waitForDirty(editor: Editor, path: string, dirty = true): Promise<void> {
  await eventually(
    `${path} is ${dirty ? 'unsaved' : 'saved'}`,
    async () => (await isPanelDirty(editor, path)) === dirty,
  );
}

/** Saves with the key and waits until the tab says so. */
export async function save(editor: Editor, path: string): Promise<string> {
  await editor.press('Control+s');
  await waitForDirty(editor, path, false);
  return editor.readFile(tagFile(path));
}

/** A tag file with its ids and times replaced: each distinct id by `ID1`, `ID2`, ..., each time by `TIME`. */
export function normalised(yaml: string): string {
  const ids = new Map<string, string>();
  return yaml
    .replace(/\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/gu, (id) => {
      const known = ids.get(id) ?? `ID${ids.size + 1}`;
      ids.set(id, known);
      return known;
    })
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/gu, 'TIME');
}

/** Waits until VS Code has backed up unsaved tags (about a second after the edit) whose text `pattern` matches; gives the backup's name. */
export async function waitForBackup(editor: Editor, pattern: RegExp): Promise<string> {
  const data = join(dirname(editor.folder), 'data');
  return eventually(`a backup with ${pattern}`, async () => {
    const names = await readdir(data, { recursive: true });
    const notes = await Promise.all(names.filter((name) => name.includes('vscode-custom-editor')).map(read));
    // The extension writes the backup first, then the editor notes where it is.
    for (const name of names.filter((each) => each.includes('plumbline.plumbline'))) {
      if (notes.some((note) => note.includes(basename(name))) && pattern.test(await read(name))) return basename(name);
    }
    return undefined;
  });

  function read(name: string): Promise<string> {
    return readFile(join(data, name), 'utf8').catch(() => '');
  }
}

/**
 * Waits until the browser holds that the panel of a file is open at a transcript, unsaved work of a backup included.
 * VS Code in a browser writes what is open when its window loses the focus, and a reload does not wait for it as it
 * does on the desktop: so the window loses the focus.
 */
export async function waitForLayout(editor: Editor, path: string, transcript: string, backup = ''): Promise<void> {
  await eventually(`the browser holds that ${path} is open`, () =>
    editor.page.evaluate(
      async (wanted) => {
        const known = await indexedDB.databases();
        const name = known.find(
          (database) => database.name?.startsWith('vscode-web-state-db') && !database.name.endsWith('global'),
        )?.name;
        if (name === undefined) return true;
        document.hasFocus = () => false;
        window.dispatchEvent(new Event('blur'));
        document.hasFocus = () => true;
        window.dispatchEvent(new Event('focus'));
        const wait = <T>(request: IDBRequest<T>): Promise<T> =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const database = await wait(indexedDB.open(name));
        try {
          const layout = String(
            await wait(
              database.transaction('ItemTable').objectStore('ItemTable').get('memento/workbench.parts.editor'),
            ),
          );
          return layout
            .replaceAll('\\', '')
            .split('"viewType":"plumbline.transcript"')
            .some((panel) => wanted.every((part) => panel.includes(part)));
        } finally {
          database.close();
        }
      },
      [`"title":"${basename(path)}"`, `"name":"${transcript}"`, backup],
    ),
  );
}

/** Closes everything, unsaved work included. */
export async function discardAll(editor: Editor): Promise<void> {
  await eventually('every tab is closed', () =>
    editor.evaluate(async (api) => {
      await api.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return api.window.tabGroups.all.every((group) => group.tabs.length === 0);
    }),
  );
}

/** A run of an agent as Anthropic messages: a task, one tool call and its empty result. */
export function agentRun(
  id: string,
  task: string,
  call: { readonly id: string; readonly name: string; readonly input: object },
): string {
  const messages = [
    { role: 'user', content: task },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'I will see to it.' },
        { type: 'tool_use', ...call },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'done' }] },
  ];
  return `${JSON.stringify({ id, messages }, undefined, 2)}\n`;
}
