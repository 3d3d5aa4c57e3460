import { describeTarget } from '../../src/core/anchors/describe.ts';
import type { Tag } from '../../src/core/tags/tag.ts';
import { codePointLength } from '../../src/core/text/codePoints.ts';
import type { Transcript } from '../../src/core/transcripts/transcript.ts';
import { madeTagId } from '../support/madeTagFile.ts';

/** Tags as reviewers make them: a mistake on a sentence, its fields, a note; spread over the messages of a transcript. */
export function benchTags(count: number, transcript: Transcript, from = 0): readonly Tag[] {
  return Array.from({ length: count }, (_, n): Tag => {
    const message = transcript.messages[(n * 7) % transcript.messages.length];
    const length = codePointLength(message?.parts[0]?.text ?? '');
    const start = Math.min(8 + (n % 5), length);
    const target = describeTarget(transcript, {
      role: 'at',
      message: message?.id ?? '',
      part: 0,
      start,
      end: Math.min(start + 60, length),
    });
    return {
      id: madeTagId(from + n),
      kind: 'mistake',
      codebook: 'plumbline@1',
      status: 'complete',
      targets: [target],
      fields: { severity: 1 + (n % 3), noticed: n % 2 === 0 },
      confidence: 0.8,
      note: `What it says here is not what the tool returned (${n}).\nSee the call two messages above.`,
      created: '2026-11-20T20:04:00Z',
      updated: '2026-11-20T20:05:00Z',
    };
  });
}
