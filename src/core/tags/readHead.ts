import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { type Fault, hasAlias, syntaxFault, validate, yamlOptions } from './readItem.ts';
import { sectionNames } from './section.ts';
import { headOffset, type TagLayout } from './tagLayout.ts';
import { headSchema } from './tagSchema.ts';

/** The keys of a tag file outside its lists. Ranges of faults are offsets in the file. */
export interface TagHead {
  readonly version: number | undefined;
  readonly reviewer: string | undefined;
  readonly source: string | undefined;
  readonly faults: readonly Fault[];
  readonly broken: boolean;
  /** A list stands here that the scan of lines did not see. */
  readonly odd: boolean;
}

export function readHead(layout: TagLayout): TagHead {
  return headOf(parseDocument(layout.head, yamlOptions), (offset) => headOffset(layout, offset));
}

export function headOf(doc: Document, shift: (offset: number) => number): TagHead {
  const syntax = doc.errors.map((error) => syntaxFault(error.message, shift(error.pos[0]), shift(error.pos[1])));
  const root = doc.contents as unknown;
  const nothing = { version: undefined, reviewer: undefined, source: undefined, odd: false };
  if (!isMap(root)) {
    const empty = root === null || (isScalar(root) && root.value === null);
    const faults = empty || syntax.length > 0 ? syntax : [syntaxFault('A tag file is a map', 0, 0)];
    return { ...nothing, faults, broken: faults.length > 0 };
  }
  const written: Record<string, unknown> = {};
  for (const key of ['version', 'reviewer', 'source']) {
    const node = root.get(key, true);
    if (isScalar(node) && node.value !== null) written[key] = node.value;
  }
  const { faults } = validate(
    headSchema,
    written,
    (path) => (path.length === 0 ? root : root.getIn(path, true)),
    shift,
  );
  const { version, reviewer, source } = written;
  return {
    version: typeof version === 'number' ? version : undefined,
    reviewer: typeof reviewer === 'string' ? reviewer : undefined,
    source: typeof source === 'string' ? source : undefined,
    faults: syntax.length > 0 ? syntax : faults,
    broken: syntax.length > 0,
    odd: hasAlias(doc) || sectionNames.some((name) => !isEmptyList(root.get(name, true))),
  };
}

function isEmptyList(node: unknown): boolean {
  if (node === undefined || node === null) return true;
  return (isScalar(node) && node.value === null) || (isSeq(node) && node.items.length === 0);
}
