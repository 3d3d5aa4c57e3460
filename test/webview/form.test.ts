import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PanelIntent } from '../../src/panel/intents.ts';
import type { ViewTag } from '../../src/panel/messages.ts';
import { closeBrowser, type FakeHost, openPage, settled } from './fakeHost.ts';
import { didChangeTags, openTexts, tag } from './messages.ts';

after(closeBrowser);

const mistake = (more: Partial<ViewTag> = {}): ViewTag =>
  tag('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'mistake', { message: 'm0', start: 0, end: 3, quote: 'one' }, more);

/** The form of a mistake, open, with the keys that reached the window (where VS Code listens) recorded. */
async function openForm(host: FakeHost, shown: ViewTag): Promise<void> {
  await host.send(...openTexts('one two'), didChangeTags([shown]), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm0',
    focus: true,
  });
  await host.page.evaluate(() => {
    const reached: string[] = [];
    Object.assign(window, { reached });
    window.addEventListener('keydown', (event) => reached.push(`${event.ctrlKey ? 'Ctrl+' : ''}${event.key}`));
  });
  await host.page.keyboard.press('n');
  await host.page.keyboard.press('Enter');
  await settled(host.page);
}

const reached = (host: FakeHost): Promise<readonly string[]> =>
  host.page.evaluate(() =>
    (window as unknown as { readonly reached: readonly string[] }).reached.filter(
      (key) => key !== 'Ctrl+Control' && key !== 'Control',
    ),
  );

async function last(host: FakeHost): Promise<PanelIntent | undefined> {
  return (await host.intents()).at(-1);
}

test('the form shows what is set and sends what is chosen', async () => {
  const host = await openPage();
  await openForm(host, mistake({ fields: { category: 'self-knowledge' }, confidence: 0.8, note: 'Because.' }));
  const values = await host.page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLInputElement>('.form :is(vscode-dropdown, vscode-text-field, vscode-text-area)'),
    ].map(({ value }) => value),
  );
  assert.deepEqual(values, ['self-knowledge', '', '', '', '', '', '0.8', 'Because.']);
  assert.match(await host.page.innerText('.definition'), /false claim about its own abilities/u);
  await host.page.keyboard.press('ArrowUp');
  await settled(host.page);
  assert.deepEqual(await last(host), { type: 'setField', tag: mistake().id, field: 'category', value: 'tool-use' });
  await host.send(didChangeTags([mistake({ fields: { category: 'factual' } })]));
  assert.equal(await host.page.evaluate(() => (document.activeElement as HTMLInputElement).value), 'factual');
  await host.close();
});

test('a note is sent before a save, and keeps its own undo', async () => {
  const host = await openPage();
  await openForm(host, mistake());
  await host.page.locator('vscode-text-area textarea').focus();
  await host.page.keyboard.type('Owned');
  await host.page.keyboard.press('Control+z');
  await host.page.keyboard.press('Control+y');
  assert.deepEqual(
    (await reached(host)).filter((key) => /^Ctrl\+/u.test(key)),
    [],
  );
  await host.page.keyboard.type(' it');
  await host.page.keyboard.press('Control+s');
  const note = (await host.intents()).findLast((intent) => intent.type === 'setNote');
  assert.equal(note?.text, await host.page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value));
  assert.match(note?.text ?? '', / it$/u);
  assert.deepEqual(
    (await reached(host)).filter((key) => /^Ctrl\+/u.test(key)),
    ['Ctrl+s'],
  );
  await host.close();
});

test('a snapshot that comes while a note is typed takes nothing back', async () => {
  const host = await openPage();
  await openForm(host, mistake({ note: 'Old' }));
  await host.page.locator('vscode-text-area textarea').focus();
  await host.page.keyboard.press('End');
  await host.page.keyboard.type('er words');
  await host.send(didChangeTags([mistake({ note: 'Old', fields: { severity: 2 } })]));
  await host.page.keyboard.type(' still');
  assert.equal(
    await host.page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value),
    'Older words still',
  );
  await host.page.keyboard.press('Escape');
  assert.deepEqual(await last(host), { type: 'setNote', tag: mistake().id, text: 'Older words still' });
  await host.close();
});

test('outside inputs undo, redo, save and find go to VS Code, single keys do not', async () => {
  const host = await openPage();
  await openForm(host, mistake());
  await host.page.keyboard.press('Escape');
  await settled(host.page);
  assert.equal(await host.page.evaluate(() => (document.activeElement as HTMLElement).dataset.index), '0');
  await host.page.evaluate(() => (window as unknown as { reached: string[] }).reached.splice(0));
  for (const key of ['Control+z', 'Control+y', 'Control+s', 'Control+f', 'j', 'n', '/'])
    await host.page.keyboard.press(key);
  assert.deepEqual(await reached(host), ['Ctrl+z', 'Ctrl+y', 'Ctrl+s', 'Ctrl+f']);
  await host.close();
});

test('confidence is a number from 0 to 1, and what is not is refused in words', async () => {
  const host = await openPage();
  await openForm(host, mistake());
  const field = host.page.locator('vscode-text-field[aria-label^="Confidence"] input');
  await field.fill('7');
  await field.press('Enter');
  assert.equal(await host.page.innerText('.status'), 'Confidence is a number from 0 to 1.');
  await field.fill('0.7');
  await field.press('Enter');
  assert.deepEqual(await last(host), { type: 'setConfidence', tag: mistake().id, value: 0.7 });
  await host.close();
});

test("another reviewer's tag has no form; its file can be opened", async () => {
  const host = await openPage();
  await openForm(host, mistake({ own: false, reviewer: 'bob' }));
  assert.equal(await host.page.locator('.form').count(), 0);
  await host.page.click('text=Open its tag file');
  assert.deepEqual(await last(host), { type: 'openTagFile', tag: mistake().id });
  await host.page.keyboard.press('Delete');
  assert.equal((await host.intents()).filter(({ type }) => type === 'removeTag').length, 0);
  await host.close();
});

test('a choice is ticked by a click or the space bar, once each; one set elsewhere is only shown', async () => {
  const host = await openPage();
  const pair = (more: Partial<ViewTag> = {}): ViewTag =>
    tag('01KAJ3W5Z0S7R3VQK6YH1T2B3C', 'preference-gap', { message: 'm0', start: 0, end: 3, quote: 'one' }, more);
  await openForm(host, pair());
  const sent = async (): Promise<readonly PanelIntent[]> =>
    (await host.intents()).filter(({ type }) => type === 'setField');
  const set = (...value: string[]) => ({ type: 'setField', tag: pair().id, field: 'principle', value });
  await host.page.getByRole('checkbox', { name: 'Self-prediction' }).click();
  assert.deepEqual(await sent(), [set('self-prediction')]);
  await host.send(didChangeTags([pair({ fields: { principle: ['self-prediction', 'identity-stability'] } })]));
  assert.equal(await host.page.getByRole('checkbox', { name: 'Identity stability' }).isChecked(), true);
  assert.equal((await sent()).length, 1);
  await host.page.getByRole('checkbox', { name: 'Values as choice' }).press(' ');
  assert.deepEqual((await sent()).slice(1), [set('self-prediction', 'identity-stability', 'values-as-choice')]);
  await host.close();
});
