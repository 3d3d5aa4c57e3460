import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Codebook } from '../../src/core/codebook/codebook.ts';
import { parseCodebook } from '../../src/core/codebook/codebookFile.ts';
import { closeBrowser, openPage, settled } from './fakeHost.ts';
import { didChangeTags, didOpen, openTexts, tag } from './messages.ts';

after(closeBrowser);

const { codebook } = parseCodebook(`id: ours
version: 3
kinds:
  - id: flattery
    title: Flattery
    definition: Praise that the text does not bear out.
    guideline: Read the whole turn first.
    key: y
    fields:
      - id: target
        title: Target
        type: choice
        guideline: Whom it is for.
        options:
          - {id: user, definition: Of the user., examples: {positive: ["<b>You</b> are a gem"], negative: [You are right]}}
          - {id: work, definition: Of the work., key: "7"}
      - {id: aside, type: text}
  - {id: silent, definition: Has no key.}
`) as { readonly codebook: Codebook };

const shown = tag('01KAJ3W5Z0S7R3VQK6YH1T2B3D', 'flattery', { message: 'm0', start: 0, end: 3, quote: 'one' });

async function openForm() {
  const host = await openPage();
  const [, ...rest] = openTexts('one two');
  await host.send(didOpen({ codebook }), ...rest, didChangeTags([shown]), {
    type: 'reveal',
    pane: 'a',
    name: 's-17/1',
    message: 'm0',
    focus: true,
  });
  return host;
}

test('the form keeps guideline, definitions and examples folded beside each field', async () => {
  const host = await openForm();
  await host.page.keyboard.press('n');
  await host.page.keyboard.press('Enter');
  await settled(host.page);
  const guides = host.page.locator('.form details.guide');
  assert.equal(await guides.count(), 2);
  assert.equal(await guides.nth(1).locator('dl').isVisible(), false);
  for (const at of [0, 1]) {
    await guides.nth(at).locator('summary').focus();
    await host.page.keyboard.press('Enter');
  }
  const words = async (at: number): Promise<string> => (await guides.nth(at).innerText()).replace(/\s+/gu, ' ');
  assert.equal(await words(0), 'How to decide Praise that the text does not bear out. Read the whole turn first.');
  assert.match(
    await words(1),
    /^How to decide Whom it is for. 1 user Of the user. Yes: .?<b>You<\/b> are a gem.? No: .?You are right.? 7 work Of the work. 0 Cannot tell/u,
  );
  // What is set elsewhere meanwhile folds nothing.
  await host.send(didChangeTags([{ ...shown, fields: { target: 'work' } }]));
  assert.equal(await guides.nth(1).locator('dl').isVisible(), true);
  await host.close();
});

test('keys of the codebook tag, and set its options', async () => {
  const host = await openForm();
  await host.page.keyboard.press('n');
  await host.page.keyboard.press('7');
  assert.deepEqual((await host.intents()).at(-1), { type: 'setField', tag: shown.id, field: 'target', value: 'work' });
  await host.page.keyboard.press('Escape');
  await host.page.keyboard.press('a');
  const bar = host.page.locator('.selection-bar');
  const names = (await bar.locator('button').allInnerTexts()).map((text) => text.replace(/\s+/gu, ' '));
  assert.deepEqual(names, ['Flattery y', 'silent']);
  await host.page.keyboard.press('y');
  const added = (await host.intents()).at(-1);
  assert.equal(added?.type === 'addTag' && added.kind, 'flattery');
  await host.close();
});

test('a codebook that changes under an open panel changes its keys', async () => {
  const host = await openForm();
  const kinds = codebook.kinds.map((kind) => ({ ...kind, key: kind.id === 'silent' ? 'y' : '' }));
  const settings = { colorMarkup: true, foldLines: 12 };
  await host.send({ type: 'didChangeSettings', settings, codebook: { ...codebook, kinds }, reviewer: 'alice' });
  await host.page.keyboard.press('a');
  await host.page.keyboard.press('y');
  const added = (await host.intents()).at(-1);
  assert.equal(added?.type === 'addTag' && added.kind, 'silent');
  await host.close();
});
