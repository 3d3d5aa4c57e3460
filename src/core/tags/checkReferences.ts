import { type Problem, problem } from '../problem.ts';
import type { SectionName } from './section.ts';
import type { TagFile, TagItem } from './tagFile.ts';

/** A tag file by its name; whose it is. */
export interface NamedTagFile {
  readonly path: string;
  readonly reviewer: string;
  readonly file: TagFile;
}

export interface ItemProblem {
  readonly path: string;
  readonly item: TagItem;
  /** Its `at.field` is the path inside the item. */
  readonly problem: Problem;
}

/** What does not hold between the items of several tag files: ids that are there twice, links and replies to nothing. */
export function checkReferences(files: readonly NamedTagFile[]): ItemProblem[] {
  const owners = new Map<string, NamedTagFile>();
  const ids = new Map<string, NamedTagFile>();
  const problems: ItemProblem[] = [];
  for (const named of files) {
    for (const item of itemsOf(named.file, ['tags', 'links', 'replies'])) {
      const first = ids.get(item.id);
      // Twice in one file is said where the file is read.
      if (first !== undefined && first !== named)
        problems.push(report(named, item, 'id', 'tags.sameIdElsewhere', { id: item.id, file: first.path }));
      else ids.set(item.id, named);
      if (item.section === 'tags' && !owners.has(item.id)) owners.set(item.id, named);
    }
  }
  for (const named of files) {
    for (const item of itemsOf(named.file, ['links', 'replies'])) {
      const { to } = (item.value ?? {}) as { readonly to?: string };
      if (to === undefined) continue;
      const owner = owners.get(to);
      if (owner === undefined)
        problems.push(
          report(named, item, 'to', item.section === 'links' ? 'links.toNothing' : 'replies.toNothing', { to }),
        );
      else if (item.section === 'links' && owner.reviewer !== named.reviewer)
        problems.push(report(named, item, 'to', 'links.toOthers', { to, reviewer: owner.reviewer }));
    }
  }
  return problems;
}

function itemsOf(file: TagFile, sections: readonly SectionName[]): TagItem[] {
  return sections.flatMap((section) => file.items[section] as readonly TagItem[]).filter(({ id }) => id !== '');
}

function report(
  { path }: NamedTagFile,
  item: TagItem,
  field: string,
  code: string,
  facts: Problem['facts'],
): ItemProblem {
  return { path, item, problem: problem(code, facts, { field }) };
}
