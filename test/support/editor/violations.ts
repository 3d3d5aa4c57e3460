import type { Page } from 'playwright-core';

/** Collects what a page's frames print about their Content Security Policy, or of uncaught errors in our script. */
export function violations(page: Page): readonly string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    const { url } = message.location();
    // A violation by an inline style comes without a place.
    const ours = url === '' || /\/webview\/|plumbline/.test(url);
    if (
      ours &&
      (/Content Security Policy/i.test(text) || (message.type() === 'error' && /(?:panel|plots)\.js/.test(url)))
    ) {
      found.push(`${url.slice(-80)}: ${text}`);
    }
  });
  page.on('pageerror', (error) => {
    if (/(?:panel|plots)\.js/.test(error.stack ?? '')) found.push(String(error.stack));
  });
  return found;
}
