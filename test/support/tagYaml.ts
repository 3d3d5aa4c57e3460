import { createHash } from 'node:crypto';

export interface WrittenTarget {
  readonly role: string;
  readonly file?: string;
  readonly transcript: string;
  readonly message: string;
  readonly part?: number | { readonly call: string; readonly argument: string };
  /** The whole text of the part, with the quote in `[[ ]]`. */
  readonly marked: string;
}

export interface WrittenTag {
  readonly id: string;
  readonly kind: string;
  readonly targets: readonly WrittenTarget[];
  readonly fields?: Readonly<Record<string, string | number>>;
}

/** A tag file that Plumbline could have written, for data made in a test. */
export function tagYaml(reviewer: string, source: string, tags: readonly WrittenTag[]): string {
  const lines = ['version: 1', `reviewer: ${reviewer}`, `source: ${source}`, 'tags:'];
  for (const { id, kind, targets, fields } of tags) {
    lines.push(`  - id: ${id}`, `    kind: ${kind}`, '    status: complete', '    targets:');
    for (const { role, file, transcript, message, part = 0, marked } of targets) {
      const from = marked.indexOf('[[');
      const to = marked.indexOf(']]') - 2;
      const text = marked.replace('[[', '').replace(']]', '');
      const start = [...text.slice(0, from)].length;
      lines.push(
        `      - role: ${role}`,
        ...(file === undefined ? [] : [`        file: ${file}`]),
        `        transcript: ${transcript}`,
        `        message: ${JSON.stringify(message)}`,
        `        part: ${typeof part === 'number' ? part : `{call: ${part.call}, argument: ${part.argument}}`}`,
        `        start: ${start}`,
        `        end: ${start + [...text.slice(from, to)].length}`,
        `        quote: ${JSON.stringify(text.slice(from, to))}`,
        `        prefix: ${JSON.stringify([...text.slice(0, from)].slice(-32).join(''))}`,
        `        suffix: ${JSON.stringify([...text.slice(to)].slice(0, 32).join(''))}`,
        `        textSha256: ${createHash('sha256').update(text).digest('hex')}`,
      );
    }
    if (fields !== undefined) lines.push(`    fields: ${JSON.stringify(fields)}`);
    lines.push('    created: 2026-11-20T20:00:00Z', '    updated: 2026-11-20T20:00:00Z');
  }
  return `${lines.join('\n')}\n`;
}
