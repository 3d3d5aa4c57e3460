import * as vscode from 'vscode';
import { problemText } from '../../core/problemText.ts';
import { isProblem } from '../../core/readers/isProblem.ts';
import type { SearchQuery } from '../../core/search/searchQuery.ts';
import { textMatcher } from '../../core/search/textMatcher.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { SearchScope } from './searchFilters.ts';

/** What the user searched for, kept for the next time. */
export interface SearchRequest extends SearchScope {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
}

export function queryOf({ openOnly: _openOnly, ...query }: SearchRequest): SearchQuery {
  return query;
}

/**
 * Ask for a query, with toggles as a find widget has them, and a button for filters (`pickScope`). Undefined
 * when the user thinks better of it.
 */
export async function askForSearch(
  last: SearchRequest,
  describe: (scope: SearchScope) => string,
  pickScope: (scope: SearchScope) => Promise<SearchScope | undefined>,
): Promise<SearchRequest | undefined> {
  const store = new DisposableStore();
  const box = store.add(vscode.window.createInputBox());
  const toggle = (icon: string, tooltip: string, checked: boolean): vscode.QuickInputButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    location: vscode.QuickInputButtonLocation.Input,
    toggle: { checked },
  });
  const matchCase = toggle('case-sensitive', vscode.l10n.t('Match Case'), last.caseSensitive);
  const wholeWord = toggle('whole-word', vscode.l10n.t('Match Whole Word'), last.wholeWord);
  const regex = toggle('regex', vscode.l10n.t('Use Regular Expression'), last.regex);
  const filter: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('filter'),
    tooltip: vscode.l10n.t('Filters…'),
  };
  let scope: SearchScope = { filters: last.filters, openOnly: last.openOnly };
  let picking = false;
  const request = (): SearchRequest => ({
    ...scope,
    text: box.value,
    caseSensitive: matchCase.toggle?.checked === true,
    wholeWord: wholeWord.toggle?.checked === true,
    regex: regex.toggle?.checked === true,
  });
  const check = (): boolean => {
    const matcher = textMatcher(queryOf(request()));
    // Nothing typed yet is not wrong, but nothing to search for either.
    box.validationMessage = isProblem(matcher) && box.value !== '' ? problemText(matcher) : undefined;
    return !isProblem(matcher);
  };
  const show = (): void => {
    const words = describe(scope);
    box.prompt = words === '' ? undefined : vscode.l10n.t('Only {0}', words);
    box.show();
  };

  box.title = vscode.l10n.t('Search Transcripts');
  box.placeholder = vscode.l10n.t('Text in any message, reasoning, call or result');
  box.value = last.text;
  box.valueSelection = [0, last.text.length];
  box.ignoreFocusOut = true;
  box.buttons = [filter, matchCase, wholeWord, regex];
  try {
    return await new Promise((resolve) => {
      store.add(box.onDidChangeValue(check));
      store.add(box.onDidAccept(() => check() && resolve(request())));
      store.add(box.onDidHide(() => picking || resolve(undefined)));
      store.add(
        box.onDidTriggerButton(async (button) => {
          check();
          if (button !== filter) return;
          picking = true;
          scope = (await pickScope(scope)) ?? scope;
          picking = false;
          show();
        }),
      );
      show();
    });
  } finally {
    store.dispose();
  }
}
