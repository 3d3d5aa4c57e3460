import type { Link, Reply, Reviewed, Tag } from './tag.ts';

/** The lists of a tag file. */
export interface Sections {
  readonly reviewed: Reviewed;
  readonly tags: Tag;
  readonly links: Link;
  readonly replies: Reply;
}
export type SectionName = keyof Sections;

/** In the order in which a file has them. */
export const sectionNames: readonly SectionName[] = ['reviewed', 'tags', 'links', 'replies'];

/** The key of an item's identity: a reviewed transcript is known by its name. */
export function idKey(section: SectionName): 'id' | 'transcript' {
  return section === 'reviewed' ? 'transcript' : 'id';
}
