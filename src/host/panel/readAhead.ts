import type { TranscriptDocument } from './transcriptDocument.ts';

/**
 * While a page loads, reads the record that it will show first: the `wanted` one, or the only one.
 * The file keeps it for then.
 */
export async function readAhead(document: TranscriptDocument, wanted: () => string | undefined): Promise<void> {
  try {
    const opened = await document.opened;
    if (!('file' in opened)) return;
    const { entries } = opened.file;
    const name = wanted() ?? (entries.length === 1 ? entries[0]?.name : undefined);
    const record = name === undefined ? undefined : opened.recordOf(name);
    if (record !== undefined) await opened.read(record);
  } catch {
    // The page's own reading meets the same, and says so.
  }
}
