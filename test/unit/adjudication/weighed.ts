import type { Consensus } from '../../../src/core/adjudication/adjudicate.ts';
import type { ReviewerTag, TagSide } from '../../../src/core/adjudication/reviewerTag.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';

export const codebook = defaultCodebook;
export const file = '/data/run.jsonl';
export const nothing: Consensus = { tags: [], replies: [] };

/** `t1 m2 3-8`: transcript, message, span in part 0; behind a colon the role (`at`), behind `@` another file. */
export function side(text: string): TagSide {
  const [place = '', other] = text.split('@');
  const [where = '', role = 'at'] = place.split(':').reverse();
  const [transcript = '', message, span] = where.trim().split(' ');
  const [start, end] = (span ?? '').split('-').map(Number);
  return {
    role: place.includes(':') ? role : 'at',
    file: other ?? file,
    target: {
      transcript,
      ...(message !== undefined && { message }),
      ...(span !== undefined && { part: 0, start: start as number, end: end as number, quote: `text ${span}` }),
    },
  };
}

/** `ann/1`: reviewer and id of a mistake (of a pair where a side has a role), with its sides and fields. */
export function tagged(name: string, sides: string, fields: Tag['fields'] = {}, more: Partial<Tag> = {}): ReviewerTag {
  const placed = sides.split(',').map(side);
  const kind = placed.some(({ role }) => role === 'stated') ? 'preference-gap' : 'mistake';
  const targets = placed.map(({ role, target }) => ({ role, ...target }));
  const tag: Tag = { id: name, kind, status: 'complete', targets, fields, ...more };
  return { reviewer: name.split('/')[0] ?? '', tag, sides: placed };
}
