import { chromium } from 'playwright-core';
import { chromiumPath } from '../../../.dev/testbed/chromiumPath.ts';
import { startServer } from '../../../.dev/testbed/startServer.ts';
import { type EditorWindow, type WindowOptions, windowSize } from './window.ts';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** VS Code's server with its web workbench in a headless Chromium, all of it from npm. */
export async function openWebWindow(options: WindowOptions): Promise<EditorWindow> {
  const [server, program] = await Promise.all([startServer(options), chromiumPath()]);
  const browser = await chromium.launch({
    executablePath: program.executablePath,
    env: program.env,
    args: [...flags, '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({
    viewport: windowSize,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.goto(server.url(options.folder));
  return {
    page,
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}
