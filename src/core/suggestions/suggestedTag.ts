import { describeTarget } from '../anchors/describe.ts';
import { locateCitation } from '../anchors/locateCitation.ts';
import type { Codebook, Kind } from '../codebook/codebook.ts';
import type { Tag } from '../tags/tag.ts';
import { sha256Hex } from '../text/sha256.ts';
import type { Citation, Transcript } from '../transcripts/transcript.ts';
import { findMessage } from '../transcripts/transcriptText.ts';
import type { Claim } from './claim.ts';

/** Longest note, in UTF-16 units: an explanation of a judge may be an essay. */
const longestNote = 4000;

/**
 * A claim as a tag of `kind`, or undefined where the transcript has no such place: nothing is suggested that cannot be
 * shown. The same claim gives the same id, so that to import it again adds nothing.
 */
export function suggestedTag(
  transcript: Transcript,
  { judge, citation }: Claim,
  { kind, codebook, now }: { readonly kind: Kind; readonly codebook: Codebook; readonly now: string },
): Tag | undefined {
  const role = kind.roles[0];
  const { message, part, start, end, text } = isPlaced(transcript, citation)
    ? citation
    : locateCitation(transcript, citation);
  if (role === undefined || message === undefined) return undefined;
  const span = part !== undefined && start !== undefined && end !== undefined ? { part, start, end } : {};
  const target = describeTarget(transcript, { role: role.id, message, ...span });
  const whole = kind.roles.every(({ id, min }) => min <= (id === role.id ? 1 : 0));
  return {
    id: claimId([judge, transcript.name, message, JSON.stringify(span), kind.id, text ?? '']),
    kind: kind.id,
    codebook: `${codebook.id}@${codebook.version}`,
    status: whole ? 'complete' : 'open',
    targets: [target],
    fields: {},
    ...(text !== undefined && text !== '' && { note: text.slice(0, longestNote) }),
    created: now,
  };
}

/** Readers place the citations of scores; the others only name what they cite. */
function isPlaced(transcript: Transcript, { message, start, part, quote }: Citation): boolean {
  if (message === undefined || findMessage(transcript, message) === undefined) return false;
  return quote === undefined || (part !== undefined && start !== undefined);
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 26 characters in the alphabet of a ULID, of a hash: not a time. */
function claimId(parts: readonly string[]): string {
  const hash = sha256Hex(parts.join('\u0000'));
  const digits = Array.from(
    { length: 26 },
    (_, at) => letters[Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16) % 32],
  );
  return `0${digits.slice(1).join('')}`;
}
