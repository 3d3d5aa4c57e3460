import type { Zip } from '../zip/zip.ts';
import { sampleName } from './inspectSample.ts';

/** What the members of an `.eval` are, by their names alone. */
export interface InspectArchive {
  /** `header.json`, or while a run has not finished (or crashed) `_journal/start.json`. */
  readonly header: string | undefined;
  /** In the order in which later ones overrule earlier ones. */
  readonly summaries: readonly string[];
  readonly samples: readonly ArchivedSample[];
}

export interface ArchivedSample {
  readonly name: string;
  readonly member: string;
  /** Kept in many members, as very large samples are since August 2026. */
  readonly chunked: boolean;
}

/** Undefined when the archive is not an Inspect log. */
export function inspectArchive(zip: Zip): InspectArchive | undefined {
  const names = [...zip.members.keys()];
  const header = ['header.json', '_journal/start.json'].find((name) => zip.members.has(name));
  const chunks = new Set(names.flatMap((name) => /^(samples\/.+_epoch_\d+)\/sample\.json$/.exec(name)?.[1] ?? []));
  const samples = names.flatMap((member): ArchivedSample[] => {
    const chunk = /^(samples\/.+_epoch_\d+)\/sample\.json$/.exec(member)?.[1];
    if (chunk !== undefined) {
      const match = /^samples\/(.+)_epoch_(\d+)$/.exec(chunk);
      return match === null || zip.members.has(`${chunk}.json`) ? [] : [{ name: nameOf(match), member, chunked: true }];
    }
    // The id is the sample's own, whatever it holds: slashes, colons, even `_epoch_`.
    const match = /^samples\/(.+)_epoch_(\d+)\.json$/.exec(member);
    return match === null || isInside(member, chunks) ? [] : [{ name: nameOf(match), member, chunked: false }];
  });
  if (header === undefined && samples.length === 0) return undefined;
  const journal = names
    .flatMap((name) => /^_journal\/summaries\/(\d+)\.json$/.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(a) - Number(b))
    .map((number) => `_journal/summaries/${number}.json`);
  return { header, summaries: zip.members.has('summaries.json') ? ['summaries.json'] : journal, samples };
}

const nameOf = (match: RegExpExecArray): string => sampleName(match[1], Number(match[2]));

function isInside(member: string, folders: ReadonlySet<string>): boolean {
  for (let slash = member.indexOf('/'); slash >= 0; slash = member.indexOf('/', slash + 1)) {
    if (folders.has(member.slice(0, slash))) return true;
  }
  return false;
}
