import assert from 'node:assert/strict';
import type { Problem } from '../../src/core/problem.ts';
import { bytesSource } from '../../src/core/readers/bytesSource.ts';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import { pureDecompressors } from '../../src/core/readers/pureDecompressors.ts';
import type { TranscriptFile } from '../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import { listOf } from '../../src/core/records/mapping/recordMapping.ts';
import { parseRecordsFile, recordMappingFor } from '../../src/core/records/mapping/recordsFile.ts';
import type { PredictionRecord } from '../../src/core/records/record.ts';
import { matchesGlob } from '../../src/core/text/glob.ts';

/** Files by path, and a `.plumbline/records.yaml` for them: the one at `path` opened by it. */
export async function openMappedText(
  yaml: string,
  files: Readonly<Record<string, string>>,
  path = Object.keys(files)[0] ?? '',
): Promise<TranscriptFile> {
  const parsed = parseRecordsFile(yaml);
  assert.deepEqual(parsed.problems, []);
  const mapping = recordMappingFor(parsed, path);
  assert.ok(mapping, `a mapping for ${path}`);
  const source = (name: string) => bytesSource(name, new TextEncoder().encode(files[name] ?? ''));
  const file = await openTranscriptFile(source(path), {
    decompressors: pureDecompressors,
    recordMapping: { mapping, path },
    openBeside: async (globs) =>
      Object.keys(files)
        .filter((each) => listOf(globs).some((glob) => matchesGlob(glob, each)))
        .map((each) => ({ path: each, open: async () => source(each) })),
  });
  assert.ok(!isProblem(file), JSON.stringify(file));
  return file;
}

/** All records of a file, and the problems of those that cannot be read. */
export async function recordsIn(
  file: TranscriptFile,
): Promise<{ readonly records: readonly PredictionRecord[]; readonly problems: readonly Problem[] }> {
  const records: PredictionRecord[] = [];
  const problems: Problem[] = [...file.problems];
  for await (const batch of file.predictions?.() ?? []) {
    for (const { prediction, problem } of batch) {
      if (prediction !== undefined) records.push(prediction);
      if (problem !== undefined) problems.push(problem);
    }
  }
  return { records, problems };
}
