import { stringify } from 'yaml';
import type { AgreementFile } from '../../../src/core/agreement/collectReadings.ts';
import type { Codebook, Field, Kind } from '../../../src/core/codebook/codebook.ts';
import type { Link, Reviewed, Tag, Target } from '../../../src/core/tags/tag.ts';
import { parseTagFile } from '../../../src/core/tags/tagFile.ts';

export interface Written {
  /** Names, or whole entries. Marked reviewed at noon under `book@1` unless told. */
  readonly reviewed: readonly (string | (Partial<Reviewed> & { readonly transcript: string }))[];
  readonly tags?: readonly Partial<Tag>[];
  readonly links?: readonly Link[];
  /** Name of the data file; `run.jsonl` unless told. */
  readonly data?: string;
  readonly path?: string;
}

let made = 0;

/** A tag file as it stands on disk, read as the program reads it. */
export function tagFileOf(
  reviewer: string,
  { reviewed, tags = [], links = [], data = 'run.jsonl', path }: Written,
): AgreementFile {
  const text = stringify({
    version: 1,
    reviewer,
    source: data,
    reviewed: reviewed.map((one) => {
      const entry = typeof one === 'string' ? { transcript: one } : one;
      return { at: '2026-11-20T12:00:00Z', codebook: 'book@1', messages: 4, ...entry };
    }),
    tags: tags.map((tag) => ({
      id: `tag-${++made}`,
      kind: 'mistake',
      codebook: 'book@1',
      created: '2026-11-20T11:00:00Z',
      ...tag,
    })),
    links,
  });
  const file = parseTagFile(text);
  if (file.problems.length > 0) throw new Error(JSON.stringify(file.problems));
  return { path: path ?? `data/${data}.${reviewer}.tags.yaml`, dataFile: `data/${data}`, file };
}

/** A target by one short text: `t1`, `t1 m2`, or `t1 m2 3-8` (part 0); its role is `at` unless told. */
export function at(place: string, role = 'at'): Target {
  const [transcript = '', message, span] = place.split(' ');
  const [start, end] = (span ?? '').split('-').map(Number);
  return {
    role,
    transcript,
    ...(message !== undefined && { message }),
    ...(span !== undefined && { part: 0, start: start as number, end: end as number }),
  };
}

const choice = (id: string, ...values: string[]): Field => ({
  id,
  title: id,
  type: 'choice',
  options: values.map((value) => ({ id: value, definition: value })),
});

const kind = (id: string, roles: readonly string[], fields: readonly Field[]): Kind => ({
  id,
  title: id,
  definition: id,
  color: '#000000',
  underline: 'solid',
  key: id.slice(0, 1),
  roles: roles.map((role) => ({ id: role, title: role, min: 1 })),
  fields,
});

/** Two kinds: `mistake` with a field of each type, and `gap`, a pair. */
export const book: Codebook = {
  id: 'book',
  version: 1,
  kinds: [
    kind(
      'mistake',
      ['at'],
      [
        choice('category', 'factual', 'reasoning', 'cannot-tell'),
        {
          id: 'severity',
          title: 'Severity',
          type: 'scale',
          options: [1, 2, 3, 4, 'cannot-tell'].map((id) => ({ id, definition: '' })),
        },
        {
          id: 'topics',
          title: 'Topics',
          type: 'choices',
          options: ['a', 'b', 'c'].map((id) => ({ id, definition: '' })),
        },
        { id: 'note', title: 'Note', type: 'text' },
      ],
    ),
    kind('gap', ['stated', 'revealed'], [choice('relation', 'weaker', 'opposite')]),
  ],
};
