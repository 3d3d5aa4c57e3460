import { after, before, describe, it } from 'node:test';
import { formatDeepLink } from '../../../src/core/transcripts/locatorText.ts';
import type { Editor } from '../../support/editor/editor.ts';
import { openEditor } from '../../support/editor/openEditor.ts';
import { makeLongSample } from '../../support/makeLongSample.ts';
import { messageWith, openPanel, reviewer, shown } from '../../support/review.ts';

describe('a sample that is too long to be read whole', () => {
  let editor: Editor;
  before(async () => {
    const workspace = { 'long.eval': makeLongSample(60_000) };
    editor = await openEditor({ workspace, settings: { 'plumbline.reviewer': reviewer } });
  });
  after(() => editor?.close());

  it('opens at its start, and says which of its events were read', async () => {
    const panel = await openPanel(editor, 'long.eval');
    await shown(messageWith(panel, 'done'));
    await panel.getByText('Those from 0 to 20000 are read').first().waitFor();
  });

  it('shows the message of a link that is far from it', async () => {
    const scheme = await editor.evaluate((api) => api.env.uriScheme);
    const link = formatDeepLink(scheme, { file: 'long.eval', transcript: 'long/1', message: 'm59995' });
    await editor.evaluate(async (api, text) => {
      await api.env.openExternal(await api.env.asExternalUri(api.Uri.parse(text, true)));
    }, link);
    await shown(messageWith(editor.panel(), 'dug [[59995]] deep'));
  });
});
