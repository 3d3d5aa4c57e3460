import * as vscode from 'vscode';
import type { Strata } from '../../core/queue/queue.ts';
import type { FoundTranscript, StrataBy } from '../../core/queue/strataOf.ts';
import { basename } from '../../core/text/paths.ts';
import { pathIn } from '../mapping/fileMappings.ts';
import { workspaceFiles } from '../search/searchFiles.ts';

/** One question each; undefined when the user thinks better of it. */

export async function askFiles(
  title: string,
  folder: vscode.Uri,
  chosen: readonly vscode.Uri[],
): Promise<readonly vscode.Uri[] | undefined> {
  const root = `${folder.path.replace(/\/$/, '')}/`;
  const files = (await workspaceFiles()).filter(({ path }) => path.startsWith(root));
  if (files.length === 0) throw new Error(vscode.l10n.t('{0} holds no transcripts.', basename(folder.path)));
  const picked = await vscode.window.showQuickPick(
    files.map((uri) => ({
      label: pathIn(folder, uri),
      uri,
      picked: chosen.length === 0 || chosen.some((each) => each.path === uri.path),
    })),
    { title, placeHolder: vscode.l10n.t('Files to draw from'), canPickMany: true, ignoreFocusOut: true },
  );
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ uri }) => uri);
}

export async function askReviewers(title: string, known: readonly string[]): Promise<readonly string[] | undefined> {
  const names = (text: string): readonly string[] => [
    ...new Set(
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ];
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Reviewers, as they are named in their tag files, with commas between.'),
    value: known.join(', '),
    ignoreFocusOut: true,
    validateInput: (value) => (names(value).length === 0 ? vscode.l10n.t('A reviewer is needed.') : undefined),
  });
  return text === undefined ? undefined : names(text);
}

export async function askNumber(
  title: string,
  prompt: string,
  value: number,
  [least, most]: readonly [number, number],
): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    ignoreFocusOut: true,
    validateInput: (given) => {
      const number = Number(given);
      return given.trim() !== '' && Number.isInteger(number) && number >= least && number <= most
        ? undefined
        : vscode.l10n.t('A whole number from {0} to {1}.', least, most);
    },
  });
  return text === undefined ? undefined : Number(text);
}

/** `how: undefined`: one sample of all; `read`: look into the transcripts first, and ask again. `unread`: that was not done. */
export async function askStrata(
  title: string,
  found: readonly FoundTranscript[],
  unread: boolean,
): Promise<{ readonly how: StrataBy | 'read' } | undefined> {
  const count = (values: readonly unknown[]): number => new Set(values).size;
  const files = count(found.map(({ file }) => file));
  const stages = found.flatMap(({ stage }) => stage ?? []);
  const scores = new Map<string, number>();
  for (const { name } of found.flatMap((each) => each.scores)) scores.set(name, (scores.get(name) ?? 0) + 1);
  const options: (vscode.QuickPickItem & { readonly how: StrataBy | 'read' })[] = [
    { label: vscode.l10n.t('No strata'), detail: vscode.l10n.t('Every transcript alike.'), how: undefined },
    ...(files > 1
      ? [
          {
            label: vscode.l10n.t('By file'),
            description: vscode.l10n.t('{0} files', files),
            how: { by: 'file' } as const,
          },
        ]
      : []),
    ...(count(stages) > 1
      ? [
          {
            label: vscode.l10n.t('By stage'),
            description: [...new Set(stages)].slice(0, 6).join(', '),
            how: { by: 'stage' } as const,
          },
        ]
      : []),
    ...[...scores].map(([score, times]) => ({
      label: vscode.l10n.t('By score: {0}', score),
      description: vscode.l10n.t('{0} of {1} have it', times, found.length),
      how: { by: 'score', score } as const,
    })),
    ...(unread
      ? [
          {
            label: vscode.l10n.t('Look for scores and stages…'),
            detail: vscode.l10n.t('Reads all {0} transcripts.', found.length),
            how: 'read' as const,
          },
        ]
      : []),
  ];
  if (options.length === 1) return { how: undefined };
  return vscode.window.showQuickPick(options, {
    title,
    placeHolder: vscode.l10n.t('Draw from each of several strata?'),
    ignoreFocusOut: true,
  });
}

export async function askAllocation(title: string): Promise<Strata['allocation'] | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('In proportion'),
        detail: vscode.l10n.t('From each stratum as many as fit its size.'),
        how: 'proportional' as const,
      },
      {
        label: vscode.l10n.t('Equal'),
        detail: vscode.l10n.t('The same from each, so that rare ones are seen. Rates are weighted back.'),
        how: 'equal' as const,
      },
    ],
    { title, placeHolder: vscode.l10n.t('How many from each stratum?'), ignoreFocusOut: true },
  );
  return picked?.how;
}

export function askSeed(title: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Seed: with it anybody draws the same sample from the same files.'),
    value: String(crypto.getRandomValues(new Uint32Array(1))[0]),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A seed is needed.') : undefined),
  });
}
