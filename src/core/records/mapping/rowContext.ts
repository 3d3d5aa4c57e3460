import { RE2JS } from 're2js';
import type { FieldNode } from '../../readers/drafts/fieldNode.ts';
import type { MappedRow } from '../../readers/mapping/mappedRecord.ts';
import type { Json } from '../../text/json.ts';
import { basename } from '../../text/paths.ts';
import type { TextSource } from '../../transcripts/transcript.ts';
import type { Reference } from './reference.ts';

/** A row of a file, and all that a reference may mean there. */
export interface RowContext {
  readonly row: MappedRow;
  /** In its file, from zero. */
  readonly number: number;
  readonly file: FileContext;
  /** What each `*` of the rows' pointer stands for. */
  readonly steps: readonly string[];
  /** Scalar of the whole file, as its source text says it. */
  readonly root: (tokens: readonly string[], steps: readonly string[]) => Json | undefined;
  readonly joined: Readonly<Record<string, readonly RowContext[]>>;
}

export interface FileContext {
  readonly path: string;
  readonly groups: Readonly<Record<string, string>>;
}

/** A value that was found, and where its text stands in the record; nowhere for what the row itself does not hold. */
export interface Found {
  readonly value: Json;
  readonly source?: TextSource;
  readonly place?: string;
}

/** The value that a reference means for a row; undefined where there is none. */
export function resolveReference(reference: Reference, context: RowContext): Found | undefined {
  switch (reference.kind) {
    case 'field': {
      const node: FieldNode | undefined = context.row.field(reference.tokens);
      return node;
    }
    case 'row':
      return { value: context.number };
    case 'file':
      return { value: basename(context.file.path) };
    case 'path':
      return held(context.file.groups[reference.group]);
    case 'star':
      return held(context.steps[reference.index]);
    case 'root':
      return held(context.root(reference.tokens, context.steps));
    case 'join': {
      const row = context.joined[reference.name]?.[0];
      // Its text stands in another file.
      return row && held(row.row.field(reference.tokens)?.value);
    }
  }
}

const held = (value: Json | undefined): Found | undefined => (value === undefined ? undefined : { value });

/** What the mapping's pattern finds in the path of a file. */
export function fileContext(path: string, pattern: string | undefined): FileContext {
  if (pattern === undefined) return { path, groups: {} };
  const compiled = RE2JS.compile(pattern);
  const matcher = compiled.matcher(path);
  if (!matcher.find()) return { path, groups: {} };
  const groups = Object.keys(compiled.namedGroups()).flatMap((name) => {
    const text = matcher.group(name);
    return text === null || text === undefined ? [] : [[name, text] as const];
  });
  return { path, groups: Object.fromEntries(groups) };
}
