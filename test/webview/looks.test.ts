import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, openTexts, tag } from './messages.ts';
import { type ThemeName, themeStyle, themes } from './themes.ts';

after(closeBrowser);

const shown = [
  tag('01KAJ3W5Z0S7R3VQK6YH1T2B3C', 'preference-gap', { message: 'm0', start: 0, end: 9, quote: 'I would a' }),
  tag('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'mistake', { message: 'm1', start: 0, end: 4, quote: 'Very' }),
];

/** Colours are resolved by the browser, so that `#rrggbb` and `rgb()` compare. */
const resolved = (color: string): string => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgb(${r}, ${g}, ${b})`;
};

test('every colour follows the theme, also when it changes', async () => {
  const host = await openPage({ theme: 'dark' });
  await host.send(...openTexts('I would ask.'), didChangeTags(shown, { tray: shown.slice(0, 1) }));
  const colors = (): Promise<readonly string[]> =>
    host.page.evaluate(() =>
      [document.body, document.querySelector('.region') as Element].map(
        (each, at) => getComputedStyle(each)[at === 0 ? 'backgroundColor' : 'color'],
      ),
    );
  for (const name of ['dark', 'light', 'highContrast'] satisfies ThemeName[]) {
    await host.page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }, themeStyle(name));
    assert.deepEqual(await colors(), [resolved(themes[name]['editor-background']), resolved(themes[name].foreground)]);
  }
  await host.close();
});

test('each kind of the codebook has its own colour and another shape than its neighbours', async () => {
  const host = await openPage();
  await host.send(...openTexts('I would ask.'), didChangeTags(shown));
  const rules = await host.page.evaluate(() =>
    document.adoptedStyleSheets
      .flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText))
      .filter((text) => /^::highlight\(kind-\d+\)/u.test(text)),
  );
  assert.equal(rules.length, 6, rules.join('\n'));
  const shapes = rules.map((rule) => /text-decoration-style: (\w+)/u.exec(rule)?.[1]);
  const colors = rules.map((rule) => /--vscode-plumbline-\w+/u.exec(rule)?.[0]);
  assert.equal(new Set(colors).size, 6);
  assert.ok(new Set(shapes).size >= 5, rules.join('\n'));
  await host.close();
});

for (const width of [300, 480, 1400]) {
  test(`nothing runs out of a panel ${width} px wide`, async () => {
    const host = await openPage({ width, height: 800 });
    const long = `${'A'.repeat(3000)} ${'word '.repeat(400)}`;
    await host.send(...openTexts(long, 'Very wrong.'), didChangeTags(shown, { tray: shown.slice(0, 1) }));
    await host.send({ type: 'reveal', pane: 'a', name: 's-17/1', message: 'm1', focus: true });
    for (const key of ['n', 'Enter']) await host.page.keyboard.press(key);
    await settled(host.page);
    const wide = await host.page.evaluate(() =>
      [...document.querySelectorAll('#app *')]
        .filter((each) => {
          const { right, width: own } = each.getBoundingClientRect();
          return own > 0 && right > innerWidth + 1 && each.closest('vscode-dropdown') === null;
        })
        .map((each) => each.className),
    );
    assert.deepEqual(wide, []);
    await host.close();
  });
}

test('each message says its place in the feed, and one of them is a tab stop', async () => {
  const host = await openPage();
  await host.send(...openTexts('one', 'two', 'three'), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm1',
    focus: true,
  });
  const roles = await host.page.evaluate(() => ({
    feed: document.querySelector('[role=feed]')?.getAttribute('aria-busy'),
    stops: [...document.querySelectorAll<HTMLElement>('.message')].map(({ tabIndex }) => tabIndex),
    places: [...document.querySelectorAll('article.message')].map(
      (article) => `${article.getAttribute('aria-posinset')}/${article.getAttribute('aria-setsize')}`,
    ),
    live: document.querySelector('.status')?.getAttribute('aria-live'),
  }));
  assert.deepEqual(roles, { feed: 'false', stops: [-1, 0, -1], places: ['1/3', '2/3', '3/3'], live: 'polite' });
  await host.close();
});
