import type { Problem } from '../core/problem.ts';
import { placeText, problemText } from '../core/problemText.ts';
import { isProblem } from '../core/readers/isProblem.ts';
import { openTranscriptFile } from '../core/readers/readers.ts';
import { RecordTable } from '../core/records/recordTable.ts';
import { decompressors } from '../node/decompressors.ts';
import { fileSource } from '../node/fileSource.ts';
import { mappingPorts } from '../node/mappingPorts.ts';
import { printable } from './printable.ts';

export interface ScoredFiles {
  readonly table: RecordTable;
  /** Sentences. */
  readonly problems: readonly string[];
}

/** The records of several files as one table: shards of a run. Rejects where a file cannot be read, or holds no records. */
export async function readScoredFiles(paths: readonly string[], mapping: string | undefined): Promise<ScoredFiles> {
  const table = new RecordTable();
  const problems: string[] = [];
  const told = new Set<string>();
  for (const path of paths) {
    const found = await mappingPorts(path, { records: mapping });
    for (const { path, problems: own } of found.problems) {
      if (!told.has(path)) problems.push(...own.map(sentence));
      told.add(path);
    }
    const file = await openTranscriptFile(await fileSource(path), { decompressors, ...found.ports });
    if (isProblem(file)) throw new Error(`${path}: ${problemText(file)}`);
    try {
      if (file.predictions === undefined)
        throw new Error(`${path}: no self-prediction records, as far as can be told; a mapping can make some`);
      problems.push(...file.problems.filter(({ severity }) => severity !== 'info').map(sentence));
      for await (const rows of file.predictions()) for (const row of rows) table.add(row, path);
    } finally {
      await file.close();
    }
  }
  problems.push(...table.problems.map(sentence));
  const more = table.problemCount - table.problems.length;
  if (more > 0) problems.push(`${more} more records that could not be read`);
  return { table, problems };
}

function sentence(problem: Problem): string {
  return printable(`${placeText(problem)}: ${problemText(problem)}`);
}
