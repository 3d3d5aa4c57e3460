import { type Problem, problem } from '../../problem.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { JsonScanner } from '../../text/jsonScanner.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { ByteSource } from '../byteSource.ts';
import { isProblem } from '../isProblem.ts';
import { asObject } from '../jsonAccess.ts';
import { jsonComma, jsonCut, scanAll } from '../layouts/jsonValues.ts';
import { OffsetList } from '../layouts/offsetList.ts';
import { idOf } from '../layouts/recordIndex.ts';
import { recordNames } from '../layouts/recordNames.ts';
import { recordText } from '../layouts/recordText.ts';
import type { FileHead, Reader, ReadResult, RecordSource, TranscriptEntry, TranscriptFile } from '../reader.ts';
import { inspectHeader } from './inspectHeader.ts';
import { logNotes } from './inspectNotes.ts';
import { sampleName } from './inspectSample.ts';
import { readSample } from './readSample.ts';

/** Inspect's JSON log: one object, whose samples are found by a byte scan and parsed when shown. */
export const inspectJson: Reader = {
  format: 'inspect',
  detect: (head) => {
    const log = head.root === 'object' ? asObject(head.samples[0]) : undefined;
    const spec = asObject(log?.['eval']);
    return log !== undefined && spec !== undefined && ('task' in spec || 'version' in log || 'status' in log);
  },
  open: openJson,
};

/** Members of the log that its header is made of. The others may be large. */
const headerKeys = new Set(['version', 'status', 'eval', 'results', 'stats', 'error', 'tags', 'invalidated']);

async function openJson(
  source: ByteSource,
  _ports: unknown,
  head: FileHead,
  signal?: AbortSignal,
): Promise<TranscriptFile> {
  const ranges = new OffsetList();
  const given: string[] = [];
  const headerRanges: { readonly key: string; readonly start: number; readonly end: number }[] = [];
  let id: string | undefined;
  let epoch: string | undefined;
  const scanner = new JsonScanner(
    {
      // Samples are checked when they are read; the rest is small, and checked here.
      enter: (path) => (path[0] === 'samples' ? path.length < 3 : path.length < 32),
      value: (path, start, end, scalar) => {
        const [key] = path;
        if (path.length === 1 && typeof key === 'string' && headerKeys.has(key)) headerRanges.push({ key, start, end });
        if (key !== 'samples') return;
        if (path.length === 3 && path[2] === 'id') id = idOf(scalar);
        if (path.length === 3 && path[2] === 'epoch') epoch = idOf(scalar);
        if (path.length !== 2) return;
        given.push(sampleName(id ?? `#${ranges.length}`, epoch));
        ranges.push(start, end);
        id = epoch = undefined;
      },
    },
    head.bom,
  );
  await scanAll(source, head.bom, scanner, signal);

  const problems: Problem[] = [];
  const open = scanner.malformedAt ?? (scanner.complete ? undefined : source.size);
  if (open !== undefined) problems.push(await jsonCut(source, open, ranges.length, signal));
  problems.push(...(await jsonComma(source, scanner, signal)));
  const log: Record<string, Json> = {};
  for (const { key, start, end } of headerRanges) {
    const at = { file: source.name, field: `/${key}` };
    const text = await recordText(source, { start, end }, at, signal);
    if (typeof text !== 'string') {
      problems.push(text);
      continue;
    }
    const parsed = parseJson(text);
    if (parsed.ok) log[key] = parsed.value;
    else problems.push(problem('json.invalid', { reason: parsed.message }, at));
  }
  const header = inspectHeader(log as JsonObject);
  problems.push(...logNotes(log as JsonObject, { file: source.name }));
  // A log should not hold a sample twice; where it does, both are named by their place.
  const names = recordNames(given.length, given);
  const entries = names.map((name, record): TranscriptEntry => ({ record, name }));

  const sourceText = async (record: number, stop?: AbortSignal): Promise<RecordSource | Problem> => {
    const at = { file: source.name, record };
    const range = ranges.at(record);
    if (range === undefined) return problem('record.missing', { record }, at);
    const text = await recordText(source, range, at, stop);
    return typeof text === 'string' ? { text, byteStart: range.start } : text;
  };

  return {
    format: 'inspect',
    ...(header.version !== undefined && { formatVersion: header.version }),
    metadata: header.metadata,
    problems,
    entries,
    read: async (record, stop): Promise<ReadResult> => {
      const found = await sourceText(record, stop);
      if (isProblem(found)) return { problems: [found] };
      const at = { file: source.name, record, field: `/samples/${record}` };
      return readSample(found.text, header, { name: names[record] as string, record }, at);
    },
    sourceText: async (record, stop) => {
      const found = await sourceText(record, stop);
      return isProblem(found) ? undefined : found;
    },
    sizeOf: (record) => {
      const range = ranges.at(record);
      return range && range.end - range.start;
    },
    close: () => source.close(),
  };
}
