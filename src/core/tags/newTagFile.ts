import { renderString } from './renderScalar.ts';
import { newestVersion } from './tagSchema.ts';

/** The text of a tag file before its first item. `source`: the data file, relative to the tag file. */
export function newTagFile(reviewer: string, source: string): string {
  return `version: ${newestVersion}\nreviewer: ${renderString(reviewer, 'block')}\nsource: ${renderString(source, 'block')}\n`;
}
