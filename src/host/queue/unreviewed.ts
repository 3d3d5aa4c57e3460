import * as vscode from 'vscode';
import { itemKey } from '../../core/queue/queue.ts';
import { withPatience } from '../files/withPatience.ts';
import { pathIn } from '../mapping/fileMappings.ts';
import { workspaceFiles } from '../search/searchFiles.ts';
import type { Services } from '../services.ts';

/** A transcript by where it is. */
export interface TranscriptPlace {
  readonly data: vscode.Uri;
  readonly transcript: string;
}

/**
 * What comes next where there is no queue: in the file at hand the next open transcript behind the one shown, then from the
 * file's beginning; then the first of another file of the workspace. `isOpen` is given keys as `itemKey` makes them.
 */
export function nextUnreviewed(
  services: Services,
  at: { readonly data: vscode.Uri; readonly transcript: string | undefined } | undefined,
  folder: vscode.Uri | undefined,
  isOpen: (key: string) => boolean,
): Promise<TranscriptPlace | undefined> {
  return withPatience(vscode.l10n.t('Looking for a transcript to review'), async (signal, tell) => {
    const all = await workspaceFiles();
    const files = [...(at === undefined ? [] : [at.data]), ...all.filter((uri) => uri.path !== at?.data.path)];
    for (const [i, data] of files.entries()) {
      signal.throwIfAborted();
      tell(i / files.length);
      const names = await namesOf(services, data);
      const behind = at !== undefined && i === 0 ? names.indexOf(at.transcript ?? '') : -1;
      const path = folder === undefined ? data.path : pathIn(folder, data);
      const transcript = [...names.slice(behind + 1), ...names.slice(0, Math.max(behind, 0))].find((name) =>
        isOpen(itemKey({ file: path, transcript: name })),
      );
      if (transcript !== undefined) return { data, transcript };
    }
    return undefined;
  });
}

/** Names of the transcripts of a file, in its order; none of one that is no transcript. */
function namesOf(services: Services, data: vscode.Uri): Promise<readonly string[]> {
  return services.transcripts.use(data, async (opened) =>
    'file' in opened ? opened.file.entries.map(({ name }) => name) : [],
  );
}
