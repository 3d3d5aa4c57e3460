import * as vscode from 'vscode';
import { type FrameItem, itemKey } from '../../core/queue/queue.ts';
import { scoreStrata, stageOf } from '../../core/queue/strataOf.ts';
import type { Score } from '../../core/transcripts/transcript.ts';
import { withPatience } from '../files/withPatience.ts';
import { pathIn } from '../mapping/fileMappings.ts';
import type { Services } from '../services.ts';

/** A transcript that may be drawn, and what strata are made of. */
export interface FoundTranscript {
  readonly file: string;
  readonly transcript: string;
  readonly stage?: string;
  readonly scores: readonly Pick<Score, 'name' | 'value'>[];
}

/** Larger records are not read for their scores and stage, in bytes. */
const mostRead = 16e6;

/** Every transcript of these files, each once; files that are no transcripts have none. `deep`: records are read where the index has no scores. */
export function readFrame(
  services: Services,
  folder: vscode.Uri,
  files: readonly vscode.Uri[],
  deep: boolean,
): Promise<readonly FoundTranscript[]> {
  return withPatience(vscode.l10n.t('Reading transcripts'), async (signal, tell) => {
    const found = new Map<string, FoundTranscript>();
    for (const [i, data] of files.entries()) {
      const file = pathIn(folder, data);
      await services.transcripts.use(data, async (opened) => {
        if (!('file' in opened)) return;
        const { entries, metadata } = opened.file;
        for (const [at, entry] of entries.entries()) {
          signal.throwIfAborted();
          tell((i + at / entries.length) / files.length);
          const item = { file, transcript: entry.name };
          if (found.has(itemKey(item))) continue;
          const small = (opened.file.sizeOf?.(entry.record) ?? 0) <= mostRead;
          const read =
            deep && small && entry.scores === undefined
              ? (await opened.read(entry.record, signal)).transcript
              : undefined;
          const stage = stageOf({ metadata: read?.metadata ?? {} }, metadata) ?? read?.prediction?.checkpoint;
          const scores = (read?.scores ?? entry.scores ?? []).map(({ name, value }) => ({ name, value }));
          found.set(itemKey(item), { ...item, scores, ...(stage !== undefined && { stage }) });
        }
      });
    }
    return [...found.values()];
  });
}

export type StrataBy = { readonly by: 'file' | 'stage' } | { readonly by: 'score'; readonly score: string } | undefined;

export function stratify(found: readonly FoundTranscript[], strata: StrataBy): readonly FrameItem[] {
  const names =
    strata?.by === 'score'
      ? scoreStrata(found.map(({ scores }) => scores.find(({ name }) => name === strata.score)?.value))
      : undefined;
  return found.map(({ file, transcript, stage }, i) => {
    const stratum =
      names?.[i] ?? (strata?.by === 'file' ? file : strata?.by === 'stage' ? (stage ?? 'none') : undefined);
    return { file, transcript, ...(stratum !== undefined && { stratum }) };
  });
}
