import * as vscode from 'vscode';
import { type Problem, problem } from '../../core/problem.ts';
import type { ByteSource } from '../../core/readers/byteSource.ts';
import { defaultLimit } from '../../core/readers/layouts/holdLimit.ts';
import type { ReadResult, TranscriptFile } from '../../core/readers/reader.ts';
import { openTranscriptFile } from '../../core/readers/readers.ts';
import { findMessage } from '../../core/transcripts/transcriptText.ts';
import type { FileMappings } from '../mapping/fileMappings.ts';
import type { Platform } from '../platform.ts';
import { openBytes } from './fileBytes.ts';
import { withPatience } from './withPatience.ts';

/** A data file in use, and the transcripts of it that were read lately. */
export interface OpenFile {
  readonly uri: vscode.Uri;
  readonly file: TranscriptFile;
  /**
   * Read one record; its problems come with it. Kept while it is among the last few read, of one that is read in
   * part as long as the messages asked for (`near`) are in it.
   */
  read(record: number, signal?: AbortSignal, near?: string): Promise<ReadResult>;
  /** The record of a transcript name, or undefined. */
  recordOf(name: string): number | undefined;
  /** Whether it is an earlier one that only grew, and was read on from where that ended. */
  readonly continued: boolean;
  /** Hold records of up to so many bytes from now on: the user was asked. */
  allow(bytes: number): void;
}

/** Parsed records kept per file: the ones on screen and the last one left. */
const keptRecords = 4;

/**
 * Open a data file. Where that takes long the user is told, and can stop it: that gives the Problem
 * `file.stopped`; a file that cannot be read at all `file.unreadable`. Of `before`, the file when it was
 * shorter, only the rest is read where it grew.
 */
export async function openFile(
  platform: Platform,
  mappings: FileMappings,
  uri: vscode.Uri,
  before?: TranscriptFile,
): Promise<OpenFile | Problem> {
  const name = vscode.workspace.asRelativePath(uri);
  try {
    return await withPatience(vscode.l10n.t('Opening {0}', name), async (signal, tell) => {
      const limit = { bytes: defaultLimit };
      const plain = await openBytes(platform, uri);
      const source: typeof plain = {
        ...plain,
        limit,
        read: (offset, length, stop) => {
          tell(offset / plain.size);
          return plain.read(offset, length, stop);
        },
      };
      const mapped = await mappings.portsFor(uri);
      const grown = Object.keys(mapped).length === 0 ? await grownFrom(before, source, signal) : undefined;
      const { decompressors } = platform;
      const file =
        grown ??
        (await openTranscriptFile(source, { decompressors, ...mapped, growing: before !== undefined }, signal));
      return 'code' in file ? file : use(uri, file, grown !== undefined, limit);
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      return problem('file.stopped', {}, { file: name }, 'info');
    const reason = error instanceof Error ? error.message : String(error);
    return problem('file.unreadable', { reason }, { file: name });
  }
}

/** The file as what it was plus what is new, where it can be had like that. */
async function grownFrom(
  before: TranscriptFile | undefined,
  source: ByteSource,
  signal: AbortSignal,
): Promise<TranscriptFile | undefined> {
  try {
    return await before?.grown?.(source, signal);
  } catch (error) {
    await source.close();
    throw error;
  }
}

function use(uri: vscode.Uri, file: TranscriptFile, continued: boolean, limit: { bytes: number }): OpenFile {
  const kept = new Map<number, Promise<ReadResult>>();
  let names: Map<string, number> | undefined;
  return {
    uri,
    file,
    continued,
    read(record, signal, near) {
      const known = kept.get(record);
      const reading =
        known?.then((found) => (isPartWithout(found, near) ? file.read(record, signal, near) : found)) ??
        file.read(record, signal, near);
      kept.delete(record);
      kept.set(record, reading);
      reading.catch(() => kept.delete(record));
      for (const old of kept.keys()) {
        if (kept.size <= keptRecords) break;
        kept.delete(old);
      }
      return reading;
    },
    recordOf(name) {
      names ??= new Map(file.entries.map((entry) => [entry.name, entry.record]));
      return names.get(name);
    },
    allow(bytes) {
      limit.bytes = Math.max(limit.bytes, bytes);
      kept.clear();
    },
  };
}

/** Whether a record was read in part, and a message that may be in it was not in that part. */
export function isPartWithout({ transcript, problems }: ReadResult, message: string | undefined): boolean {
  if (message === undefined || transcript === undefined) return false;
  return problems.some(({ code }) => code === 'inspect.eventsLeft') && findMessage(transcript, message) === undefined;
}
