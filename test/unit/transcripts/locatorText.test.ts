import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from '../../../src/core/transcripts/locator.ts';
import {
  formatDeepLink,
  formatLocator,
  isInside,
  parseDeepLink,
  parseLocator,
} from '../../../src/core/transcripts/locatorText.ts';
import { makeRandom, type Random } from '../../support/random.ts';

test('the form that tags and links show', () => {
  const locator = {
    file: 'run1.eval',
    transcript: 's-17/1',
    message: 'msg_42',
    part: 0,
    span: { start: 118, end: 164 },
  };
  assert.equal(formatLocator(locator), 'run1.eval#s=s-17%2F1&m=msg_42&p=0&c=118-164');
  assert.equal(
    formatLocator({ file: 'a b/ü.json', transcript: '#3', message: '#41', part: { call: 'c:1', argument: '/p/0' } }),
    'a%20b/%C3%BC.json#s=%233&m=%2341&p=c%3A1:%2Fp%2F0',
  );
});

for (const bad of [
  '',
  '#s=a',
  'f#m=a',
  'f#s=',
  'f#s=a&p=0',
  'f#s=a&m=b&c=1-2',
  'f#s=a&m=b&p=x',
  'f#s=a&m=b&p=-1',
  'f#s=a&m=b&p=01',
  'f#s=a&m=b&p=c:x',
  'f#s=a&m=b&p=0&c=2-1',
  'f#s=a&m=b&p=0&c=1-2-3',
  'f#s=a&m=b&p=0&c=1',
  'f#s=a&m=b&p=0&c=1e3-2e3',
  'f#s=a&x=1',
  'f#s=a&s=b',
  'f#s=%',
  'f#s=%ff',
  'a%2Fb',
  'a%00',
  'f#s=a&m=b&p=0&c=1-99999999999999999999',
  'f#s=a&m=b&p=0&c=1-2&d=3',
]) {
  test(`refuses ${JSON.stringify(bad)}`, () => assert.equal(parseLocator(bad), undefined));
}

test('a path that climbs is read, and known as such', () => {
  assert.deepEqual(parseLocator('../x.json'), { file: '../x.json' });
  for (const inside of ['a', 'a/b', './a', 'a/../b']) assert.ok(isInside(inside), inside);
  for (const outside of [
    '',
    '..',
    '../a',
    'a/../../b',
    '/a',
    'C:/a',
    'c:a',
    'file:///a',
    'a\\..\\b',
    '.',
    'a/..',
    'a\0',
  ]) {
    assert.ok(!isInside(outside), outside);
  }
});

test('every locator comes back, as text and as a link, whatever decodes or encodes it on the way', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let run = 0; run < 2000; run++) {
    const locator = randomLocator(random);
    assert.deepEqual(parseLocator(formatLocator(locator)), locator);
    const link = formatDeepLink('vscode', locator);
    assert.match(link, /^vscode:\/\/plumbline\.plumbline\/open\?l=[\w.!~*'()-]+$/);
    const query = link.slice(link.indexOf('?') + 1);
    const form = new URLSearchParams(decodeURIComponent(query)).toString();
    for (const onItsWay of [query, decodeURIComponent(query), encodeURI(query), form, `tkn=1&${form}`]) {
      assert.deepEqual(parseDeepLink('/open', onItsWay), locator, onItsWay);
    }
  }
});

test('a foreign link is refused', () => {
  for (const [path, query] of [
    ['/run', 'l=a'],
    ['/open', 'command=rm'],
    ['/open', ''],
    ['/open', 'l='],
    ['/open', 'l=a~23x~3D1'],
    ['/open', 'l=a#s=b'],
    ['/open', 'l=a%23s%3Db'],
    ['/open', 'l=a+b~23s~3Dc'],
    ['/open', 'l=~zz'],
    ['/open', 'l=%zz'],
  ] as const) {
    assert.equal(parseDeepLink(path, query), undefined);
  }
});

function randomLocator(random: Random): Locator {
  const text = () =>
    Array.from({ length: 1 + random.int(5) }, () =>
      random.pick([...'a#&=:/%?+ -.', '%20', '%u', 'é', '😀', '\ud83d', '\ude00', 'שׁ']),
    ).join('');
  const depth = random.int(5);
  return {
    file: text().replaceAll(/^\/|\/$/g, 'f') || 'f',
    ...(depth > 0 && { transcript: text() }),
    ...(depth > 1 && { message: text() }),
    ...(depth > 2 && {
      part: random.chance(0.5) ? random.int(99) : { call: text(), argument: random.pick(['', `/${text()}`]) },
    }),
    ...(depth > 3 && { span: ((start) => ({ start, end: start + random.int(99) }))(random.int(1e6)) }),
  };
}
