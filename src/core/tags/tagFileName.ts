import { sha256Hex } from '../text/sha256.ts';

/** What the name of a tag file says. */
export interface TagFileName {
  /** Name of the data file it is for. */
  readonly data: string;
  /** The reviewer's or judge's slug; who it is says `reviewer:` in the file. */
  readonly slug: string;
  /** Made by a judge or from scores: shown apart, never counted as human. */
  readonly suggested: boolean;
  /** Written by adjudication; agreement never counts it. */
  readonly consensus: boolean;
}

const consensus = 'consensus';
/** Who the header of a consensus file names. */
export const consensusReviewer = consensus;

/** `<data file>.<slug>.tags.yaml`. */
export function tagFileName(data: string, reviewer: string): string {
  return `${data}.${reviewerSlug(reviewer)}.tags.yaml`;
}

export function consensusFileName(data: string): string {
  return `${data}.${consensus}.tags.yaml`;
}

/** `<data file>.<slug>.suggested.yaml`. */
export function suggestedFileName(data: string, judge: string): string {
  return `${data}.${reviewerSlug(judge)}.suggested.yaml`;
}

/** Undefined for a name that none of the above makes. */
export function parseTagFileName(name: string): TagFileName | undefined {
  const match = /^(.+)\.([a-z0-9-]+)\.(tags|suggested)\.yaml$/s.exec(name);
  const [, data, slug, kind] = match ?? [];
  if (data === undefined || slug === undefined) return undefined;
  return { data, slug, suggested: kind === 'suggested', consensus: kind === 'tags' && slug === consensus };
}

/** `[a-z0-9-]`, with a hash of the whole name where that loses something: two names never share a slug. */
export function reviewerSlug(reviewer: string): string {
  const ascii = reviewer.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = ascii
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  if (slug === reviewer && slug !== '' && slug !== consensus && !/-[0-9a-f]{8}$/.test(slug)) return slug;
  return `${slug === '' ? 'reviewer' : slug}-${sha256Hex(reviewer).slice(0, 8)}`;
}
