import { type FindTranscript, proposeReanchors, type Reanchor } from '../../core/anchors/reanchor.ts';
import { valuesOf } from '../../core/tags/tagFile.ts';
import { resolvePath } from '../../core/text/paths.ts';
import type { Transcript } from '../../core/transcripts/transcript.ts';
import type { TranscriptDocument } from '../panel/transcriptDocument.ts';
import { readable } from '../panel/worksBlind.ts';
import type { Services } from '../services.ts';

/** Transcripts that are read to see where tags are: what a page that opens may cost. */
const mostRead = 100;

export interface Moved {
  readonly found: readonly Reanchor[];
  /** Transcripts that were not looked at, being too many. */
  readonly unread: number;
}

/**
 * Where the targets of a panel's tag file are in its data file. One transcript is held at a time. Sides in other files
 * are those files' panels' to tell, and `plumbline check`'s.
 */
export async function findMoved(document: TranscriptDocument, services: Services, signal: AbortSignal): Promise<Moved> {
  const file = document.tagFile;
  const opened = await document.opened;
  if (!('file' in opened) || signal.aborted) return { found: [], unread: 0 };
  const targets = [
    ...valuesOf(file, 'tags').flatMap((tag) => tag.targets),
    ...valuesOf(file, 'links').map(({ target }) => target),
  ].filter((target) => isHere(document, target.file));
  const names = [...new Set(targets.map(({ transcript }) => transcript))];
  const found: Reanchor[] = [];
  for (const name of names.slice(0, mostRead)) {
    const transcript = await readNamed(document, services, name);
    if (signal.aborted) break;
    if (transcript !== undefined) found.push(...proposeReanchors(file, only(document, name, transcript)));
  }
  return { found, unread: Math.max(0, names.length - mostRead) };
}

/** The transcript of that name, as the reviewer may read it; `gone` where the file has none; undefined where it cannot be read. */
export async function readNamed(
  document: TranscriptDocument,
  services: Services,
  name: string,
): Promise<Transcript | 'gone' | undefined> {
  const opened = await document.opened;
  if (!('file' in opened)) return undefined;
  const record = opened.recordOf(name);
  if (record === undefined) return 'gone';
  const { transcript, problems } = await opened.read(record);
  // Of one that is read in part, what is not in that part is not lost.
  if (transcript === undefined || problems.some(({ code }) => code === 'inspect.eventsLeft')) return undefined;
  return readable(document, services, transcript);
}

/** Finds one transcript of the panel's file only. */
function only(document: TranscriptDocument, name: string, transcript: Transcript | 'gone'): FindTranscript {
  return (target) => (target.transcript === name && isHere(document, target.file) ? transcript : undefined);
}

function isHere({ tagUri, dataUri }: TranscriptDocument, file: string | undefined): boolean {
  return file === undefined || resolvePath(resolvePath(tagUri.path, '..'), file) === dataUri.path;
}
