import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

/**
 * Each folder is named after a grammar in `syntaxes/` and holds texts; beside each lies what the editor's own
 * tokenizer makes of it: every line, then its tokens with the scopes they have beside the root
 * (of YAML only ours: its own are the editor's).
 * `PLUMBLINE_UPDATE_GOLDEN=1` writes them anew.
 */
const here = import.meta.dirname;
const syntaxes = resolve(here, '../../../syntaxes');
const manifest = JSON.parse(readFileSync(resolve(syntaxes, '../package.json'), 'utf8'));
const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
await oniguruma.loadWASM(wasm);

const paths = new Map<string, string>(
  readdirSync(syntaxes).map((name) => {
    const path = join(syntaxes, name);
    return [JSON.parse(readFileSync(path, 'utf8')).scopeName, path];
  }),
);
/** The editor's own grammar of YAML, where the testbed has been installed. */
const [yaml] = globSync('.vscode-test/*/node_modules/code-server/lib/vscode/extensions/yaml/syntaxes', {
  cwd: resolve(syntaxes, '..'),
}).map((folder) => resolve(syntaxes, '..', folder));
const yamlPaths = new Map<string, string>(
  (yaml === undefined ? [] : globSync('*.json', { cwd: yaml })).map((name) => {
    const path = join(yaml ?? '', name);
    return [JSON.parse(readFileSync(path, 'utf8')).scopeName, path];
  }),
);

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  getInjections: (scope) => (scope === 'source.yaml' ? ['plumbline.tags.injection'] : undefined),
  loadGrammar: async (scope) => {
    const path = paths.get(scope) ?? yamlPaths.get(scope);
    return path === undefined ? null : textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
  },
});

test('every grammar is contributed', () => {
  const contributed = new Map(
    manifest.contributes.grammars.map((grammar: { scopeName: string; path: string }) => [
      grammar.scopeName,
      resolve(syntaxes, '..', grammar.path),
    ]),
  );
  assert.deepEqual(contributed, paths);
});

for (const [own, path] of paths) {
  const scope = own === 'plumbline.tags.injection' ? 'source.yaml' : own;
  const folder = join(here, path.slice(syntaxes.length + 1).replace('.tmLanguage.json', ''));
  for (const name of readdirSync(folder).filter((each) => !each.endsWith('.tokens'))) {
    const skip = scope === 'source.yaml' && yaml === undefined ? 'skipped: no testbed' : false;
    test(`${own}: ${name}`, { skip }, async () => {
      const grammar = await registry.loadGrammar(scope);
      assert.ok(grammar);
      const actual = tokensOf(grammar, readFileSync(join(folder, name), 'utf8'), scope);
      const expected = join(folder, `${name}.tokens`);
      if (process.env['PLUMBLINE_UPDATE_GOLDEN'] === '1') writeFileSync(expected, actual);
      assert.ok(existsSync(expected), `no ${name}.tokens`);
      assert.equal(actual, readFileSync(expected, 'utf8'));
    });
  }
}

function tokensOf(grammar: textmate.IGrammar, text: string, root: string): string {
  const lines: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.trimEnd().split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    lines.push(`>${line}`);
    for (const { startIndex, endIndex, scopes } of tokens) {
      const own = scopes
        .filter((each) => each !== root && (root !== 'source.yaml' || each.endsWith('.plumbline')))
        .join(' ');
      if (own !== '') lines.push(`  ${JSON.stringify(line.slice(startIndex, endIndex))} ${own}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
