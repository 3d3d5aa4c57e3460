import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stageExtension } from '../../../.dev/testbed/stageExtension.ts';
import { openBridge } from './bridge.ts';
import { openDesktopWindow } from './desktopWindow.ts';
import { Editor } from './editor.ts';
import { openWebWindow } from './webWindow.ts';

export interface EditorOptions {
  /** A folder to copy, or the files to write: path in the workspace -> content. */
  readonly workspace: string | Readonly<Record<string, string | Uint8Array>>;
  /** User settings, over those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False to have workspace trust as users have it. */
  readonly trustAll?: boolean;
  /** True to run the extension in the browser's extension host (web testbed only): its `browser` bundle. */
  readonly inBrowser?: boolean;
}

/** What would come between a test and the extension, switched off. */
const quiet = {
  'workbench.startupEditor': 'none',
  // Drawn by the processor, and no test looks at it.
  'workbench.reduceMotion': 'on',
  'editor.minimap.enabled': false,
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.cursorBlinking': 'solid',
  'editor.occurrencesHighlight': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'files.autoSave': 'off',
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/**
 * Opens a real VS Code with the built extension. This takes some seconds, so the tests of a file share one:
 * open it in `before`, close it in `after`, and give each test a transcript of its own.
 * Desktop VS Code with `VSCODE_PATH` or `PLUMBLINE_EDITOR=desktop`, else the web testbed from npm.
 */
export async function openEditor(options: EditorOptions): Promise<Editor> {
  const base = await mkdtemp(join(tmpdir(), 'plumbline-'));
  const cleanUp = (): Promise<void> => rm(base, { recursive: true, force: true, maxRetries: 5 });
  try {
    const folder = join(base, 'workspace');
    await fillWorkspace(folder, options.workspace);
    const extensionsFolder = join(base, 'extensions');
    const inBrowser = options.inBrowser === true ? await stageExtension(join(base, 'browser')) : undefined;
    if (inBrowser === undefined) await stageExtension(extensionsFolder);
    const probe = join(extensionsFolder, 'plumbline-tests.probe-0.0.1');
    await cp(join(import.meta.dirname, 'probe'), probe, { recursive: true });
    const bridge = await openBridge(probe);

    const desktop = process.env.VSCODE_PATH !== undefined || process.env.PLUMBLINE_EDITOR === 'desktop';
    const window = await (desktop ? openDesktopWindow : openWebWindow)({
      folder,
      dataFolder: join(base, 'data'),
      extensionsFolder,
      settings: { ...quiet, ...options.settings },
      trustAll: options.trustAll ?? true,
      ...(inBrowser === undefined ? {} : { inBrowser }),
    });
    const editor = new Editor(window, bridge, folder, cleanUp);
    await editor.evaluate(() => true);
    return editor;
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

async function fillWorkspace(folder: string, workspace: EditorOptions['workspace']): Promise<void> {
  if (typeof workspace === 'string') return cp(workspace, folder, { recursive: true });
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(workspace)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
