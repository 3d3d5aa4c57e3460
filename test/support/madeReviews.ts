import { newTagFile } from '../../src/core/tags/newTagFile.ts';
import { renderItem } from '../../src/core/tags/renderItem.ts';
import type { Reviewed, Tag } from '../../src/core/tags/tag.ts';
import { madeTagId } from './madeTagFile.ts';
import { makeRandom } from './random.ts';

export interface MadeLog {
  readonly reviewers: number;
  /** Of each reviewer. */
  readonly tags: number;
  /** Of the one log; each has `messages` texts of `length` code points. */
  readonly transcripts?: number;
  readonly messages?: number;
  readonly length?: number;
}

export interface MadeReview {
  readonly reviewer: string;
  readonly path: string;
  readonly text: string;
}

/** Tag files of many reviewers of one log, `run.jsonl`: each marks a mistake where most others do, or elsewhere, and reviewed all of it. */
export function madeReviews({ reviewers, tags, transcripts = 10, messages = 50, length = 400 }: MadeLog): MadeReview[] {
  const random = makeRandom(7);
  const places = Array.from({ length: tags }, () => {
    const start = random.int(length - 40);
    return {
      transcript: `t-${random.int(transcripts)}`,
      message: `#${random.int(messages)}`,
      start,
      category: random.int(6),
    };
  });
  const categories = ['factual', 'reasoning', 'instruction', 'tool-use', 'self-knowledge', 'other'];
  return Array.from({ length: reviewers }, (_, n) => {
    const reviewer = `reviewer-${String(n).padStart(2, '0')}`;
    const made = places.map((place, at): Tag => {
      const start = Math.max(0, place.start + (random.int(3) === 0 ? random.int(30) : 0));
      const category = categories[random.int(4) === 0 ? random.int(6) : place.category] as string;
      const message = random.int(8) === 0 ? `#${random.int(messages)}` : place.message;
      return {
        id: madeTagId(n * 100_000 + at),
        kind: 'mistake',
        codebook: 'default@1',
        status: 'complete',
        targets: [{ role: 'at', transcript: place.transcript, message, part: 0, start, end: start + 30, quote: 'so' }],
        fields: { category, severity: 1 + random.int(3) },
        created: '2026-11-20T11:00:00Z',
      };
    });
    const reviewed = Array.from(
      { length: transcripts },
      (_, t): Reviewed => ({ transcript: `t-${t}`, at: '2026-11-20T12:00:00Z', codebook: 'default@1', messages }),
    );
    const items = (section: 'tags' | 'reviewed', list: readonly object[]): string =>
      `${section}:\n${list.map((one) => `  - ${renderItem(section, one).join('\n    ')}\n`).join('')}`;
    const text = `${newTagFile(reviewer, 'run.jsonl')}${items('reviewed', reviewed)}${items('tags', made)}`;
    return { reviewer, path: `run.jsonl.${reviewer}.tags.yaml`, text };
  });
}
