import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ScoreView } from '../../src/panel/recordMessages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { plottedChange, plottedGap, plottedPairs, plottedReliability } from './plotted.ts';
import { answerScores } from './recordScores.ts';
import { answerRows, didDescribe, last, lastFilter, openRecords } from './records.ts';

after(closeBrowser);

const described = didDescribe(300, { model: ['m-1', 'm-2'], checkpoint: ['before', 'after'] });
const tabs: Readonly<Record<ScoreView, string>> = {
  scores: 'Scores',
  change: 'Before and after',
  gap: 'Stated and revealed',
};

/** A report on the page, as wide as asked for, with its plots drawn. */
async function plotted(
  groups: Parameters<typeof answerScores>[1],
  theme: 'dark' | 'light' | 'highContrast' = 'dark',
  width = 1000,
): Promise<FakeHost> {
  const view = Object.keys(groups)[0] as ScoreView;
  const host = await openPage({ theme, width });
  await openRecords(host, 300, described);
  await host.page.getByRole('tab', { name: tabs[view] }).click();
  await settled(host.page);
  await answerScores(host, groups);
  await host.page.waitForSelector('.plot-picture');
  return host;
}

const texts = async (host: FakeHost, of: string): Promise<string[]> =>
  (await host.page.locator(of).allInnerTexts()).map((text) => text.split(/\s+/u).join(' ').trim());

const cases = [
  {
    groups: { scores: [plottedReliability] },
    title: 'Reliability: m-1',
    points: [
      'Forecasts 0.000 to 0.500; mean forecast 0.210; observed 0.300 (0.200 to 0.420); n 60',
      'Forecasts 0.500 to 1.000; mean forecast 0.870; observed 0.750 (0.600 to 0.860); n 1,040',
    ],
    rows: ['0.000 to 0.500 0.210 0.300 0.200 to 0.420 60', '0.500 to 1.000 0.870 0.750 0.600 to 0.860 1,040'],
    filter: { where: { model: ['m-1'] }, forecast: { low: 0.5, high: 1, closed: 'both' } },
  },
  {
    groups: { scores: [plottedPairs] },
    title: 'Predicted against observed: m-1',
    points: ['12 records; predicted 4.000; observed 5.500', '1 record; predicted 2.000; observed 1.000'],
    rows: ['2.000 1.000 1', '4.000 5.500 12'],
    filter: {
      where: { model: ['m-1'] },
      pair: { of: 'values', predicted: { low: 2, high: 2 }, observed: { low: 1, high: 1 } },
    },
  },
  {
    groups: { change: [plottedChange] },
    title: 'Before and after: m-1 · before → after (SFT)',
    points: [
      'Accuracy; before 0.326; n 100',
      'Accuracy; after 0.494; change 0.168 (0.100 to 0.230); n 100',
      'Lift; before −0.100; n 90',
      'Lift; after −0.020; change 0.080; n 90',
    ],
    rows: [
      'Accuracy 0.326 0.494 0.168 0.100 to 0.230 100',
      'Lift −0.100 −0.020 0.080 90',
      'Skill undefined: no variation 0.200 undefined: no variation 100',
    ],
    filter: { where: { model: ['m-1'], checkpoint: ['after'] } },
  },
  {
    groups: { gap: [plottedGap] },
    title: 'Stated against revealed: m-1',
    points: [
      'honesty; stated 0.950 (0.200 to 0.900), n 40; revealed minus stated −0.250 (−0.400 to −0.100)',
      'honesty; revealed 0.700 (0.200 to 0.900), n 40; revealed minus stated −0.250 (−0.400 to −0.100)',
      'privacy; stated 0.600 (0.200 to 0.900), n 40; revealed minus stated −0.100 (−0.400 to −0.100)',
      'privacy; revealed 0.500 (0.200 to 0.900), n 40; revealed minus stated −0.100 (−0.400 to −0.100)',
    ],
    rows: ['honesty 0.950 40 0.700 40 −0.250 −0.400 to −0.100', 'privacy 0.600 40 0.500 40 −0.100 −0.400 to −0.100'],
    filter: { where: { model: ['m-1'], property: ['privacy'] } },
  },
] as const;

for (const { groups, title, points, rows, filter } of cases) {
  test(`${title}: a named picture, its points by keyboard, the same numbers as a table`, async () => {
    const host = await plotted(groups);
    const { page } = host;
    assert.equal(await page.getByRole('figure', { name: title, exact: true }).count(), 1);
    assert.equal(await page.getByRole('img', { name: title, exact: true }).count(), 1);
    const figure = page.getByRole('figure', { name: title, exact: true });
    const buttons = figure.getByRole('group', { name: `Points of ${title}` }).getByRole('button');
    assert.deepEqual(await buttons.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label'))), points);
    assert.deepEqual(
      await buttons.evaluateAll((all) => all.map((each) => (each as HTMLElement).tabIndex)),
      points.map((_, i) => (i === 0 ? 0 : -1)),
    );
    await figure.getByText('As a table').click();
    assert.deepEqual(await texts(host, '.plot-table tbody tr'), rows);

    await buttons.first().focus();
    for (let i = 1; i < points.length; i++) {
      await page.keyboard.press('ArrowRight');
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), points[i]);
      assert.equal((await texts(host, '.plot-tip'))[0], points[i]?.split('; ').join(' '));
    }
    await page.keyboard.press('Enter');
    await settled(page);
    assert.deepEqual(await lastFilter(host), filter);
    await answerRows(host, 12);
    await page.keyboard.press('Escape');
    await settled(page);
    assert.equal(
      await page.getByRole('figure', { name: title, exact: true }).count(),
      1,
      'still there on the way back',
    );
    await host.close();
  });

  test(`${title}: saved, it stands alone`, async () => {
    const host = await plotted(groups, 'dark');
    const press = async (name: string) => {
      await host.page.getByRole('figure', { name: title, exact: true }).getByRole('button', { name }).click();
      await host.page.waitForFunction(
        (format) =>
          (window as unknown as { intents: { type: string; format?: string }[] }).intents.some(
            (intent) => intent.type === 'savePlot' && intent.format === format,
          ),
        name.slice(-3).toLowerCase(),
      );
      const saved = last(await host.intents(), 'savePlot');
      assert.ok(saved);
      return saved;
    };
    const { data: svg, name } = await press('Save as SVG');
    assert.match(name, /m-1/u);
    const found = await host.page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const all = [...parsed.querySelectorAll('*')];
      return {
        root: parsed.documentElement.localName,
        errors: parsed.querySelectorAll('parsererror').length,
        texts: all.filter(({ localName }) => localName === 'text').map(({ textContent }) => textContent),
        forbidden: all.filter(({ localName }) => /^(?:style|script|image|use|foreignObject|a)$/u.test(localName))
          .length,
        attributes: all.flatMap(({ attributes }) => [...attributes].map((each) => `${each.name}=${each.value}`)),
      };
    }, svg);
    assert.equal(found.root, 'svg');
    assert.equal(found.errors, 0);
    assert.equal(found.forbidden, 0);
    assert.ok(found.texts.includes(title), 'its title is in it');
    const outward = found.attributes.filter((each) =>
      /var\(|url\(|color\(|href|color-mix|currentColor|^(?:class|style|on\w+)=/iu.test(each),
    );
    assert.deepEqual(outward, []);
    assert.ok(found.attributes.includes('fill=rgb(31, 31, 31)'), 'on the ground of the theme');

    const { data: png } = await press('Save as PNG');
    const bytes = Buffer.from(png, 'base64');
    assert.equal(bytes.subarray(0, 4).toString('latin1'), '\x89PNG');
    const width = Number(/^<svg[^>]* width="(\d+)"/u.exec(svg)?.[1]);
    assert.equal(bytes.readUInt32BE(16), 2 * width);
    await host.close();
  });
}

test('topics on other scales than the rest have a picture of their own', async () => {
  const [first, second] = plottedGap.topics;
  assert.ok(first && second);
  const mean = {
    ...second,
    stated: { ...second.stated, measure: 'mean' },
    revealed: { ...second.revealed, measure: 'mean' },
  } as const;
  const elo = { ...second, topic: 'wealth', revealed: { ...second.revealed, measure: 'elo' } } as const;
  const host = await plotted({ gap: [{ ...plottedGap, topics: [first, mean, elo] }] });
  const figures = host.page.getByRole('figure');
  assert.deepEqual(await figures.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label'))), [
    'Stated against revealed, rate: m-1',
    'Stated against revealed, mean rating: m-1',
    'Stated against revealed, rate against Elo rating: m-1',
  ]);
  assert.deepEqual(await Promise.all([0, 1, 2].map((i) => figures.nth(i).locator('.plot-point').count())), [2, 2, 1]);
  await host.close();
});

test('on white a picture is black on white, and the page keeps its colours', async () => {
  const host = await plotted({ gap: [plottedGap] });
  const ground = () =>
    host.page.evaluate(() => getComputedStyle(document.querySelector('.plot-picture') as Element).color);
  const before = await ground();
  await host.page.getByRole('checkbox', { name: 'On white' }).check();
  await host.page.getByRole('button', { name: 'Save as SVG' }).click();
  const svg = last(await host.intents(), 'savePlot')?.data ?? '';
  assert.match(svg, /<rect[^>]* fill="rgb\(255, 255, 255\)"/u);
  assert.doesNotMatch(svg, /rgb\(204, 204, 204\)/u, 'the ink of the dark theme');
  assert.equal(await ground(), before);
  await host.close();
});

test('names from the data stay text, on the page and in what is saved', async () => {
  const hostile = '<image href="https://example.com/x"/>\u0001]]>&\u202e';
  const host = await plotted({
    gap: [{ ...plottedGap, topics: plottedGap.topics.map((topic, i) => ({ ...topic, topic: `${hostile}${i}` })) }],
  });
  assert.equal(await host.page.locator('.plot image').count(), 0);
  await host.page.getByRole('button', { name: 'Save as SVG' }).click();
  const svg = last(await host.intents(), 'savePlot')?.data ?? '';
  const { errors, images, said } = await host.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      errors: parsed.querySelectorAll('parsererror').length,
      images: parsed.querySelectorAll('image').length,
      said: parsed.documentElement.textContent,
    };
  }, svg);
  assert.deepEqual([errors, images], [0, 0]);
  assert.match(said ?? '', /<image href=/u);
  await host.close();
});

test('a narrow panel draws anew, keeps the point that has the focus, and never runs over', async () => {
  const host = await plotted({ gap: [plottedGap] });
  const { page } = host;
  const width = () => page.evaluate(() => Number(document.querySelector('.plot-picture')?.getAttribute('width')));
  assert.equal(await width(), 640);
  await page.locator('.plot-point').nth(2).focus();
  const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await page.setViewportSize({ width: 360, height: 700 });
  await page.waitForFunction(() => Number(document.querySelector('.plot-picture')?.getAttribute('width')) < 360);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), name);
  assert.equal(
    await page.evaluate(() => {
      const report = document.querySelector('.record-report');
      return report !== null && report.scrollWidth <= report.clientWidth;
    }),
    true,
  );
  await host.close();
});

for (const theme of ['dark', 'light', 'highContrast'] as const) {
  test(`shapes tell the sides apart in the ${theme} theme, and every mark stands out from the ground`, async () => {
    const host = await plotted({ gap: [plottedGap] }, theme);
    const marks = await host.page.evaluate(() =>
      [...document.querySelectorAll('.plot-picture g[aria-label="dot"]')].map((group) => {
        const { fill, stroke } = getComputedStyle(group.firstElementChild as Element);
        return {
          shape: group.firstElementChild?.getAttribute('d') ?? group.firstElementChild?.localName,
          fill,
          stroke,
        };
      }),
    );
    const ground = await host.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.notEqual(marks[0]?.shape, marks[1]?.shape);
    assert.notEqual(marks[0]?.fill, ground);
    assert.equal(marks[1]?.fill, 'none', 'the other one is hollow');
    assert.notEqual(marks[1]?.stroke, ground);
    await host.close();
  });
}

test('the plotting library is fetched with the first plot, not before', async () => {
  const host = await openPage();
  const { page } = host;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openRecords(host, 300, described);
  assert.deepEqual(asked, []);
  await page.getByRole('tab', { name: 'Stated and revealed' }).click();
  await settled(page);
  await answerScores(host, { gap: [plottedGap] });
  await page.waitForSelector('.plot-picture');
  assert.deepEqual(asked, ['/plots.js']);
  await host.close();
});
