import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { PanelIntent, PanelWhere } from '../../src/panel/intents.ts';
import type { HostMessage } from '../../src/panel/messages.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ThemeName, themeStyle } from './themes.ts';

/**
 * The page in a real Chromium under the host's own CSP, with a host that only records: messages are
 * handed in by the test, intents come out. A violation of the CSP or an error of the page fails the
 * test that closes it.
 */
export interface FakeHost {
  readonly page: Page;
  send(...messages: readonly HostMessage[]): Promise<void>;
  /** What the page has sent so far, but the focus reports. */
  intents(): Promise<readonly PanelIntent[]>;
  allIntents(): Promise<readonly PanelIntent[]>;
  where(): Promise<PanelWhere | undefined>;
  close(): Promise<void>;
}

export interface FakeHostOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly where?: PanelWhere;
  /** The script of the page; the panel's unless told. */
  readonly script?: 'panel' | 'report';
}

const origin = 'http://panel.test';
const root = new URL('../..', import.meta.url);
let bundle: Promise<Bundle> | undefined;
let browser: Promise<Browser> | undefined;

export async function openPage({
  theme = 'dark',
  width = 900,
  height = 700,
  where,
  script = 'panel',
}: FakeHostOptions = {}): Promise<FakeHost> {
  browser ??= launchChromium();
  bundle ??= bundlePage();
  const context = await (await browser).newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/u.test(message.text())) faults.push(message.text());
  });
  const made = await bundle;
  await serve(context, { ...made, script: made[script], theme, where });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => (window as unknown as Recording).intents.some(({ type }) => type === 'ready'));
  const all = (): Promise<readonly PanelIntent[]> => page.evaluate(() => (window as unknown as Recording).intents);
  return {
    page,
    allIntents: all,
    intents: async () => (await all()).filter(({ type }) => type !== 'didFocus'),
    where: () => page.evaluate(() => (window as unknown as Recording).kept),
    async send(...messages) {
      for (const message of messages) {
        await page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message as object);
      }
      await settled(page);
    },
    async close() {
      await context.close();
      if (faults.length > 0) throw new Error(`The page failed:\n${faults.join('\n')}`);
    },
  };
}

/** Ends the browser that all pages of a test file share. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
}

/** After what is queued for the next two frames. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

interface Recording {
  readonly intents: PanelIntent[];
  readonly kept: PanelWhere | undefined;
}

/** The script and the style sheet as `.dev/build.ts` makes them. */
async function bundlePage(): Promise<Bundle> {
  const bundled = async (entry: string, format: 'iife' | 'esm' = 'iife'): Promise<string> => {
    const { outputFiles } = await build({
      entryPoints: [new URL(entry, root).pathname],
      bundle: true,
      format,
      target: 'es2023',
      write: false,
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  };
  return {
    panel: await bundled('src/webview/main.ts'),
    report: await bundled('src/webview/reports/main.ts'),
    plots: await bundled('src/webview/plots/main.ts', 'esm'),
    css: await bundled('src/webview/styles/panel.css'),
  };
}

interface Bundle {
  readonly panel: string;
  readonly report: string;
  readonly plots: string;
  readonly css: string;
}

async function serve(
  context: BrowserContext,
  {
    script,
    plots,
    css,
    theme,
    where,
  }: Pick<Bundle, 'plots' | 'css'> & {
    readonly script: string;
    readonly theme: ThemeName;
    readonly where: PanelWhere | undefined;
  },
): Promise<void> {
  const csp = `default-src 'none'; script-src 'nonce-test'; style-src ${origin} 'nonce-test'; font-src ${origin}; img-src blob:`;
  const api = `window.intents = []; window.kept = ${JSON.stringify(where)}; window.acquireVsCodeApi = () => ({
    postMessage: (intent) => window.intents.push(structuredClone(intent)),
    getState: () => window.kept,
    setState: (state) => { window.kept = state; },
  });`;
  const body = theme === 'light' ? 'vscode-light' : theme === 'dark' ? 'vscode-dark' : 'vscode-high-contrast';
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${csp}"><meta property="csp-nonce" content="test">
<link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/panel.css"></head>
<body class="${body}" data-vscode-theme-kind="${body}"><div id="app"></div>
<script nonce="test" src="/api.js"></script><script nonce="test" type="module" src="/panel.js"></script></body></html>`;
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', html],
    '/theme.css': ['text/css', themeStyle(theme)],
    '/panel.css': ['text/css', css],
    '/api.js': ['text/javascript', api],
    '/panel.js': ['text/javascript', script],
    '/plots.js': ['text/javascript', plots],
  };
  await context.route('**/*', (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return file === undefined || !route.request().url().startsWith(origin)
      ? route.abort()
      : route.fulfill({ contentType: `${file[0]}; charset=utf-8`, body: file[1] });
  });
}
