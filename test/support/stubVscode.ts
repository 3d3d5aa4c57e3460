import { registerHooks } from 'node:module';

/**
 * Lets modules of the extension be imported outside of VS Code, for what they do without it: texts stay as they are
 * written, and of the rest of the API there is only what a test hands to `fakeVscode`. Import it before them, and them
 * by `await import`.
 */
const stub = `
const faked = (name) => new Proxy(function () {}, {
  get: (_, key) => globalThis.fakedVscode?.[name]?.[key],
});
export const l10n = { t: (text, ...given) => text.replace(/\\{(\\d+)\\}/g, (_, at) => String(given[at])) };
export const [workspace, window, lm, commands, Uri, LanguageModelChatMessage] =
  ['workspace', 'window', 'lm', 'commands', 'Uri', 'LanguageModelChatMessage'].map(faked);
export const ViewColumn = { Active: -1, Beside: -2, One: 1 };
export const ProgressLocation = { Notification: 15 };
`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(stub)}`, shortCircuit: true }
      : next(specifier, context),
});

export function fakeVscode(api: Readonly<Record<string, object>>): void {
  Object.assign(globalThis, { fakedVscode: api });
}

fakeVscode({ workspace: { asRelativePath: ({ path }: { readonly path: string }) => path } });
