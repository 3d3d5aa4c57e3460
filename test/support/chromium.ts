import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from '../../.dev/testbed/chromiumPath.ts';

const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];

/** A headless Chromium with nothing but npm packages (see chromiumPath). The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await chromiumPath();
  return chromium.launch({ executablePath, env, args: ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet] });
}
