import { type Problem, problem } from '../problem.ts';
import { recordMappingReader } from '../records/mapping/mappedRecords.ts';
import { jsonErrorOffset } from '../text/jsonErrorOffset.ts';
import { parseJson } from '../text/parseJson.ts';
import type { ByteSource } from './byteSource.ts';
import { bytesSource } from './bytesSource.ts';
import { readHead } from './fileHead.ts';
import { aiderHistory } from './formats/aiderHistory.ts';
import { amongUs } from './formats/amongUs.ts';
import { anthropicMessages } from './formats/anthropicMessages.ts';
import { atif } from './formats/atif.ts';
import { chatgptExport } from './formats/chatgptExport.ts';
import { chatLines } from './formats/chatLines.ts';
import { claudeCode, claudeCodeExport } from './formats/claudeCode.ts';
import { claudeExport } from './formats/claudeExport.ts';
import { codexSession } from './formats/codexSession.ts';
import { conversation } from './formats/conversation.ts';
import { diplomacy } from './formats/diplomacy.ts';
import { eventStream } from './formats/eventStream.ts';
import { gameLines } from './formats/gameLines.ts';
import { gemini } from './formats/gemini.ts';
import { hhRlhf } from './formats/hhRlhf.ts';
import { httpCassette } from './formats/httpCassette.ts';
import { instruction } from './formats/instruction.ts';
import { langfuse } from './formats/langfuse.ts';
import { langsmith } from './formats/langsmith.ts';
import { markedText } from './formats/markedText.ts';
import { modelWrittenEvals } from './formats/modelWrittenEvals.ts';
import { mtBench } from './formats/mtBench.ts';
import { openAssistant } from './formats/openAssistant.ts';
import { openaiChat } from './formats/openaiChat.ts';
import { openaiResponses } from './formats/openaiResponses.ts';
import { openclaw } from './formats/openclaw.ts';
import { openhands } from './formats/openhands.ts';
import { openhandsEvents } from './formats/openhandsEvents.ts';
import { openInference } from './formats/openInference.ts';
import { otlp } from './formats/otlp.ts';
import { palisade } from './formats/palisade.ts';
import { petri } from './formats/petri.ts';
import { piSession } from './formats/piSession.ts';
import { predictionRecords } from './formats/predictionRecords.ts';
import { scoutScan } from './formats/scoutScan.ts';
import { scoutTranscript } from './formats/scoutTranscript.ts';
import { sharegpt } from './formats/sharegpt.ts';
import { specStory } from './formats/specStory.ts';
import { sweAgent } from './formats/sweAgent.ts';
import { tauBench } from './formats/tauBench.ts';
import { textPair } from './formats/textPair.ts';
import { inspectBareEvents } from './inspect/inspectBareEvents.ts';
import { inspectBareSample } from './inspect/inspectBareSample.ts';
import { inspectEval } from './inspect/inspectEval.ts';
import { inspectJson } from './inspect/inspectJson.ts';
import { isProblem } from './isProblem.ts';
import { decodeFile, type FileCoding, fileCoding, toUtf8 } from './layouts/decodeFile.ts';
import { listReader } from './layouts/listFile.ts';
import { recordReader } from './layouts/recordFile.ts';
import { sessionReader } from './layouts/sessionFile.ts';
import { textReader } from './layouts/textFile.ts';
import { mappedReader } from './mapping/mappedFile.ts';
import type { FileHead, Reader, ReaderPorts, TranscriptFile } from './reader.ts';
import { csv } from './tables/csv.ts';
import { describeCsv } from './tables/csvTable.ts';
import { parquetReader } from './tables/parquet.ts';
import { isParquet } from './tables/parquetRows.ts';

/** In order of detection: the first that takes a file reads it. The more particular come first. */
export const readers: readonly Reader[] = [
  inspectEval,
  inspectJson,
  parquetReader(detectReader),
  httpCassette(detectReader),
  predictionRecords,
  recordReader(scoutTranscript),
  recordReader(scoutScan),
  recordReader(petri),
  sessionReader(claudeCode),
  recordReader(claudeCodeExport),
  sessionReader(codexSession),
  sessionReader(piSession),
  sessionReader(eventStream),
  sessionReader(openhandsEvents),
  sessionReader(palisade),
  sessionReader(openclaw),
  recordReader(openhands),
  recordReader(sweAgent),
  recordReader(atif),
  listReader(tauBench),
  recordReader(chatgptExport),
  listReader(claudeExport),
  recordReader(gemini),
  listReader(otlp),
  listReader(openInference),
  listReader(langfuse),
  listReader(langsmith),
  recordReader(openaiResponses),
  listReader(openAssistant),
  listReader(hhRlhf),
  recordReader(modelWrittenEvals),
  listReader(sharegpt),
  recordReader(inspectBareSample),
  recordReader(inspectBareEvents),
  recordReader(anthropicMessages),
  recordReader(openaiChat),
  recordReader(amongUs),
  recordReader(diplomacy),
  recordReader(mtBench),
  listReader(textPair),
  recordReader(instruction),
  sessionReader(chatLines),
  sessionReader(gameLines),
  listReader(conversation),
  csv,
  textReader(specStory),
  textReader(aiderHistory),
  textReader(markedText),
];

/** A head this long tells most files; one whose first record is longer needs more. */
const headLengths = [1 << 16, 1 << 20, 1 << 24];

export function detectReader(head: FileHead): Reader | undefined {
  return readers.find((reader) => reader.detect(head));
}

/**
 * Open a data file of any known format, recognised by its content. The source is closed with the
 * file; when it cannot be opened, at once.
 */
export async function openTranscriptFile(
  source: ByteSource,
  ports: ReaderPorts,
  signal?: AbortSignal,
): Promise<TranscriptFile | Problem> {
  let opened: TranscriptFile | Problem | undefined;
  try {
    opened = await open(source, ports, signal);
    if (isProblem(opened) || opened.entries.length > 0) return opened;
    return {
      ...opened,
      problems: [...opened.problems, problem('file.noTranscripts', {}, { file: source.name }, 'info')],
    };
  } finally {
    if (opened === undefined || isProblem(opened)) await source.close();
  }
}

async function open(source: ByteSource, ports: ReaderPorts, signal?: AbortSignal): Promise<TranscriptFile | Problem> {
  for (const length of headLengths) {
    const head = await readHead(source, length, signal);
    const coding = fileCoding(head.bytes);
    if (coding !== undefined) return openDecoded(source, coding, ports, signal);
    const reader = isParquet(head.bytes) ? detectReader(head) : (givenReader(ports) ?? detectReader(head));
    const last = head.bytes.length >= source.size || length === headLengths.at(-1) || !startsLikeJson(head);
    const settled = last || reader?.byLine !== true || head.bytes.includes(0x0a);
    if (reader !== undefined && settled) return reader.open(source, ports, head, signal);
    if (last) return unreadable(head);
  }
  throw new Error('the last head length is always the last');
}

/** By the user's own mapping, whatever the file looks like. */
function givenReader({ recordMapping, mapping, openBeside }: ReaderPorts): Reader | undefined {
  if (recordMapping !== undefined) return recordMappingReader(recordMapping, openBeside);
  return mapping && mappedReader(mapping);
}

/** A file in UTF-16 or gzip. It is unwrapped once: a gzip inside a gzip is no transcript. */
async function openDecoded(
  source: ByteSource,
  coding: FileCoding,
  ports: ReaderPorts,
  signal?: AbortSignal,
): Promise<TranscriptFile | Problem> {
  const plain = await decodeFile(source, coding, ports.decompressors, signal);
  if (isProblem(plain)) return plain;
  if (fileCoding(await plain.read(0, 4)) === 'gzip')
    return problem('file.gzip', { reason: 'it holds another gzip' }, { file: source.name });
  const bytes = coding === 'gzip' ? bytesSource(plain.name, toUtf8(await plain.read(0, plain.size))) : plain;
  const file = await open(bytes, ports, signal);
  if (isProblem(file) || coding !== 'gzip') return file;
  // What is packed has no place in the file itself.
  return {
    ...file,
    sourceText: async (record, stop) => {
      const found = await file.sourceText(record, stop);
      return found && { text: found.text, ...(found.member !== undefined && { member: found.member }) };
    },
  };
}

function startsLikeJson(head: FileHead): boolean {
  const first = head.bytes.subarray(head.bom).find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}

/** Says as exactly as can be told why no reader took the file. */
function unreadable(head: FileHead): Problem {
  const at = { file: head.name };
  const bytes = head.bytes;
  const text = new TextDecoder().decode(bytes.subarray(head.bom, head.bom + 200));
  if (head.container === 'empty') return problem('file.empty', {}, at);
  if (text.startsWith('version https://git-lfs.github.com/spec/v1')) return problem('file.lfsPointer', {}, at);
  if (text.startsWith('SQLite format 3')) return problem('file.sqlite', {}, at);
  if (startsLikeJson(head) && head.container !== 'jsonl' && bytes.length >= head.size) {
    const source = new TextDecoder().decode(bytes.subarray(head.bom));
    const parsed = parseJson(source);
    if (!parsed.ok && head.root !== 'sequence') {
      const offset = parsed.offset ?? jsonErrorOffset(source);
      const line = offset === undefined ? undefined : source.slice(0, offset).split('\n').length;
      return problem('json.invalid', { reason: parsed.message }, line === undefined ? at : { ...at, line });
    }
  }
  const table = describeCsv(head);
  if (table !== undefined) return problem('format.table', { columns: table.columns.slice(0, 30).join(', ') }, at);
  return problem('format.unknown', {}, at);
}
