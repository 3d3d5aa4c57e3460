import * as vscode from 'vscode';
import { decodeJsonString } from '../../core/text/decodeJsonString.ts';
import { findPointer } from '../../core/text/findPointer.ts';
import { findMessage } from '../../core/transcripts/transcriptText.ts';
import type { HostMessage, Region } from '../../panel/messages.ts';
import type { PanelPane } from './panelPane.ts';

/** Kinds that an `img` shows without running anything; SVG is left out on purpose. */
const safeKinds = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);
const largestImage = 20_000_000;

/** The bytes of an image that the record embeds, only ever on a click. */
export async function embeddedImage(
  pane: PanelPane,
  asked: { readonly name: string; readonly region: Region },
): Promise<HostMessage> {
  const answer = { type: 'didLoadImage', pane: pane.id, name: asked.name, region: asked.region } as const;
  const message = findMessage(pane.transcript, asked.region.message);
  const part = typeof asked.region.part === 'number' ? message?.parts[asked.region.part] : undefined;
  if (part?.type !== 'image' || part.data === undefined) {
    return { ...answer, problem: vscode.l10n.t('This image is not in the file.') };
  }
  const source = await pane.opened.file.sourceText(pane.transcript.record);
  const range = source && findPointer(source.text, part.data.pointer);
  const text = source && range && decodeJsonString(source.text.slice(range.start, range.end)).text;
  if (text === undefined) return { ...answer, problem: vscode.l10n.t('This image could not be found in its record.') };
  const uri = /^data:([^;,]*)(?:;[^,]*)?,/.exec(text.slice(0, 200));
  const mime = (uri?.[1] || part.mime || '').toLowerCase();
  if (!safeKinds.has(mime)) return { ...answer, problem: vscode.l10n.t('An image of type “{0}” is not shown.', mime) };
  if (text.length > largestImage) return { ...answer, problem: vscode.l10n.t('This image is too large to show.') };
  try {
    const base64 = text.slice(uri?.[0].length ?? 0).replace(/\s+/g, '');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return { ...answer, image: { mime, bytes } };
  } catch {
    return { ...answer, problem: vscode.l10n.t('This image is not valid base64.') };
  }
}
