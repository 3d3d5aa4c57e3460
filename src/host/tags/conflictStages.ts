import type * as vscode from 'vscode';
import type { ConflictSides } from '../../core/tags/resolveConflict.ts';
import { gitRepository } from '../codebook/gitRepository.ts';

/** The sides of a file that git could not merge, as it keeps them; undefined where there is no git, or no such conflict. */
export async function conflictStages(uri: vscode.Uri): Promise<ConflictSides | undefined> {
  const repository = await gitRepository(uri).catch(() => undefined);
  const stage = (number: 1 | 2 | 3): Promise<string | undefined> | undefined =>
    repository?.show(`:${number}`, uri.fsPath).catch(() => undefined);
  const [base, ours, theirs] = await Promise.all([stage(1), stage(2), stage(3)]);
  if (!ours || !theirs) return undefined;
  return { ours, theirs, ...(base !== undefined && base !== '' && { base }) };
}
