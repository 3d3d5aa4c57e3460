import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AgreementFile } from '../core/agreement/collectReadings.ts';
import { codebookName } from '../core/agreement/collectReadings.ts';
import { outlineOf, type TranscriptOutline } from '../core/agreement/outline.ts';
import { sharedTranscripts } from '../core/agreement/sharedTranscripts.ts';
import type { Codebook } from '../core/codebook/codebook.ts';
import { defaultCodebook } from '../core/codebook/defaultCodebook.ts';
import { placeText, problemText } from '../core/problemText.ts';
import { isProblem } from '../core/readers/isProblem.ts';
import { openTranscriptFile } from '../core/readers/readers.ts';
import { parseTagFile } from '../core/tags/tagFile.ts';
import { decompressors } from '../node/decompressors.ts';
import { fileSource } from '../node/fileSource.ts';
import { mappingPorts } from '../node/mappingPorts.ts';
import { namedCodebook, nearestCodebook } from '../node/nearestCodebook.ts';
import { dataFileOf, tagFilesAt } from './tagFilesAt.ts';
import { slashed } from './tagSources.ts';

/** What `plumbline agree` counts. */
export interface AgreeFiles {
  /** By absolute paths. */
  readonly files: readonly AgreementFile[];
  /** Those that are named, then the nearest of each data file, then the built-in one. */
  readonly codebooks: readonly [Codebook, ...Codebook[]];
  readonly outlineOf: (dataFile: string, transcript: string) => TranscriptOutline | undefined;
  /** Sentences, with their files. */
  readonly problems: readonly string[];
}

/** The tag files at `paths`: files, data files with what lies beside them, and folders with all below. Rejects where a path cannot be read. */
export async function agreeFiles(paths: readonly string[], named: readonly string[]): Promise<AgreeFiles> {
  const files = await Promise.all(
    (await tagFilesAt(paths)).map(async (path): Promise<AgreementFile> => {
      const file = parseTagFile(await readFile(path, 'utf8'));
      return { path: slashed(path), dataFile: dataFileOf(slashed(path)), file };
    }),
  );
  const problems = files.flatMap(({ path, file }) =>
    file.problems.map((one) => `${placeText({ ...one, at: { file: path, ...one.at } })}: ${problemText(one)}`),
  );
  const codebooks = await codebooksOf(files, named, problems);
  const outlines = await readOutlines(files, codebooks, problems);
  return {
    files,
    codebooks,
    outlineOf: (dataFile, transcript) => outlines.get(dataFile)?.get(transcript),
    problems,
  };
}

async function codebooksOf(
  files: readonly AgreementFile[],
  named: readonly string[],
  problems: string[],
): Promise<[Codebook, ...Codebook[]]> {
  const codebooks = new Map<string, Codebook>();
  const folders = new Map(files.map(({ dataFile }) => [dirname(dataFile), dataFile]));
  const read = new Set<string>();
  for (const found of [
    ...(await Promise.all(named.map(namedCodebook))),
    ...(await Promise.all([...folders.values()].map(nearestCodebook))),
  ]) {
    if (found === undefined || read.has(found.path)) continue;
    read.add(found.path);
    for (const one of found.file.problems)
      problems.push(`${placeText({ ...one, at: { file: found.path, ...one.at } })}: ${problemText(one)}`);
    const { codebook } = found.file;
    if (codebook !== undefined && !codebooks.has(codebookName(codebook)))
      codebooks.set(codebookName(codebook), codebook);
  }
  const [first = defaultCodebook, ...rest] = codebooks.values();
  return first === defaultCodebook ? [first] : [first, ...rest, defaultCodebook];
}

/** Lengths of the transcripts that need them; a data file that cannot be read is said. */
async function readOutlines(
  files: readonly AgreementFile[],
  codebooks: readonly Codebook[],
  problems: string[],
): Promise<Map<string, Map<string, TranscriptOutline>>> {
  const outlines = new Map<string, Map<string, TranscriptOutline>>();
  for (const [dataFile, names] of sharedTranscripts(files, codebooks)) {
    try {
      outlines.set(dataFile, await outlinesIn(dataFile, new Set(names)));
    } catch (cause) {
      problems.push(`${dataFile}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
  return outlines;
}

async function outlinesIn(dataFile: string, names: ReadonlySet<string>): Promise<Map<string, TranscriptOutline>> {
  const { ports } = await mappingPorts(dataFile);
  const file = await openTranscriptFile(await fileSource(dataFile), { decompressors, ...ports });
  if (isProblem(file)) throw new Error(problemText(file));
  const outlines = new Map<string, TranscriptOutline>();
  try {
    for (const { record, name } of file.entries) {
      if (!names.has(name)) continue;
      const { transcript } = await file.read(record);
      if (transcript !== undefined) outlines.set(name, outlineOf(transcript));
    }
    return outlines;
  } finally {
    await file.close();
  }
}
