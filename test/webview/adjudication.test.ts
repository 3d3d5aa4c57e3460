import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { DidAdjudicate, ViewCluster } from '../../src/panel/adjudicationMessages.ts';
import type { PanelIntent } from '../../src/panel/intents.ts';
import type { ViewTag } from '../../src/panel/messages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didLoad, didOpen, didOpenTranscript, message, tag } from './messages.ts';

after(closeBrowser);

const texts = ['Capitals?', 'Sydney is the capital. Istanbul too.', 'Sure?', 'Lagos it is.'];
const spans = {
  Sydney: { message: 'm1', start: 0, end: 6, quote: 'Sydney' },
  Istanbul: { message: 'm1', start: 23, end: 31, quote: 'Istanbul' },
  Lagos: { message: 'm3', start: 0, end: 5, quote: 'Lagos' },
} as const;

function by(reviewer: string, id: string, place: keyof typeof spans, fields: ViewTag['fields'] = {}): ViewTag {
  return tag(id, 'mistake', spans[place], { reviewer, own: reviewer === 'consensus', fields });
}

const tags = [
  by('ann', 'a1', 'Sydney', { category: 'factual', severity: 2 }),
  by('bob', 'b1', 'Sydney', { category: 'reasoning', severity: 2 }),
  by('ann', 'a2', 'Istanbul'),
  by('ann', 'a3', 'Lagos'),
  by('bob', 'b3', 'Lagos'),
];

function cluster(id: string, of: readonly string[], more: Partial<ViewCluster> = {}): ViewCluster {
  return {
    id,
    kind: 'mistake',
    transcript: 's-17/1',
    state: 'open',
    disagreement: 0.5,
    differing: [],
    absent: [],
    tags: of,
    ...more,
  };
}

const clusters = [
  cluster('a1', ['a1', 'b1'], { differing: ['category'] }),
  cluster('a2', ['a2'], { disagreement: 1, absent: ['bob'] }),
  cluster('a3', ['a3', 'b3'], { disagreement: 0 }),
];

const transcripts: DidAdjudicate['transcripts'] = [
  { name: 's-17/1', disagreement: 1.5, clusters: 3, open: 3, stale: 0 },
  { name: 's-18/1', disagreement: 0.4, clusters: 1, open: 1, stale: 0 },
  { name: 's-19/1', disagreement: 0, clusters: 2, open: 0, stale: 0 },
];

const didAdjudicate = (of: readonly ViewCluster[] = clusters): DidAdjudicate => ({
  type: 'didAdjudicate',
  transcripts,
  clusters: of,
});

async function adjudicating(of: readonly ViewCluster[] = clusters, more: readonly ViewTag[] = []): Promise<FakeHost> {
  const host = await openPage({ width: 1000, height: 800 });
  const messages = texts.map((text, index) => message(index, index % 2 === 0 ? 'user' : 'assistant', text));
  await host.send(
    didOpen({ entryCount: 3, adjudicates: true, reviewer: 'consensus' }),
    didOpenTranscript(texts.length),
    didLoad(messages),
    didChangeTags([...tags, ...more]),
    didAdjudicate(of),
  );
  return host;
}

async function press(host: FakeHost, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await host.page.keyboard.press(key);
  await settled(host.page);
}

const decisions = async (host: FakeHost): Promise<readonly PanelIntent[]> =>
  (await host.intents()).filter(({ type }) => !['ready', 'goToPlace', 'loadRange'].includes(type));

const header = (host: FakeHost): Promise<string> => host.page.innerText('.adjudication > header');

test('side by side: who tagged what, what differs, who has no tag', async () => {
  const host = await adjudicating();
  assert.match(await header(host), /Mistake\s+1 of 3\s+open\s+disagreement 0\.50/u);
  const rows = await host.page
    .locator('.adjudication tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())));
  assert.deepEqual(rows.slice(0, 2), [
    ['Text', 'Sydney', 'Sydney', ''],
    ['Category ≠', 'Factual', 'Reasoning', ''],
  ]);
  assert.equal(await host.page.locator('.adjudication tr.differs').count(), 1);
  await press(host, 'n');
  assert.match(await host.page.innerText('.adjudication thead'), /no tag by bob/u);
  await host.close();
});

test('a number accepts whose tag it is, the next says why, and what waits comes next', async () => {
  const host = await adjudicating();
  await press(host, 'a', '2', '3');
  const [accepted, why] = await decisions(host);
  assert.ok(accepted?.type === 'acceptTag' && accepted.cluster === 'a1' && accepted.tag === 'b1');
  assert.match(accepted.id, /^[0-9A-HJKMNP-TV-Z]{26}$/u);
  assert.deepEqual(why, { type: 'explainDifference', cluster: 'a1', reason: 'real ambiguity' });
  assert.match(await header(host), /2 of 3/u);
  await host.close();
});

test('one tag alone is accepted at once, a merge, a rejection and what all agree on take one key', async () => {
  const host = await adjudicating();
  await press(host, 'm', 'x', 'n', 'a', 'n', 'm', 'A');
  const sent = (await decisions(host)).map((intent) => [intent.type, 'cluster' in intent ? intent.cluster : undefined]);
  assert.deepEqual(sent, [
    ['mergeTags', 'a1'],
    ['rejectTags', 'a1'],
    ['acceptTag', 'a2'],
    ['mergeTags', 'a3'],
    ['acceptAgreed', undefined],
  ]);
  await host.close();
});

test('n and p walk the clusters, N goes to the transcript with most disagreement of those that wait', async () => {
  const host = await adjudicating();
  await press(host, 'n', 'n', 'p');
  assert.match(await header(host), /2 of 3/u);
  await press(host, 'N');
  assert.deepEqual(await decisions(host), [{ type: 'openTranscript', pane: 'a', name: 's-18/1' }]);
  await host.close();
});

test('editing what is open merges first, then opens the form of the merged tag', async () => {
  const host = await adjudicating();
  await press(host, 'e');
  const [merged] = await decisions(host);
  assert.ok(merged?.type === 'mergeTags');
  const consensus = by('consensus', merged.id, 'Sydney', { severity: 2 });
  const done = cluster('a1', ['a1', 'b1'], { state: 'merged', decision: merged.id, differing: ['category'] });
  await host.send(didChangeTags([...tags, consensus]), didAdjudicate([done, ...clusters.slice(1)]));
  await host.page.waitForSelector('.dock .form');
  assert.match(await header(host), /merged/u);
  await press(host, 'Escape');
  assert.equal(await host.page.locator('.dock').count(), 0);
  await host.close();
});

test('a decision whose tags changed since is flagged, and kept by one key', async () => {
  const stale = { changed: ['b1'], added: [], gone: ['c1'] };
  const host = await adjudicating(
    [cluster('a1', ['a1', 'b1'], { state: 'accepted', decision: 'd1', stale, reason: 'slip' })],
    [by('consensus', 'd1', 'Sydney')],
  );
  assert.match(await header(host), /accepted, slip, changed since/u);
  assert.match(await host.page.innerText('.adjudication .notice'), /changed: bob; gone: 1/u);
  await press(host, 's', 'Delete');
  assert.deepEqual(await decisions(host), [
    { type: 'confirmDecision', cluster: 'a1' },
    { type: 'reopenCluster', cluster: 'a1' },
  ]);
  await host.close();
});

test('the list has transcripts by disagreement, and goes by keys', async () => {
  const host = await openPage();
  await host.send(
    didOpen({ entryCount: 3, adjudicates: true, reviewer: 'consensus' }),
    didChangeTags([]),
    didAdjudicate([]),
  );
  assert.match(await host.page.innerText('.adjudication-list'), /2 of 3 transcripts wait/u);
  const names = await host.page.locator('.adjudication-list li .name').allInnerTexts();
  assert.deepEqual(names, ['s-17/1', 's-18/1', 's-19/1']);
  await press(host, 'j', 'Enter');
  assert.deepEqual(await decisions(host), [{ type: 'openTranscript', pane: 'a', name: 's-18/1' }]);
  await host.close();
});

test('with text selected the keys are the page’s own: the adjudicator tags what all missed', async () => {
  const host = await adjudicating();
  await host.page.evaluate(() => {
    const text = [...document.querySelectorAll('.region')].at(-1)?.firstChild;
    if (text) getSelection()?.setBaseAndExtent(text, 6, text, 8);
  });
  await settled(host.page);
  await press(host, 'm');
  assert.deepEqual(
    (await decisions(host)).map(({ type }) => type),
    ['addTag'],
  );
  await host.close();
});

test('a tag file that git could not merge is resolved by a button', async () => {
  const host = await adjudicating();
  const notice = { text: 'It holds two versions.', blocked: true, canResolve: true } as const;
  await host.send(didChangeTags(tags, { notice }), didAdjudicate());
  await host.page.getByText('Resolve', { exact: true }).click();
  assert.deepEqual(await decisions(host), [{ type: 'resolveConflict' }]);
  await press(host, 'm');
  assert.equal((await decisions(host)).length, 1);
  await host.close();
});
