import { asObject, asString } from '../readers/jsonAccess.ts';
import { parseLocator } from '../transcripts/locatorText.ts';
import type { Citation, Transcript } from '../transcripts/transcript.ts';

/** What a judge, a score or a scanner says of a place in a transcript. */
export interface Claim {
  readonly judge: string;
  /** Name of the transcript, and path or name of its file where the claim comes from another one. */
  readonly transcript: string;
  readonly file?: string;
  readonly citation: Citation;
}

/** What the scores of a transcript cite in it: Petri's highlights, Scout's references, quotes of Docent and others. */
export function scoreClaims({ name, scores }: Transcript): readonly Claim[] {
  return scores.flatMap((score) =>
    (score.citations ?? []).map((citation) => ({ judge: score.name, transcript: name, citation })),
  );
}

/** What a row of an Inspect Scout scan cites in the log that was scanned; it has been read by the reader `scout-scan`. */
export function scanClaims({ metadata, scores }: Transcript): readonly Claim[] {
  const judge = scores[0]?.name ?? '';
  const explanation = scores[0]?.explanation ?? '';
  return Object.entries(asObject(metadata['cites']) ?? {}).flatMap(([cite, value]) => {
    const place = parseLocator(asString(value) ?? '');
    if (judge === '' || place?.transcript === undefined || place.message === undefined) return [];
    const text = explanation === '' ? cite : explanation;
    return [{ judge, transcript: place.transcript, file: place.file, citation: { text, message: place.message } }];
  });
}
