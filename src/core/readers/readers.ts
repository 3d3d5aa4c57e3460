import { type Problem, problem } from '../problem.ts';
import { jsonErrorOffset } from '../text/jsonErrorOffset.ts';
import { parseJson } from '../text/parseJson.ts';
import { aiderHistory } from './aiderHistory.ts';
import { amongUs } from './amongUs.ts';
import { anthropicMessages } from './anthropicMessages.ts';
import { atif } from './atif.ts';
import type { ByteSource } from './byteSource.ts';
import { bytesSource } from './bytesSource.ts';
import { chatgptExport } from './chatgptExport.ts';
import { chatLines } from './chatLines.ts';
import { claudeCode, claudeCodeExport } from './claudeCode.ts';
import { claudeExport } from './claudeExport.ts';
import { codexSession } from './codexSession.ts';
import { conversation } from './conversation.ts';
import { csv } from './csv.ts';
import { describeCsv } from './csvTable.ts';
import { decodeFile, type FileCoding, fileCoding, toUtf8 } from './decodeFile.ts';
import { diplomacy } from './diplomacy.ts';
import { eventStream } from './eventStream.ts';
import { readHead } from './fileHead.ts';
import { gameLines } from './gameLines.ts';
import { gemini } from './gemini.ts';
import { hhRlhf } from './hhRlhf.ts';
import { inspectBareSample } from './inspectBareSample.ts';
import { inspectEval } from './inspectEval.ts';
import { inspectJson } from './inspectJson.ts';
import { instruction } from './instruction.ts';
import { isProblem } from './isProblem.ts';
import { langfuse } from './langfuse.ts';
import { langsmith } from './langsmith.ts';
import { listReader } from './listFile.ts';
import { mappedReader } from './mappedFile.ts';
import { markedText } from './markedText.ts';
import { modelWrittenEvals } from './modelWrittenEvals.ts';
import { mtBench } from './mtBench.ts';
import { openAssistant } from './openAssistant.ts';
import { openaiChat } from './openaiChat.ts';
import { openaiResponses } from './openaiResponses.ts';
import { openclaw } from './openclaw.ts';
import { openhands } from './openhands.ts';
import { openhandsEvents } from './openhandsEvents.ts';
import { openInference } from './openInference.ts';
import { otlp } from './otlp.ts';
import { palisade } from './palisade.ts';
import { parquetReader } from './parquet.ts';
import { isParquet } from './parquetRows.ts';
import { petri } from './petri.ts';
import { piSession } from './piSession.ts';
import type { FileHead, Reader, ReaderPorts, TranscriptFile } from './reader.ts';
import { recordReader } from './recordFile.ts';
import { scoutTranscript } from './scoutTranscript.ts';
import { sessionReader } from './sessionFile.ts';
import { sharegpt } from './sharegpt.ts';
import { specStory } from './specStory.ts';
import { sweAgent } from './sweAgent.ts';
import { tauBench } from './tauBench.ts';
import { textReader } from './textFile.ts';
import { textPair } from './textPair.ts';

/** In order of detection: the first that takes a file reads it. The more particular come first. */
export const readers: readonly Reader[] = [
  inspectEval,
  inspectJson,
  parquetReader(detectReader),
  recordReader(scoutTranscript),
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
    const reader =
      ports.mapping === undefined || isParquet(head.bytes) ? detectReader(head) : mappedReader(ports.mapping);
    const last = head.bytes.length >= source.size || length === headLengths.at(-1) || !startsLikeJson(head);
    const settled = last || reader?.byLine !== true || head.bytes.includes(0x0a);
    if (reader !== undefined && settled) return reader.open(source, ports, head, signal);
    if (last) return unreadable(head);
  }
  throw new Error('the last head length is always the last');
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
