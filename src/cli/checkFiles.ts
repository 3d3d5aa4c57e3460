import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { anchorProblem } from '../core/anchors/checkAnchors.ts';
import type { CodebookFile } from '../core/codebook/codebookFile.ts';
import { defaultCodebook } from '../core/codebook/defaultCodebook.ts';
import { tagProblems } from '../core/codebook/tagProblems.ts';
import { type Problem, problem } from '../core/problem.ts';
import { problemText } from '../core/problemText.ts';
import { isProblem } from '../core/readers/isProblem.ts';
import { openTranscriptFile } from '../core/readers/readers.ts';
import { checkReferences, type NamedTagFile } from '../core/tags/checkReferences.ts';
import { pathRange } from '../core/tags/pathRange.ts';
import type { Target } from '../core/tags/tag.ts';
import { parseTagFile, type TagItem } from '../core/tags/tagFile.ts';
import { parseTagFileName } from '../core/tags/tagFileName.ts';
import { basename, resolvePath } from '../core/text/paths.ts';
import { decompressors } from '../node/decompressors.ts';
import { fileSource } from '../node/fileSource.ts';
import { mappingPorts } from '../node/mappingPorts.ts';
import { nearestCodebook } from '../node/nearestCodebook.ts';
import { dataFileOf, tagFilesAt } from './tagFilesAt.ts';
import { slashed } from './tagSources.ts';

/** A Problem at its line, counted from 1 as its column is. `problem.at` has the rest. */
export interface Found {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly problem: Problem;
}

export interface Checked {
  readonly files: number;
  readonly tags: number;
  /** By path and line. */
  readonly found: readonly Found[];
}

interface CheckedFile extends NamedTagFile {
  readonly dataFile: string;
}

type Report = (file: NamedTagFile, problem: Problem, item?: TagItem) => void;

/** Checks the tag files at `paths` against their data, their codebooks and each other. Rejects where one cannot be read. */
export async function checkFiles(paths: readonly string[]): Promise<Checked> {
  const files = await Promise.all((await tagFilesAt(paths)).map(readNamed));
  const found: Found[] = [];
  const report: Report = (named, one, item) => found.push(placed(named.path, named.file.text, one, item));
  for (const named of files) for (const one of named.file.problems) report(named, one);
  for (const { path, item, problem: one } of checkReferences(files)) {
    const named = files.find((each) => each.path === path);
    if (named !== undefined) report(named, one, item);
  }
  found.push(...(await checkCodebooks(files, report)));
  await checkAnchors(files, report);
  found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || a.column - b.column));
  return { files: files.length, tags: files.reduce((sum, { file }) => sum + file.items.tags.length, 0), found };
}

async function readNamed(given: string): Promise<CheckedFile> {
  const path = slashed(given);
  const file = parseTagFile(await readFile(given, 'utf8'));
  const slug = parseTagFileName(basename(path))?.slug ?? '';
  return { path, file, reviewer: file.reviewer ?? slug, dataFile: dataFileOf(path) };
}

/** Says what tags have that their codebooks do not; gives what is wrong with the codebooks themselves. */
async function checkCodebooks(files: readonly CheckedFile[], report: Report): Promise<Found[]> {
  const codebooks = new Map<string, { readonly path: string; readonly file: CodebookFile } | undefined>();
  for (const { dataFile } of files) {
    const folder = dirname(dataFile);
    if (!codebooks.has(folder)) codebooks.set(folder, await nearestCodebook(dataFile));
  }
  for (const named of files) {
    const codebook = codebooks.get(dirname(named.dataFile))?.file.codebook ?? defaultCodebook;
    for (const item of named.file.items.tags)
      if (item.value !== undefined) for (const one of tagProblems(item.value, codebook)) report(named, one, item);
  }
  const own = new Map([...codebooks.values()].flatMap((each) => (each === undefined ? [] : [[each.path, each.file]])));
  const found: Found[] = [];
  for (const [path, { problems }] of own) {
    const text = problems.length === 0 ? '' : await readFile(path, 'utf8');
    found.push(...problems.map((one) => placed(slashed(path), text, one)));
  }
  return found;
}

interface KeptTarget {
  readonly named: CheckedFile;
  readonly item: TagItem;
  /** Path of the target in its item. */
  readonly field: string;
  readonly target: Omit<Target, 'role'>;
}

/** Each data file is opened once, and each transcript of it that is tagged is read once. */
async function checkAnchors(files: readonly CheckedFile[], report: Report): Promise<void> {
  const byData = groupedBy(files.flatMap(targetsOf), ({ named, target: { file } }) =>
    file === undefined ? named.dataFile : resolvePath(dirname(named.path), file),
  );
  for (const [data, kept] of byData) {
    const say = (each: KeptTarget, one: Problem) =>
      report(each.named, { ...one, at: { field: `${each.field}.quote` } }, each.item);
    if (await isMissing(data)) {
      for (const each of kept) say(each, problem('anchor.fileMissing', { file: each.target.file ?? basename(data) }));
    } else await checkTranscripts(data, kept, say);
  }
}

function groupedBy<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function targetsOf(named: CheckedFile): readonly KeptTarget[] {
  const { tags, links } = named.file.items;
  return [
    ...tags.flatMap((item) =>
      (item.value?.targets ?? []).map((target, i) => ({ named, item, target, field: `targets.${i}` })),
    ),
    ...links.flatMap((item) =>
      item.value === undefined ? [] : [{ named, item, target: item.value.target, field: 'target' }],
    ),
  ];
}

async function isMissing(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return true;
      throw new Error(`${path}: cannot be read`, { cause });
    },
  );
}

async function checkTranscripts(
  data: string,
  kept: readonly KeptTarget[],
  say: (kept: KeptTarget, problem: Problem) => void,
): Promise<void> {
  const { ports } = await mappingPorts(data);
  const file = await openTranscriptFile(await fileSource(data), { decompressors, ...ports });
  const unread = (targets: readonly KeptTarget[], why: readonly Problem[]) => {
    const reason = why.map((one) => problemText(one)).join(' ');
    for (const each of targets) say(each, problem('anchor.unreadable', { transcript: each.target.transcript, reason }));
  };
  if (isProblem(file)) {
    unread(kept, [file]);
    return;
  }
  try {
    for (const [name, targets] of groupedBy(kept, ({ target }) => target.transcript)) {
      const entry = file.entries.find((each) => each.name === name);
      const { transcript, problems } = entry === undefined ? { problems: [] } : await file.read(entry.record);
      if (entry !== undefined && transcript === undefined) unread(targets, problems);
      else
        for (const each of targets) {
          const one = anchorProblem(each.target, transcript ?? 'gone');
          if (one !== undefined) say(each, one);
        }
    }
  } finally {
    await file.close();
  }
}

function placed(path: string, text: string, one: Problem, item?: TagItem): Found {
  const range = item === undefined ? one.at.range : pathRange(item, one.at.field ?? '');
  if (range === undefined) return { path, line: one.at.line ?? 1, column: 1, problem: one };
  const before = text.slice(0, range.start);
  return { path, line: before.split('\n').length, column: range.start - before.lastIndexOf('\n'), problem: one };
}
