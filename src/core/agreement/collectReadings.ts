import { type Codebook, kindOf } from '../codebook/codebook.ts';
import type { Link, Reviewed, Tag, Target } from '../tags/tag.ts';
import { type TagFile, valuesOf } from '../tags/tagFile.ts';
import { parseTagFileName } from '../tags/tagFileName.ts';
import type { Json } from '../text/json.ts';
import { basename, dirname, resolvePath } from '../text/paths.ts';
import type { LeftOut, Mark, Reading, ReadTranscript, Round } from './reading.ts';

/** A tag file to be counted. Paths with `/`, all of them absolute or all relative to one folder. */
export interface AgreementFile {
  readonly path: string;
  readonly dataFile: string;
  readonly file: TagFile;
}

export interface Readings {
  /** By codebook, as `default@1`, in the order of the names. */
  readonly rounds: readonly Round[];
  readonly leftOut: readonly LeftOut[];
}

export function codebookName({ id, version }: Codebook): string {
  return `${id}@${version}`;
}

/**
 * What each reviewer said of each transcript that at least two marked reviewed, split by codebook version. Consensus and suggestions are
 * never counted. `reviewed` entries that name no codebook are taken to be of the first of `codebooks`.
 */
export function collectReadings(files: readonly AgreementFile[], codebooks: readonly Codebook[]): Readings {
  const leftOut: LeftOut[] = [];
  const reviewers = new Map<string, Own>();
  // Of files in another order the intervals would be others: their seed draws transcripts by number.
  for (const { path, dataFile, file } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = parseTagFileName(basename(path));
    if (name?.suggested || name?.consensus) continue;
    const reviewer = file.reviewer ?? name?.slug ?? path;
    if (file.state === 'newer') {
      leftOut.push({ why: 'unreadable', reviewer, path });
      continue;
    }
    for (const section of ['tags', 'reviewed', 'links'] as const) {
      for (const item of file.items[section])
        if (item.value === undefined) leftOut.push({ why: 'unreadable', reviewer, path, tag: item.id });
    }
    const own: Own = reviewers.get(reviewer) ?? { reviewer, tags: new Map(), links: new Map(), reviewed: [] };
    reviewers.set(reviewer, own);
    for (const tag of valuesOf(file, 'tags')) own.tags.set(tag.id, { tag, path, dataFile });
    for (const link of valuesOf(file, 'links'))
      own.links.set(link.to, [...(own.links.get(link.to) ?? []), { link, path, dataFile }]);
    for (const entry of valuesOf(file, 'reviewed')) own.reviewed.push({ entry, dataFile });
  }
  const current = codebooks[0] === undefined ? '' : codebookName(codebooks[0]);
  const byCodebook = new Map<string, Map<string, Reading[]>>();
  for (const own of reviewers.values()) {
    const sides = sidesOf(own, codebooks, leftOut);
    for (const { entry, dataFile, codebook } of lastReviewed(own.reviewed, current)) {
      const place = placeKey(dataFile, entry.transcript);
      const reading = readingOf(own.reviewer, entry, codebook, sides.get(place) ?? [], (why, tag) =>
        leftOut.push({ why, reviewer: own.reviewer, dataFile, transcript: entry.transcript, tag }),
      );
      const round = byCodebook.get(codebook) ?? new Map<string, Reading[]>();
      byCodebook.set(codebook, round);
      round.set(place, [...(round.get(place) ?? []), reading]);
    }
  }
  const rounds = [...byCodebook]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([codebook, places]): Round => {
      const transcripts = [...places].map(([place, readings]): ReadTranscript => {
        const [dataFile, transcript] = JSON.parse(place) as [string, string];
        return { dataFile, transcript, readings: readings.sort((a, b) => (a.reviewer < b.reviewer ? -1 : 1)) };
      });
      for (const { dataFile, transcript, readings } of transcripts) {
        const [only] = readings;
        if (readings.length === 1 && only !== undefined)
          leftOut.push({ why: 'one reviewer', reviewer: only.reviewer, dataFile, transcript });
      }
      return { codebook, transcripts: transcripts.filter(({ readings }) => readings.length > 1) };
    });
  return { rounds, leftOut: withoutRepeats(leftOut) };
}

/** Everything one reviewer kept, in however many files. */
interface Own {
  readonly reviewer: string;
  readonly tags: Map<string, { readonly tag: Tag; readonly path: string; readonly dataFile: string }>;
  /** By the tag they add a side to. */
  readonly links: Map<string, readonly { readonly link: Link; readonly path: string; readonly dataFile: string }[]>;
  readonly reviewed: { readonly entry: Reviewed; readonly dataFile: string }[];
}

interface Side {
  readonly tag: Tag;
  readonly role: string;
  readonly target: Omit<Target, 'role'>;
}

/** A tag with several sides has the same reason at each. */
function withoutRepeats(leftOut: readonly LeftOut[]): readonly LeftOut[] {
  return [...new Map(leftOut.map((one) => [JSON.stringify(one), one])).values()];
}

function placeKey(dataFile: string, transcript: string): string {
  return JSON.stringify([dataFile, transcript]);
}

/** The sides of a reviewer's whole tags, by the transcript they lie in; those of links too. */
function sidesOf(own: Own, codebooks: readonly Codebook[], leftOut: LeftOut[]): Map<string, Side[]> {
  const sides = new Map<string, Side[]>();
  for (const { tag, path, dataFile } of own.tags.values()) {
    const linked = own.links.get(tag.id) ?? [];
    if (
      tag.status === 'open' &&
      !isWhole(
        tag,
        linked.map(({ link }) => link.role),
        codebooks,
      )
    ) {
      leftOut.push({ why: 'open pair', reviewer: own.reviewer, path, tag: tag.id });
      continue;
    }
    const add = (role: string, target: Omit<Target, 'role'>, from: string, data: string): void => {
      const file = target.file === undefined ? data : resolvePath(dirname(from), target.file);
      const place = placeKey(file, target.transcript);
      const known = sides.get(place);
      if (known === undefined) sides.set(place, [{ tag, role, target }]);
      else known.push({ tag, role, target });
    };
    for (const { role, ...target } of tag.targets) add(role, target, path, dataFile);
    for (const { link, path: from, dataFile: data } of linked) add(link.role, link.target, from, data);
  }
  return sides;
}

/** Whether links give an open pair the sides it lacks. */
function isWhole(tag: Tag, linked: readonly string[], codebooks: readonly Codebook[]): boolean {
  const codebook = codebooks.find((one) => codebookName(one) === tag.codebook) ?? codebooks[0];
  const roles = codebook && kindOf(codebook, tag.kind)?.roles;
  const here = [...tag.targets.map(({ role }) => role), ...linked];
  return roles?.every(({ id, min }) => here.filter((role) => role === id).length >= min) ?? false;
}

interface Finished {
  readonly entry: Reviewed;
  readonly dataFile: string;
  readonly codebook: string;
}

/** One entry for each transcript and codebook: the latest, should two files or a merge have given two. */
function lastReviewed(reviewed: Own['reviewed'], current: string): readonly Finished[] {
  const latest = new Map<string, Finished>();
  for (const { entry, dataFile } of reviewed) {
    const codebook = entry.codebook ?? current;
    const key = JSON.stringify([dataFile, entry.transcript, codebook]);
    const known = latest.get(key);
    if (known === undefined || timeOf(known.entry.at) < timeOf(entry.at))
      latest.set(key, { entry, dataFile, codebook });
  }
  return [...latest.values()];
}

function readingOf(
  reviewer: string,
  entry: Reviewed,
  codebook: string,
  sides: readonly Side[],
  leaveOut: (why: LeftOut['why'], tag: string) => void,
): Reading {
  const marks: Mark[] = [];
  for (const { tag, role, target } of sides) {
    const { file: _, transcript: __, ...place } = target;
    if (tag.created !== undefined && timeOf(tag.created) > timeOf(entry.at)) leaveOut('made after review', tag.id);
    else if (tag.codebook !== undefined && tag.codebook !== codebook) leaveOut('other codebook', tag.id);
    else marks.push({ tag: tag.id, kind: tag.kind, role, target: place, values: frozenValues(tag, leaveOut) });
  }
  const { blind = false, kinds, messages } = entry;
  return { reviewer, blind, kinds, messages, marks };
}

/** The values when the transcript was marked reviewed: `first` holds those that were changed since, null where there was none. */
function frozenValues(tag: Tag, leaveOut: (why: LeftOut['why'], tag: string) => void): Readonly<Record<string, Json>> {
  const values = { ...tag.fields, ...tag.first };
  if (tag.conflict !== undefined) {
    leaveOut('conflict', tag.id);
    for (const field of Object.keys(tag.conflict)) delete values[field];
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

/** Not a number for a time that cannot be read: then nothing is after it. */
function timeOf(written: string): number {
  return Date.parse(written);
}
