import { type Problem, problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { keyOf } from './readValue.ts';
import type { JoinSpec } from './recordMapping.ts';
import type { OpenBeside } from './recordPorts.ts';
import { parseReference, rootPlaces } from './reference.ts';
import type { RowContext } from './rowContext.ts';
import { openRowFile } from './rowFile.ts';
import { RowTexts } from './rowTexts.ts';

/** Rows of other files, held, by what they have in common with the rows here. */
export interface JoinedRows {
  readonly name: string;
  /** The rows that belong to a row; counted as found. */
  find(row: RowContext): readonly RowContext[];
  readonly samples: boolean;
  /** Of the rows held, those that no row has found so far. */
  unfound(): number;
  /** Rows here for which there were several, where one counts. */
  several(): number;
  readonly problems: readonly Problem[];
}

/** Bytes of joined files that are held, parsed. */
const mostHeld = 64 << 20;

export async function openJoin(
  spec: JoinSpec,
  openBeside: OpenBeside | undefined,
  of: string,
  signal?: AbortSignal,
): Promise<JoinedRows> {
  const held = new Map<string, Held>();
  const problems: Problem[] = [];
  const here = spec.on.map((each) => parseReference(each.here));
  const there = spec.on.map((each) => parseReference(each.there));
  const roots = rootPlaces({ metadata: spec.on.map((each) => each.there), where: spec.where });
  const files = await openBeside?.(spec.files, signal);
  if (files === undefined || files.length === 0) {
    problems.push(problem('mapping.joinNone', { name: spec.name }, { file: of }, 'warning'));
  }
  let size = 0;
  for (const { path, open } of files ?? []) {
    const source = await open();
    try {
      size += source.size;
      if (size > mostHeld) {
        problems.push(problem('mapping.joinLarge', { name: spec.name, size, limit: mostHeld }, { file: path }));
        break;
      }
      const file = await openRowFile(source, path, spec, roots, signal);
      problems.push(...file.problems);
      const texts = new RowTexts(source);
      for (let row = 0; row < file.ranges.length; row++) {
        const at = { file: path, record: row };
        const text = await texts.text(file.ranges.at(row) as Span, at, signal);
        if (typeof text !== 'string') {
          problems.push(text);
          continue;
        }
        const [values = ''] = file.rowsIn(text, [{ start: 0, end: text.length }]);
        if (typeof values === 'string') {
          const line = file.lineOf?.(row);
          problems.push(
            problem('json.invalid', { reason: values }, { file: path, ...(line !== undefined && { line }) }),
          );
          continue;
        }
        const context = file.context(row, values);
        if (file.selected?.(context) === false) continue;
        const key = keyOf(there, context);
        if (key === undefined) continue;
        const known = held.get(key);
        if (known === undefined) held.set(key, { rows: [context], found: 0 });
        else known.rows.push(context);
      }
    } finally {
      await source.close();
    }
  }
  let severalFound = 0;
  return {
    name: spec.name,
    samples: spec.samples === true,
    problems: capped(problems),
    find: (row) => {
      const key = keyOf(here, row);
      const found = key === undefined ? undefined : held.get(key);
      if (found === undefined) return [];
      found.found++;
      if (spec.samples !== true && found.rows.length > 1) severalFound++;
      return found.rows;
    },
    unfound: () => [...held.values()].reduce((sum, { rows, found }) => (found === 0 ? sum + rows.length : sum), 0),
    several: () => severalFound,
  };
}

interface Held {
  readonly rows: RowContext[];
  found: number;
}

const most = 20;

/** So many problems of one kind say no more than the first ones. */
const capped = (problems: readonly Problem[]): readonly Problem[] => problems.slice(0, most);
