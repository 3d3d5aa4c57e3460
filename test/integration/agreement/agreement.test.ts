import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { agreeCommand } from '../../../src/cli/agreeCommand.ts';
import { figureText } from '../../../src/webview/reports/agreement/figureText.ts';
import type { Editor } from '../../support/editor/editor.ts';
import { eventually, glance } from '../../support/editor/eventually.ts';
import { eventuallyEqual } from '../../support/editor/eventuallyEqual.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { waitForHighlight } from '../../support/editor/waitForHighlight.ts';
import { five, mistake, reviewOf, reviews, talks } from '../../support/threeReviews.ts';

describe('agreement of three reviewers', () => {
  let editor: Editor;
  let report: FrameLocator;
  before(async () => {
    editor = await openEditor({
      workspace: { 'talks.jsonl': talks, 'talks.jsonl.ann.tags.yaml': reviewOf('ann', reviews.ann) },
    });
    // Not a setting that the window starts with: those cannot be changed in the browser.
    await editor.setSetting('plumbline.reviewer', 'ann');
  });
  after(() => editor?.close());

  const body = async (): Promise<string> =>
    (await report.locator('.report-body').innerText({ timeout: glance })).replace(/\s+/gu, ' ');
  const waitForBody = (pattern: RegExp): Promise<unknown> =>
    eventually(`${pattern} is in the report`, async () => pattern.test(await body()));
  /** Every figure of the table as the page calls it: `Percent agreement, Mistake, by transcript: 66.7 %`. */
  const figures = (): Promise<string[]> =>
    report
      .locator('.agreement-grid .number')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? '').sort());
  /** The same as the command line has it. */
  async function agreed(): Promise<string[]> {
    let json = '';
    const out = async (text: string): Promise<void> => {
      json += text;
    };
    await agreeCommand([editor.folder, '--json'], { out, error: () => undefined });
    const [round] = JSON.parse(json).rounds;
    const title = (id: string) => round.kinds.find((kind: { id: string }) => kind.id === id).title;
    const names = { percent: 'Percent agreement', alpha: 'Krippendorff’s alpha' };
    const spans = { overlap: 'Span F1, overlap', exact: 'Span F1, exact', character: 'Span F1, character' };
    return round.measures
      .flatMap((one: Record<string, never>) => {
        const {
          level,
          kind,
          field,
          coefficients,
          spans: found,
          units,
        } = one as never as {
          level: string;
          kind?: string;
          field?: string;
          units: number;
          coefficients: Record<string, { estimate: never }>;
          spans?: Record<string, { estimate: never }> & { spans: number };
        };
        if (kind !== undefined && kind !== 'mistake') return [];
        if (field !== undefined && units === 0) return [];
        const what = kind === undefined ? 'All spans' : `${title(kind)}${field === undefined ? '' : ': Severity'}`;
        const of = found === undefined ? names : spans;
        return Object.entries(of).map(
          ([name, words]) =>
            `${words}, ${what}, by ${level}: ${figureText(name as never, (found ?? coefficients)[name]!.estimate)}`,
        );
      })
      .sort();
  }

  it('says what is needed while there is one reviewer, then counts the others as their files come', async () => {
    await editor.runCommand('Plumbline: Show Agreement');
    report = editor.panel();
    await editor.waitForText('needs two reviewers who marked the same transcript reviewed', report);
    await editor.screenshot('agreement-empty');
    for (const name of ['bob', 'cid'] as const)
      await editor.writeFile(`talks.jsonl.${name}.tags.yaml`, reviewOf(name, reviews[name]));
    await waitForBody(/3 reviewers \(ann, bob, cid\), 3 transcripts/u);
  });

  it('shows the numbers that the command line prints', async () => {
    await eventually('intervals are there', () => report.locator('.agreement-grid .interval').first().isVisible());
    const shown = await figures();
    assert.equal(shown.length, 16, shown.join('\n'));
    assert.deepEqual(shown, await agreed());
    await editor.screenshot('agreement');
  });

  it('opens a number, a cell of its matrix, and from there the span in the panel', async () => {
    await report.getByRole('button', { name: /^Span F1, overlap, Mistake/u }).click();
    await editor.waitForText('Mistake, by span', report);
    await report.getByRole('button', { name: /^Span F1, overlap, bob and cid/u }).focus();
    await editor.press('Enter');
    await editor.waitForText('Where bob and cid differ', report);
    assert.deepEqual(await report.locator('.disagreements .place').allInnerTexts(), [
      'talks.jsonl › capital › #1',
      'talks.jsonl › sum › #1',
    ]);
    await editor.screenshot('agreement-cell');
    await report.locator('.speaker', { hasText: 'five' }).click();
    await waitForHighlight(editor.panel(1), 'kind-1-active', 'five');
  });

  it('counts what changes, as it is saved', async () => {
    await editor.closeAllTabs();
    await editor.runCommand('Plumbline: Show Agreement');
    report = editor.panel();
    await editor.writeFile('talks.jsonl.cid.tags.yaml', reviewOf('cid', [...reviews.cid, mistake('sum', five, 3)]));
    const wanted = await agreed();
    assert.ok(wanted.includes('Percent agreement, Mistake, by transcript: 77.8 %'));
    await eventuallyEqual(figures, wanted);
  });

  it('shows who reviews blind nothing of what they have not reviewed', async () => {
    await editor.setSetting('plumbline.reviewer', 'dee');
    await editor.setSetting('plumbline.blind', true);
    await editor.waitForText('You review blind', report);
    await waitForBody(/There is nothing to compare yet/u);
    assert.doesNotMatch(await body(), /Sydney|five|Mistake|%/u);
    await editor.setSetting('plumbline.reviewer', 'ann');
    await waitForBody(/3 reviewers/u);
  });
});
