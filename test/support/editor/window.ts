import type { Page } from 'playwright-core';

/** A window of a real VS Code, wherever it runs. */
export interface EditorWindow {
  readonly page: Page;
  close(): Promise<void>;
}

export interface WindowOptions {
  /** Absolute path of the workspace. */
  readonly folder: string;
  /** Where everything the editor writes goes. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly trustAll: boolean;
  /** Folder of an extension to run in the browser's extension host. */
  readonly inBrowser?: string;
}

export const windowSize = { width: 1440, height: 900 };
