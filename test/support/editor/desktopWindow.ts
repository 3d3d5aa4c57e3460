import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { _electron } from 'playwright-core';
import { patience } from './eventually.ts';
import type { EditorWindow, WindowOptions } from './window.ts';

/** Desktop VS Code: the one `VSCODE_PATH` names, else the one `@vscode/test-electron` downloads (kept in .vscode-test/). */
export async function openDesktopWindow(options: WindowOptions): Promise<EditorWindow> {
  const executablePath = process.env.VSCODE_PATH ?? (await downloadAndUnzipVSCode({ version: 'stable' }));
  await mkdir(join(options.dataFolder, 'User'), { recursive: true });
  await writeFile(join(options.dataFolder, 'User/settings.json'), JSON.stringify(options.settings, undefined, 2));
  const app = await _electron.launch({
    executablePath,
    args: [
      options.folder,
      ...['--user-data-dir', options.dataFolder, '--extensions-dir', options.extensionsFolder],
      ...['--no-sandbox', '--skip-welcome', '--skip-release-notes', '--disable-updates', '--disable-telemetry'],
      ...(options.trustAll ? ['--disable-workspace-trust'] : []),
    ],
  });
  app.context().setDefaultTimeout(patience);
  return { page: await app.firstWindow(), close: () => app.close() };
}
