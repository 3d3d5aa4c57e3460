import type { Problem } from '../problem.ts';
import { renderFlow } from '../tags/renderItem.ts';
import { spliceItem } from '../tags/spliceItem.ts';
import { reviewerSlug } from '../tags/tagFileName.ts';
import { readYaml, schemaProblem } from '../yaml/readYaml.ts';
import { itemKey } from './queue.ts';
import { type SkippedItem, skipsSchema } from './queueSchema.ts';

/** What a reviewer set aside, in a file of their own: two reviewers never change the same one. */
export interface Skips {
  readonly reviewer?: string;
  /** The first skipped first. */
  readonly skipped: readonly SkippedItem[];
  readonly problems: readonly Problem[];
}

/** From the folder that holds `.plumbline`. */
export function skipsPath(reviewer: string): string {
  return `.plumbline/queue.${reviewerSlug(reviewer)}.yaml`;
}

export function parseSkips(text: string): Skips {
  const { root, value, problems } = readYaml(text);
  if (value === null || value === undefined) return { skipped: [], problems };
  const parsed = skipsSchema.safeParse(value);
  if (!parsed.success)
    return {
      skipped: [],
      problems: [...problems, ...parsed.error.issues.map((each) => schemaProblem(root, [], each))],
    };
  return { reviewer: parsed.data.reviewer, skipped: parsed.data.skipped ?? [], problems };
}

/** The file's text with one more at the end; the same text where it is skipped already. Comments stay. */
export function addSkip(text: string | undefined, reviewer: string, item: SkippedItem): string {
  if (text === undefined || text.trim() === '') {
    const head = `# What ${reviewer.replace(/\p{C}/gu, ' ')} set aside, to come back to.\n`;
    return `${head}reviewer: ${renderFlow(reviewer)}\nskipped:\n  - ${renderFlow(item)}\n`;
  }
  if (mustParse(text).some((each) => itemKey(each) === itemKey(item))) return text;
  return splice(text, ['skipped', '+'], item);
}

/** The file's text without it. */
export function removeSkip(text: string, item: Pick<SkippedItem, 'file' | 'transcript'>): string {
  const at = mustParse(text).findIndex((each) => itemKey(each) === itemKey(item));
  return at < 0 ? text : splice(text, ['skipped', at], undefined);
}

function splice(text: string, path: readonly (string | number)[], value: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const body = text.trimEnd();
  return `${spliceItem(body, [{ path, ...(value !== undefined && { value }) }], { column: 0, eol, order: ['reviewer', 'skipped'] })}${eol}`;
}

function mustParse(text: string): readonly SkippedItem[] {
  const { skipped, problems } = parseSkips(text);
  if (problems.length > 0) throw new Error('The file of skipped transcripts has errors. Mend it first.');
  return skipped;
}
