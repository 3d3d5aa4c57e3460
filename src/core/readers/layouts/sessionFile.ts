import { type Problem, problem } from '../../problem.ts';
import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { ByteSource } from '../byteSource.ts';
import { finishDraft, type TranscriptDraft } from '../drafts/transcriptDraft.ts';
import { isProblem } from '../isProblem.ts';
import type { FileHead, Reader, ReadResult, RecordSource, TranscriptFile } from '../reader.ts';
import { recordJson } from '../recordJson.ts';
import { recordText } from './recordText.ts';
import { scanLines } from './scanLines.ts';

/** A line of a session: its value, and its place as `findPointer` takes it. */
export interface SessionEvent {
  readonly pointer: string;
  readonly value: Json;
}

/** A format in which a whole file is one transcript, and its lines are what happened, one after the other. */
export interface SessionFormat {
  readonly format: string;
  /** Whether a line is of such a session. Any kind of line, not only messages. */
  matches(line: Json): boolean;
  /** The session's own name, by its first lines. */
  nameOf?(lines: readonly Json[]): string | undefined;
  /** Other threads in the file, each a transcript of its own after the main one. */
  readonly threads?: {
    /** Members of a line that tell whether one starts there. */
    readonly keys: ReadonlySet<string>;
    /** By the source text of these members, where they are scalars. */
    startsAt(scalars: ReadonlyMap<string, string>): boolean;
    /** Whether a file has such threads besides its main one, by its first lines. */
    expectedAfter(lines: readonly Json[]): boolean;
  };
  /** Thread 0 is the main one. Undefined when there is no message in it. */
  read(events: readonly SessionEvent[], thread: number): TranscriptDraft | undefined;
}

/** Of more broken lines than this only the number is told. */
const shownProblems = 20;

/**
 * Sessions are read whole when they are asked for: opening looks at the head, and for other threads at
 * what starts one, without parsing. The record's text is the file's, and pointers begin with the line
 * (`#12/message/content`).
 */
export function sessionReader(format: SessionFormat): Reader {
  return {
    format: format.format,
    byLine: true,
    detect: (head) => isSession(format, head),
    open: (source, ports, head, signal) => openSession(source, format, head, ports.growing === true, signal),
  };
}

function isSession(format: SessionFormat, head: FileHead): boolean {
  if (head.container !== 'jsonl' && (head.container !== 'json' || head.root !== 'object')) return false;
  return head.samples.filter((sample) => format.matches(sample)).length * 2 > head.samples.length;
}

async function openSession(
  source: ByteSource,
  format: SessionFormat,
  head: FileHead,
  growing: boolean,
  signal?: AbortSignal,
): Promise<TranscriptFile> {
  const own = format.nameOf?.(head.samples);
  const main = own === undefined || own === '' || /^#\d+$/.test(own) ? '#0' : own;
  const names = [main];
  const { threads } = format;
  if (threads?.expectedAfter(head.samples)) {
    const count = (scalars: ReadonlyMap<string, string>): void => {
      if (threads.startsAt(scalars)) names.push(`${main}/${names.length}`);
    };
    await scanLines(source, head.bom, threads.keys, count, signal);
  }

  const sourceText = async (record: number, stop?: AbortSignal): Promise<RecordSource | Problem> => {
    const at = { file: source.name, record };
    if (names[record] === undefined) return problem('record.missing', { record }, at);
    const text = await recordText(source, { start: head.bom, end: source.size }, at, stop);
    return typeof text === 'string' ? { text, byteStart: head.bom, line: 1 } : text;
  };

  return {
    format: format.format,
    metadata: {},
    problems: [],
    entries: names.map((name, record) => ({ record, name })),
    read: async (record, stop): Promise<ReadResult> => {
      const found = await sourceText(record, stop);
      if (isProblem(found)) return { problems: [found] };
      const { events, problems } = sessionEvents(found.text, growing, { file: source.name, record });
      const draft = format.read(events, record);
      const name = names[record] as string;
      if (draft === undefined) {
        return {
          problems: [
            ...problems,
            problem('record.notTranscript', { format: format.format }, { file: source.name, record }),
          ],
        };
      }
      return { transcript: finishDraft(draft, found.text, { name, record, format: format.format }), problems };
    },
    sourceText: async (record, stop) => {
      const found = await sourceText(record, stop);
      return isProblem(found) ? undefined : found;
    },
    close: () => source.close(),
  };
}

/** The lines that parse. A text that is one JSON value over several lines is a session of one event. */
function sessionEvents(
  text: string,
  growing: boolean,
  at: Problem['at'],
): { readonly events: SessionEvent[]; readonly problems: Problem[] } {
  const events: SessionEvent[] = [];
  const problems: Problem[] = [];
  let broken = 0;
  for (let line = 0, from = 0; from < text.length; line++) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const source = text.slice(from, end);
    from = end + 1;
    if (source.trim() === '') continue;
    const place = { ...at, line: line + 1 };
    const parsed = recordJson(source, place);
    if (!isProblem(parsed)) {
      events.push({ pointer: `#${line}`, value: parsed.value });
      if (parsed.problems.length > 0 && broken++ < shownProblems) problems.push(...parsed.problems);
    } else if (growing && newline < 0) problems.push(problem('record.unfinished', {}, place, 'info'));
    else if (broken++ < shownProblems) problems.push({ ...parsed, severity: 'warning' });
  }
  const whole = events.length === 0 ? parseJson(text) : undefined;
  if (whole?.ok) return { events: [{ pointer: '', value: whole.value }], problems: [] };
  if (broken > shownProblems) {
    problems.push(problem('session.brokenLines', { count: broken - shownProblems }, at, 'warning'));
  }
  return { events, problems };
}
