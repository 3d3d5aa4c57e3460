import { type Problem, problem } from '../../problem.ts';
import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import { readYaml } from '../../yaml/readYaml.ts';
import type { ByteSource, Decompressors } from '../byteSource.ts';
import { bytesSource } from '../bytesSource.ts';
import { assembledStream } from '../drafts/assembledStream.ts';
import { describeHead } from '../fileHead.ts';
import { isProblem } from '../isProblem.ts';
import { asArray, dig, member } from '../jsonAccess.ts';
import { fileCoding } from '../layouts/decodeFile.ts';
import { recordText } from '../layouts/recordText.ts';
import type { FileHead, Reader, ReaderPorts, TranscriptFile } from '../reader.ts';

/** A cassette is parsed as a whole: a larger one is none that a test replays. */
const largest = 64 << 20;

/**
 * Recorded HTTP traffic (VCR cassettes, YAML or JSON): each interaction with a model's API is read as a request with its
 * response, by the reader of that API. What is shown of the source is the JSON made of it.
 */
export function httpCassette(detect: (head: FileHead) => Reader | undefined): Reader {
  return {
    format: 'http-cassette',
    detect: (head) =>
      head.container === 'text'
        ? /^interactions:\s*$/m.test(new TextDecoder().decode(head.bytes.subarray(0, 4096)))
        : dig(head.samples[0], 'interactions', 0, 'request') !== undefined,
    open: (source, ports, head, signal) => openCassette(source, ports, head, detect, signal),
  };
}

async function openCassette(
  source: ByteSource,
  ports: ReaderPorts,
  { bom, container }: FileHead,
  detect: (head: FileHead) => Reader | undefined,
  signal?: AbortSignal,
): Promise<TranscriptFile | Problem> {
  const at = { file: source.name };
  if (source.size > largest)
    return problem('record.tooLarge', { size: source.size, limit: largest, most: largest }, at);
  const text = await recordText(source, { start: bom, end: source.size }, at, signal);
  if (typeof text !== 'string') return text;
  const cassette = container === 'text' ? yamlValue(text) : parseJson(text);
  if (!cassette.ok) return problem('json.invalid', { reason: cassette.message }, at);
  const lines: string[] = [];
  for (const interaction of asArray(member(cassette.value, 'interactions')) ?? []) {
    const request = await bodyOf(member(interaction, 'request'), ports);
    const response = await bodyOf(member(interaction, 'response'), ports);
    signal?.throwIfAborted();
    if (typeof request !== 'object' || request === null) continue;
    lines.push(JSON.stringify({ request, ...(response !== undefined && { response }) }));
  }
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const made = describeHead(source.name, bytes.length, bytes);
  const reader = lines.length === 0 ? undefined : detect(made);
  if (reader === undefined || reader.format === 'http-cassette') return problem('format.unknown', {}, at);
  const file = await reader.open(bytesSource(source.name, bytes), ports, made, signal);
  if (isProblem(file)) return file;
  const { grown: _grown, ...rest } = file;
  return {
    ...rest,
    sourceText: async (record, stop) => {
      const found = await file.sourceText(record, stop);
      return found && { text: found.text };
    },
    close: async () => {
      await file.close();
      await source.close();
    },
  };
}

function yamlValue(text: string): ReturnType<typeof parseJson> {
  const { value, problems } = readYaml(text);
  const reason = problems[0]?.facts['reason'];
  return value === undefined
    ? { ok: false, message: String(reason ?? 'it is empty') }
    : { ok: true, value: value as Json };
}

/** What was sent or came back, as JSON where it is; a stream as what it amounts to. */
async function bodyOf(message: Json | undefined, { decompressors }: ReaderPorts): Promise<Json | undefined> {
  const parsed = member(message, 'parsed_body');
  if (parsed !== undefined) return parsed;
  const body = member(message, 'body');
  // YAML's `!!binary` is bytes.
  const held: unknown = member(body, 'string') ?? body;
  const text = held instanceof Uint8Array ? await textOf(held, decompressors) : held;
  if (typeof text !== 'string') return undefined;
  const json = parseJson(text);
  return json.ok ? json.value : (assembledStream(text) ?? text);
}

async function textOf(bytes: Uint8Array, decompressors: Decompressors): Promise<string | undefined> {
  try {
    const plain = fileCoding(bytes) === 'gzip' ? await decompressors.gunzip(bytes, largest) : bytes;
    return new TextDecoder().decode(plain);
  } catch {
    // What cannot be unpacked is as if it had not been recorded: the request is shown.
    return undefined;
  }
}
