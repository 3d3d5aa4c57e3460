import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';

/** The least a browser does for a transcript: one page, its JSON parsed, all messages in chunked sections. */
export interface PlainPage {
  /** From navigation to painted, in milliseconds. */
  load(): Promise<number>;
  /** From the start of JSON.parse to painted, in the page that is open. */
  rebuild(): Promise<number>;
  close(): Promise<void>;
}

const html = `<!DOCTYPE html><meta charset="utf-8"><style>
section { content-visibility: auto; contain-intrinsic-block-size: auto 4500px }
pre { white-space: pre-wrap }
</style><main></main><script>
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
const build = (text) => {
  const { messages } = JSON.parse(text);
  const main = document.querySelector('main');
  main.replaceChildren();
  for (let at = 0; at < messages.length; at += 50) {
    const section = document.createElement('section');
    for (const { role, content } of messages.slice(at, at + 50)) {
      const article = document.createElement('article');
      const header = document.createElement('header');
      header.textContent = role;
      const pre = document.createElement('pre');
      pre.textContent = content;
      article.append(header, pre);
      section.append(article);
    }
    main.append(section);
  }
};
let text;
window.rebuild = async () => {
  const start = performance.now();
  build(text);
  return (await painted()) - start;
};
window.loaded = (async () => {
  text = await (await fetch('/messages.json')).text();
  build(text);
  return painted();
})();
</script>`;

interface Plain {
  readonly loaded: Promise<number>;
  rebuild(): Promise<number>;
}

export async function openPlainPage(context: BrowserContext, json: string): Promise<PlainPage> {
  const server = createServer((request, response) => {
    const data = request.url === '/messages.json';
    response.writeHead(200, { 'content-type': data ? 'application/json' : 'text/html' }).end(data ? json : html);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const page: Page = await context.newPage();
  return {
    load: async () => {
      await page.bringToFront();
      await page.goto(address);
      return page.evaluate(() => (window as unknown as Plain).loaded);
    },
    rebuild: () => page.evaluate(() => (window as unknown as Plain).rebuild()),
    close: async () => {
      await page.close();
      server.close();
    },
  };
}
