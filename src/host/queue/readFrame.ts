import * as vscode from 'vscode';
import { itemKey } from '../../core/queue/queue.ts';
import { type FoundTranscript, stageOf } from '../../core/queue/strataOf.ts';
import { withPatience } from '../files/withPatience.ts';
import { pathIn } from '../mapping/fileMappings.ts';
import type { Services } from '../services.ts';

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
