import { startServer } from '../../../.dev/testbed/startServer.ts';
import { launchChromium } from '../chromium.ts';
import { patience } from './eventually.ts';
import { type EditorWindow, type WindowOptions, windowSize } from './window.ts';

/** The themes, icons and languages that a test looks at. */
const builtIn = ['json', 'markdown-basics', 'theme-defaults', 'theme-seti', 'yaml'];

/** VS Code's server with its web workbench in a headless Chromium, all of it from npm. */
export async function openWebWindow(options: WindowOptions): Promise<EditorWindow> {
  const [server, browser] = await Promise.all([startServer({ ...options, builtIn }), launchChromium()]);
  const context = await browser.newContext({
    viewport: windowSize,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(patience);
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
