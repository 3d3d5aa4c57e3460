import { parseArgs } from 'node:util';
import type { Problem } from '../core/problem.ts';
import { isProblem } from '../core/readers/isProblem.ts';
import { defaultLimit } from '../core/readers/layouts/holdLimit.ts';
import { openTranscriptFile } from '../core/readers/readers.ts';
import { decompressors } from '../node/decompressors.ts';
import { fileSource } from '../node/fileSource.ts';
import { mappingPorts, type NamedMappings } from '../node/mappingPorts.ts';
import type { Output } from './output.ts';
import { type ReadLine, transcriptJson } from './transcriptJson.ts';
import { transcriptView } from './transcriptView.ts';

const help = `usage: plumbline read FILE... [--json] [--readers READERS] [--mapping RECORDS] [--limit SIZE]

Prints the transcripts of files: Inspect logs, chats and API logs, agents' sessions, traces, data sets, text.
Files are recognised by their content; but a file that a mapping in .plumbline/records.yaml (records of
self-prediction) or .plumbline/readers.yaml names, in the nearest folder above it, is read by that.

  --json   one JSON object per line and transcript: file, format, transcript, metadata, scores,
           messages [{id, index, role, parts [{type, text, textSha256, ...}]}], problems.
           A record of self-prediction is in "prediction" too. Offsets of tags are code points of "text".
           What cannot be read is a line with "problems" and without "messages". Numbers that JSON lacks
           are {"$number": "NaN"}.

  --readers READERS   take the mappings to transcripts in this file, and no other
  --mapping RECORDS   take the mappings to records in this file, and no other

  --limit SIZE   read records of up to so many bytes (800000, 400M); 256M unless given, 511M at most.
           A larger one, such as a zip bomb makes, is a problem and is not unpacked

Exit status: 0 clean, 1 problems in the data, 2 failure.
`;

/** `plumbline read`. Returns the exit status. */
export async function readCommand(args: readonly string[], output: Output): Promise<number> {
  let options: {
    readonly files: readonly string[];
    readonly json: boolean;
    readonly help: boolean;
    readonly readers?: string;
    readonly mapping?: string;
    readonly limit?: string;
  };
  try {
    const parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        readers: { type: 'string' },
        mapping: { type: 'string' },
        limit: { type: 'string' },
      },
    });
    options = { files: parsed.positionals, ...parsed.values };
  } catch (cause) {
    output.error(`plumbline read: ${cause instanceof Error ? cause.message : String(cause)}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    await output.out(help);
    return 0;
  }
  if (options.files.length === 0) {
    output.error(`plumbline read: no file given\n\n${help}`);
    return 2;
  }
  const limit = parseSize(options.limit);
  if (limit === undefined) {
    output.error(`plumbline read: ${JSON.stringify(options.limit)} is no size\n\n${help}`);
    return 2;
  }
  const show = options.json ? (line: ReadLine) => `${transcriptJson(line)}\n` : transcriptView;
  const told = new Set<string>();
  let status = 0;
  for (const path of options.files) {
    try {
      for await (const line of readFile(path, { readers: options.readers, records: options.mapping }, limit, told)) {
        if (line.problems.some((problem) => problem.severity !== 'info')) status = Math.max(status, 1);
        await output.out(show(line));
      }
    } catch (cause) {
      output.error(`plumbline read: ${messageOf(cause)}\n`);
      status = 2;
    }
  }
  return status;
}

/** What there is to say of a file, a transcript at a time. Problems of its mappings (`told` once) and of the file itself come first. */
async function* readFile(
  path: string,
  named: NamedMappings,
  limit: number,
  told: Set<string>,
): AsyncGenerator<ReadLine> {
  const mappings = await mappingPorts(path, named);
  for (const { path: of, problems } of mappings.problems) {
    if (told.has(of)) continue;
    told.add(of);
    yield { file: of, problems };
  }
  const file = await openTranscriptFile(
    { ...(await fileSource(path)), limit: { bytes: limit } },
    { decompressors, ...mappings.ports },
  );
  if (isProblem(file)) {
    yield { file: path, problems: [file] };
    return;
  }
  try {
    const about = { file: path, format: file.format };
    const own: readonly Problem[] = file.problems.filter(
      ({ severity, code }) => severity !== 'info' || code.startsWith('mapping.') || file.entries.length === 0,
    );
    if (own.length > 0 || file.entries.length === 0) yield { ...about, metadata: file.metadata, problems: own };
    for (const { record } of file.entries) {
      const { transcript, problems } = await file.read(record);
      yield { ...about, ...(transcript !== undefined && { transcript }), problems };
    }
  } finally {
    await file.close();
  }
}

const units: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Bytes of `400M`; undefined for what is no size. */
function parseSize(size: string | undefined): number | undefined {
  if (size === undefined) return defaultLimit;
  const [, number, unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(size) ?? [];
  return number === undefined ? undefined : Number(number) * (units[unit.toLowerCase()] ?? 1);
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
