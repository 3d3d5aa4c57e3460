import { type Problem, problem } from '../../problem.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { ByteSource } from '../byteSource.ts';
import { isProblem } from '../isProblem.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';
import type { Reader, ReaderPorts, ReadResult, RecordSource, TranscriptEntry, TranscriptFile } from '../reader.ts';
import { openZip, readMember, type Zip } from '../zip/zip.ts';
import { type InspectArchive, inspectArchive } from './inspectArchive.ts';
import { chunkedRecord } from './inspectChunks.ts';
import { inspectHeader } from './inspectHeader.ts';
import { logNotes } from './inspectNotes.ts';
import { inputTitle, inspectScores, sampleName } from './inspectSample.ts';
import { readSample } from './readSample.ts';

/** The text of one sample, and what of it could not be read. */
interface SampleSource extends RecordSource {
  readonly member: string;
  readonly problems: readonly Problem[];
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Inspect's `.eval`: a zip of one JSON per sample, with summaries, so that a list opens no sample. */
export const inspectEval: Reader = {
  format: 'inspect',
  detect: (head) => head.container === 'zip',
  open: async (source, ports, _head, signal) => {
    const zip = await openZip(source, signal);
    if (isProblem(zip)) return zip;
    const archive = inspectArchive(zip);
    if (archive === undefined) return problem('zip.notInspect', {}, { file: source.name });
    return openArchive(source, ports, zip, archive, signal);
  },
};

async function openArchive(
  source: ByteSource,
  ports: ReaderPorts,
  zip: Zip,
  archive: InspectArchive,
  signal?: AbortSignal,
): Promise<TranscriptFile> {
  const problems: Problem[] = [...zip.problems];
  const text = async (member: string, stop?: AbortSignal): Promise<string | Problem> => {
    const bytes = await readMember(zip, member, ports.decompressors, stop);
    return isProblem(bytes) ? bytes : utf8.decode(bytes);
  };
  const json = async (member: string): Promise<Json | undefined> => {
    const found = await text(member, signal);
    if (typeof found !== 'string') {
      problems.push(found);
      return undefined;
    }
    const parsed = parseJson(found);
    if (parsed.ok) return parsed.value;
    problems.push(problem('json.invalid', { reason: parsed.message }, { file: source.name, member }));
    return undefined;
  };

  if (archive.header !== 'header.json') problems.push(problem('inspect.unfinished', {}, { file: source.name }, 'info'));
  const start = archive.header === undefined ? undefined : asObject(await json(archive.header));
  const header = inspectHeader(start ?? {});
  problems.push(...logNotes(start ?? {}, { file: source.name }));
  const summaries = new Map<string, JsonObject>();
  for (const member of archive.summaries) {
    for (const summary of asArray(await json(member)) ?? []) {
      const object = asObject(summary);
      if (object !== undefined) summaries.set(sampleName(object['id'], object['epoch']), object);
    }
  }

  const entries = archive.samples.map((sample, record): TranscriptEntry => {
    const summary = summaries.get(sample.name);
    const count = summary?.['message_count'];
    const title = inputTitle(summary?.['input']);
    const error = asString(summary?.['error']) ?? asString(dig(summary, 'error', 'message'));
    return {
      record,
      name: sample.name,
      ...(typeof count === 'number' && { messageCount: count }),
      ...(summary !== undefined && { scores: inspectScores(summary, header.firstScorer) }),
      ...(title !== undefined && { title }),
      ...(error !== undefined && error !== '' && { error: error.slice(0, 500) }),
    };
  });

  /** Of a long sample its text has the part that was asked for last. */
  const nears = new Map<number, string>();
  const sourceText = async (record: number, stop?: AbortSignal): Promise<SampleSource | Problem> => {
    const sample = archive.samples[record];
    if (sample === undefined) return problem('record.missing', { record }, { file: source.name, record });
    const found = sample.chunked
      ? await chunkedRecord(zip, sample.member.slice(0, -'/sample.json'.length), text, nears.get(record), stop)
      : await text(sample.member, stop);
    const placed = (each: Problem): Problem => ({ ...each, at: { file: source.name, ...each.at, record } });
    if (typeof found === 'string') return { text: found, member: sample.member, problems: [] };
    if (isProblem(found)) return placed(found);
    return { text: found.text, member: sample.member, problems: found.problems.map(placed) };
  };

  return {
    format: 'inspect',
    ...(header.version !== undefined && { formatVersion: header.version }),
    metadata: header.metadata,
    problems,
    entries,
    read: async (record, stop, near): Promise<ReadResult> => {
      if (near !== undefined) nears.set(record, near);
      const found = await sourceText(record, stop);
      if (isProblem(found)) return { problems: [found] };
      const at = { file: source.name, member: found.member, record };
      const { transcript, problems: more } = readSample(
        found.text,
        header,
        entries[record] ?? { name: '', record },
        at,
      );
      return {
        ...(transcript !== undefined && { transcript }),
        problems: [...(transcript ? found.problems : []), ...more],
      };
    },
    sourceText: async (record, stop) => {
      const found = await sourceText(record, stop);
      return isProblem(found) ? undefined : { text: found.text, member: found.member };
    },
    sizeOf: (record) => zip.members.get(archive.samples[record]?.member ?? '')?.size,
    close: () => source.close(),
  };
}
