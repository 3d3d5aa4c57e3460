import * as vscode from 'vscode';
import type { Codebook } from '../../core/codebook/codebook.ts';
import { formatScoreFilter, parseScoreFilter } from '../../core/search/scoreFilter.ts';
import { partTypes, roles, type SearchFilters } from '../../core/search/searchQuery.ts';

/** Where a search looks: what of the transcripts, and whether only in files that are open. */
export interface SearchScope {
  readonly filters: SearchFilters;
  readonly openOnly: boolean;
}

interface Item extends vscode.QuickPickItem {
  /** Changes what is chosen so far; absent for separators. */
  readonly add?: (chosen: Chosen) => void;
  readonly asksForScore?: boolean;
}

interface Chosen {
  openOnly: boolean;
  filters: { -readonly [K in keyof SearchFilters]: SearchFilters[K] };
}

/** What there is to tick; no scores where they are hidden. */
export interface ScopeChoices {
  readonly reviewers: readonly string[];
  readonly scores: boolean;
}

/** Let the user tick what to look for; undefined when they think better of it. */
export async function pickSearchScope(
  scope: SearchScope,
  codebook: Codebook,
  choices: ScopeChoices,
): Promise<SearchScope | undefined> {
  const picked = await vscode.window.showQuickPick(itemsOf(scope, codebook, choices), {
    title: vscode.l10n.t('Search Filters'),
    placeHolder: vscode.l10n.t('Tick what to look in; nothing ticked is everything'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (picked === undefined) return undefined;
  const chosen: Chosen = { openOnly: false, filters: {} };
  for (const item of picked) item.add?.(chosen);
  if (!picked.some((item) => item.asksForScore)) return chosen;
  const score = await vscode.window.showInputBox({
    title: vscode.l10n.t('Score'),
    prompt: vscode.l10n.t('A score by name, or with a value: accuracy, accuracy=C, judge>=0.5'),
    value: scope.filters.score === undefined ? '' : formatScoreFilter(scope.filters.score),
    validateInput: (text) => (parseScoreFilter(text) === undefined ? vscode.l10n.t('Not a score.') : undefined),
  });
  const filter = score === undefined ? undefined : parseScoreFilter(score);
  if (filter === undefined) return undefined;
  chosen.filters.score = filter;
  return chosen;
}

/** The filters in a few words; empty when there are none. */
export function describeScope({ filters, openOnly }: SearchScope, codebook: Codebook): string {
  const kinds = filters.kinds?.map((id) => codebook.kinds.find((kind) => kind.id === id)?.title ?? id);
  return [
    openOnly ? [vscode.l10n.t('open files')] : [],
    filters.roles ?? [],
    filters.partTypes ?? [],
    filters.tagged === undefined ? [] : [filters.tagged ? vscode.l10n.t('tagged') : vscode.l10n.t('not tagged')],
    kinds ?? [],
    filters.reviewers ?? [],
    filters.score === undefined ? [] : [formatScoreFilter(filters.score)],
  ]
    .filter((words) => words.length > 0)
    .map((words) => words.join(' / '))
    .join(', ');
}

function itemsOf({ filters, openOnly }: SearchScope, codebook: Codebook, { reviewers, scores }: ScopeChoices): Item[] {
  const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const tick = (label: string, picked: boolean, add: (chosen: Chosen) => void, description = ''): Item => ({
    label,
    description,
    picked,
    add,
  });
  const each = <K extends 'roles' | 'partTypes' | 'kinds' | 'reviewers'>(
    key: K,
    values: readonly { readonly id: string; readonly label: string }[],
    description: string,
  ): Item[] =>
    values.map(({ id, label }) => {
      const was: readonly string[] = filters[key] ?? [];
      const add = ({ filters: all }: Chosen): void => {
        all[key] = [...(all[key] ?? []), id] as NonNullable<SearchFilters[K]>;
      };
      return tick(label, was.includes(id), add, description);
    });
  const plain = (ids: readonly string[]): { id: string; label: string }[] => ids.map((id) => ({ id, label: id }));
  return [
    heading(vscode.l10n.t('Files')),
    tick(vscode.l10n.t('Only files that are open'), openOnly, (chosen) => {
      chosen.openOnly = true;
    }),
    heading(vscode.l10n.t('Role')),
    ...each('roles', plain(roles), vscode.l10n.t('role')),
    heading(vscode.l10n.t('Part')),
    ...each('partTypes', plain(partTypes), vscode.l10n.t('part')),
    heading(vscode.l10n.t('Tags')),
    tick(vscode.l10n.t('tagged'), filters.tagged === true, ({ filters: all }) => {
      all.tagged = true;
    }),
    tick(vscode.l10n.t('not tagged'), filters.tagged === false, ({ filters: all }) => {
      // With "tagged" ticked as well, both: that is everything.
      if (all.tagged === true) delete all.tagged;
      else all.tagged = false;
    }),
    ...each(
      'kinds',
      codebook.kinds.map(({ id, title }) => ({ id, label: title })),
      vscode.l10n.t('kind of tag'),
    ),
    ...each('reviewers', plain(reviewers), vscode.l10n.t('reviewer')),
    ...(scores
      ? [
          heading(vscode.l10n.t('Scores')),
          { label: vscode.l10n.t('With a score…'), picked: filters.score !== undefined, asksForScore: true },
        ]
      : []),
  ];
}
