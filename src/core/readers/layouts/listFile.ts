import { type Problem, problem } from '../../problem.ts';
import type { Json } from '../../text/json.ts';
import { finishDraft, type TranscriptDraft } from '../drafts/transcriptDraft.ts';
import { isProblem } from '../isProblem.ts';
import type { Reader, ReadResult, TranscriptFile } from '../reader.ts';
import { type RecordJson, recordJson } from '../recordJson.ts';
import { recordReader } from './recordFile.ts';

/** A format in which one JSON value holds several transcripts: both answers of a pair, the paths of a tree. */
export interface ListFormat {
  readonly format: string;
  matches(record: Json): boolean;
  /** Whether a value holds just one transcript. Where all of the head's do, opening parses nothing. */
  isSingle?(record: Json): boolean;
  /** What each value holds, where that is the same for all: then, too, opening parses nothing. */
  readonly branches?: readonly string[];
  /** What the value holds, in order. */
  list(record: Json): readonly ListedTranscript[];
  /** The transcript at that place in the list. */
  read(record: Json, index: number): TranscriptDraft | undefined;
}

export interface ListedTranscript {
  /** The transcript's own name; absent: the record's name. */
  readonly name?: string;
  /** Told after the name: `chosen`, a path. */
  readonly branch?: string;
}

/** What there is in a record can mostly be told by parsing it only: then opening does, one record at a time. */
export function listReader(format: ListFormat): Reader {
  const read = (record: Json): TranscriptDraft | undefined => format.read(record, 0);
  const records = recordReader({ format: format.format, matches: format.matches, read });
  return {
    ...records,
    open: async (source, ports, head, signal) => {
      if (head.samples.every((sample) => format.isSingle?.(sample))) return records.open(source, ports, head, signal);
      const opened = await records.open(source, ports, head, signal);
      if (isProblem(opened)) return opened;
      // A record may hold any number of transcripts: a list that grew is made anew.
      const { grown: _grown, sizeOf: _sizeOf, ...file } = opened;
      return openList(file, format, source.name, signal);
    },
  };
}

interface Place {
  readonly record: number;
  readonly index: number;
}

async function openList(
  file: TranscriptFile,
  format: ListFormat,
  path: string,
  signal?: AbortSignal,
): Promise<TranscriptFile> {
  const places: Place[] = [];
  const names: string[] = [];
  let last: ({ readonly record: number; readonly text: string } & RecordJson) | undefined;

  const parsedRecord = async (record: number, stop?: AbortSignal): Promise<NonNullable<typeof last> | undefined> => {
    if (last?.record === record) return last;
    const source = await file.sourceText(record, stop);
    if (source === undefined) return undefined;
    const at = { file: path, record, ...(source.line !== undefined && { line: source.line }) };
    const accepts = (value: Json): boolean => format.read(value, 0) !== undefined;
    const parsed = recordJson(source.text, at, file.entries.length === 1 ? accepts : undefined);
    if (isProblem(parsed)) return undefined;
    last = { record, text: source.text, ...parsed };
    return last;
  };

  for (const entry of file.entries) {
    const found = format.branches === undefined ? await parsedRecord(entry.record, signal) : undefined;
    signal?.throwIfAborted();
    // A record that is broken, or holds nothing, stays in the list, so that reading it says so.
    const listed = listedIn(format, found?.value);
    for (const [index, { name, branch }] of (listed.length === 0 ? [{} as ListedTranscript] : listed).entries()) {
      places.push({ record: entry.record, index });
      const base = name === undefined || name === '' ? entry.name : name;
      names.push(branch === undefined ? base : `${base}/${branch}`);
    }
  }
  last = undefined;
  const unique = uniqueNames(names);

  return {
    ...file,
    entries: unique.map((name, record) => ({ record, name })),
    read: async (record, stop): Promise<ReadResult> => {
      const place = places[record];
      const at: Problem['at'] = { file: path, record };
      if (place === undefined) return { problems: [problem('record.missing', { record }, at)] };
      const found = await parsedRecord(place.record, stop);
      if (found === undefined)
        return {
          problems: (await file.read(place.record, stop)).problems.map((each) => ({
            ...each,
            at: { ...each.at, record },
          })),
        };
      const draft = format.read(found.value, place.index);
      const problems = found.problems.map((each) => ({ ...each, at: { ...each.at, record } }));
      if (draft === undefined)
        return { problems: [...problems, problem('record.notTranscript', { format: format.format }, at)] };
      const name = unique[record] as string;
      return { transcript: finishDraft(draft, found.text, { name, record, format: format.format }), problems };
    },
    sourceText: async (record, stop) => {
      const place = places[record];
      return place === undefined ? undefined : file.sourceText(place.record, stop);
    },
  };
}

function listedIn(format: ListFormat, record: Json | undefined): readonly ListedTranscript[] {
  if (format.branches !== undefined) return format.branches.map((branch) => ({ branch }));
  return record === undefined ? [{}] : format.list(record);
}

/** A name that is there twice names neither; `#3` is the fourth transcript and no other. */
function uniqueNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name, i) => (counts.get(name) === 1 && !/^#\d+$/.test(name) ? name : `#${i}`));
}
