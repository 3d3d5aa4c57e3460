import { findRegion } from '../../core/transcripts/transcriptText.ts';
import type { HostMessage, Region } from '../../panel/messages.ts';
import { nextPiece } from '../../panel/viewTranscript.ts';
import type { PanelPane } from './panelPane.ts';

/** The next piece of a text that was cut, or undefined when the page asks for what is not there. */
export function nextText(
  pane: PanelPane | undefined,
  asked: { readonly name: string; readonly region: Region; readonly from: number },
): HostMessage | undefined {
  if (pane === undefined || pane.transcript.name !== asked.name) return undefined;
  const found = findRegion(pane.transcript, asked.region.message, asked.region.part);
  const text = found === undefined ? '' : nextPiece(found.text, asked.from);
  if (text === '') return undefined;
  return { type: 'didLoadText', pane: pane.id, name: asked.name, region: asked.region, start: asked.from, text };
}
