import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Bridge, VSCode } from './bridge.ts';
import { eventually, glance } from './eventually.ts';
import { selectText, type TextPlace } from './selectText.ts';
import type { EditorWindow } from './window.ts';

const screenshots = resolve(import.meta.dirname, '../../../.cache/screenshots');

/** A real VS Code with the extension, on a workspace of its own, and the hands to work it. */
export class Editor {
  readonly page: Page;
  /** Absolute path of the workspace. */
  readonly folder: string;
  readonly #window: EditorWindow;
  readonly #bridge: Bridge;
  readonly #cleanUp: () => Promise<void>;

  constructor(window: EditorWindow, bridge: Bridge, folder: string, cleanUp: () => Promise<void>) {
    this.page = window.page;
    this.folder = folder;
    this.#window = window;
    this.#bridge = bridge;
    this.#cleanUp = cleanUp;
  }

  /** Asks the API: the function runs in the extension host, sees only its two arguments, and its result must survive JSON. */
  evaluate<T, A = undefined>(run: (api: VSCode, argument: A) => T | PromiseLike<T>, argument?: A): Promise<T> {
    return this.#bridge.evaluate(run, argument);
  }

  /** Picks a command in the palette by its full title, such as "Plumbline: Open Transcript". */
  async runCommand(title: string): Promise<void> {
    await this.#quickInput('F1', `>${title}`, title);
  }

  /** Opens a file of the workspace in its default editor. By the API, in a tenth of the time of quick open: the way there is what few tests are about. */
  async openFile(path: string): Promise<void> {
    await this.evaluate(
      (api, file) => api.commands.executeCommand('vscode.open', api.Uri.file(file)),
      join(this.folder, path),
    );
    await eventually(`${path} is open`, () =>
      this.evaluate((api, label) => api.window.tabGroups.activeTabGroup.activeTab?.label === label, basename(path)),
    );
  }

  /** Opens the panel of the file that is open, by its key, and waits until it is active. A key that is lost is pressed again. */
  async openPanel(): Promise<void> {
    await eventually('the panel is active', async () => {
      await this.press('Control+Alt+p');
      return eventually(
        'it opens',
        () =>
          this.evaluate((api) => {
            const input = api.window.tabGroups.activeTabGroup.activeTab?.input;
            return input instanceof api.TabInputCustom && input.viewType === 'plumbline.transcript';
          }),
        3 * glance,
      );
    });
  }

  /** Presses keys one after the other, in Playwright's names: `Control+z`, `ArrowDown`, `m`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** The page of a Plumbline panel. With several panels on the screen `index` counts them in order of opening. */
  panel(index = 0): FrameLocator {
    return this.page
      .locator('iframe.webview.ready:visible')
      .nth(index)
      .contentFrame()
      .locator('iframe#active-frame')
      .contentFrame();
  }

  /** Selects a text, or everything from one text to another, with the mouse. */
  async selectText(within: Locator, text: string, to?: TextPlace): Promise<void> {
    await selectText(this.page, { within, text }, to);
  }

  /** Waits until a text stands somewhere on the screen; in a frame or an element when one is given. */
  async waitForText(text: string | RegExp, where: Page | FrameLocator | Locator = this.page): Promise<void> {
    const found = where.getByText(text).first();
    await eventually(`${text} is on the screen`, () => found.isVisible());
  }

  /**
   * Picks an item of the menu that a right click opens. VS Code takes no click on a menu that has only just opened:
   * it is clicked until the menu closes. Where a menu may close with nothing done, `done` says so, and all begins anew.
   */
  async pickFromMenu(
    target: Locator,
    item: string | RegExp,
    done: () => Promise<boolean> = async () => true,
  ): Promise<void> {
    const row = this.page.locator('.monaco-menu').getByRole('menuitem', { name: item }).first();
    await eventually(`${item} of the menu is done`, async () => {
      await target.click({ button: 'right' });
      await row.waitFor({ timeout: glance });
      await eventually('the menu takes the click', async () => {
        if (await row.isVisible()) await row.click({ timeout: glance });
        return !(await row.isVisible());
      });
      return eventually('it is done', done, 3 * glance);
    });
  }

  /**
   * Clicks on a link of a text editor with Control held until `done`. Playwright's own click with a modifier waits for
   * an element that stays: the editor draws a line anew when the key goes down over a link.
   */
  async followLink(link: Locator, done: () => Promise<boolean>): Promise<void> {
    await eventually(`${link} is followed`, async () => {
      await link.hover({ timeout: glance });
      const box = await link.boundingBox({ timeout: glance });
      if (box === null) return false;
      await this.page.keyboard.down('Control');
      await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await this.page.keyboard.up('Control');
      return eventually('it leads somewhere', done, 3 * glance);
    });
  }

  /** `Dark Modern`, `Light Modern`, `Default High Contrast`, ... */
  async setTheme(name: string): Promise<void> {
    await this.setSetting('workbench.colorTheme', name);
  }

  async setSetting(key: string, value: unknown): Promise<void> {
    await this.evaluate(
      (api, [section, setting]) =>
        api.workspace.getConfiguration().update(section, setting, api.ConfigurationTarget.Global),
      [key, value] as const,
    );
  }

  /** Reads a file of the workspace from disk. */
  readFile(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  /** Writes a file of the workspace behind VS Code's back. */
  async writeFile(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), content);
  }

  /** Waits until a file of the workspace is there and `accept` likes it; gives its text. An empty one may be about to be written. */
  waitForFile(path: string, accept: (text: string) => boolean = (text) => text !== ''): Promise<string> {
    return eventually(`${path} as wanted`, async () => {
      const text = await this.readFile(path);
      return accept(text) ? text : undefined;
    });
  }

  /** Labels of the open tabs in order; a dirty one ends with `*`. */
  tabs(): Promise<readonly string[]> {
    return this.evaluate((api) =>
      api.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label + (tab.isDirty ? '*' : ''))),
    );
  }

  async closeAllTabs(): Promise<void> {
    await this.evaluate(async (api) => {
      for (const tab of api.window.tabGroups.all.flatMap((group) => group.tabs)) {
        if (tab.isDirty) await api.commands.executeCommand('workbench.action.files.revert');
      }
      await api.window.tabGroups.close(api.window.tabGroups.all.flatMap((group) => group.tabs));
      // Else quick open offers the panel of a file as well as the file.
      await api.commands.executeCommand('workbench.action.clearEditorHistoryWithoutConfirm');
    });
  }

  /** Reloads the window, as a crash or an update would, and waits until the extension host is back. */
  async reload(): Promise<void> {
    const before = this.#bridge.connections;
    await this.page.reload();
    await eventually('the extension host is back', () => this.#bridge.connections > before);
  }

  /** A picture in .cache/screenshots, when PLUMBLINE_SCREENSHOTS is set; nothing otherwise. */
  async screenshot(name: string): Promise<void> {
    if (process.env.PLUMBLINE_SCREENSHOTS === undefined) return;
    await mkdir(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  async close(): Promise<void> {
    this.#bridge.close();
    await this.#window.close();
    await this.#cleanUp();
  }

  /**
   * Opens an input by its key, fills it in, and picks a row. A window that is still putting its focus somewhere may
   * take some of the presses for itself: then the input is closed and all is done again.
   */
  async #quickInput(key: string, text: string, pick: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget:visible');
    const row = box
      .locator('.monaco-list-row')
      .filter({ has: this.page.locator('.label-name').getByText(pick, { exact: true }) })
      .first();
    const appears = (what: Locator): Promise<boolean> =>
      what.waitFor({ timeout: 2 * glance }).then(
        () => true,
        () => false,
      );
    await eventually(`${pick} is offered`, async () => {
      await this.page.keyboard.press(key);
      if (await appears(box.locator('input').first())) {
        await box.locator('input').first().fill(text, { timeout: glance });
        if (await appears(row)) return true;
      }
      await this.page.keyboard.press('Escape');
      return false;
    });
    await row.click();
    await box.waitFor({ state: 'hidden' });
  }
}
