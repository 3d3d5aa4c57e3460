import { registerHooks } from 'node:module';

/**
 * Lets modules of the extension be imported outside of VS Code, for what they do without it: texts stay as they are
 * written, and nothing else of the API is there. Import it before them, and them by `await import`.
 */
const stub = `export const l10n = { t: (text, ...given) => text.replace(/\\{(\\d+)\\}/g, (_, at) => String(given[at])) };
export const workspace = { asRelativePath: ({ path }) => path };`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(stub)}`, shortCircuit: true }
      : next(specifier, context),
});
