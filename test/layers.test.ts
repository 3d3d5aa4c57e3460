import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';

// The walls of docs/adr/0001 that the compiler does not hold by itself.

const root = resolve(import.meta.dirname, '..');
const layers = ['core', 'panel', 'webview', 'node', 'host', 'cli'] as const;
type Layer = (typeof layers)[number];

interface Rule {
  readonly layers: readonly Layer[];
  /** Names of packages, or `node:` for all of Node. */
  readonly packages: readonly string[];
}

const purePackages = [
  'yaml',
  'zod',
  'ulid',
  'fflate',
  'fzstd',
  'approx-string-match',
  '@noble/hashes',
  're2js',
  'hyparquet',
  'hyparquet-compressors',
];
const markupPackages = ['@lezer/common', '@lezer/json', '@lezer/markdown'];

const rules: Readonly<Record<Layer, Rule>> = {
  core: { layers: ['core'], packages: [...purePackages, ...markupPackages] },
  panel: { layers: ['core', 'panel'], packages: ['zod', 'ulid'] },
  webview: {
    layers: ['core', 'panel', 'webview'],
    packages: [...markupPackages, 'ulid', 'lit-html', '@vscode/webview-ui-toolkit', '@observablehq/plot'],
  },
  node: { layers: ['core', 'node'], packages: ['node:'] },
  host: { layers: ['core', 'panel', 'node', 'host'], packages: ['vscode', 'ulid'] },
  cli: { layers: ['core', 'node', 'cli'], packages: ['node:'] },
};

/** What only one file may name, so that it can be replaced by touching that file. */
const seams: readonly (readonly [string, RegExp])[] = [
  ['src/webview/html.ts', /from '(lit-html)(\/[^']*)?'/],
  ['src/webview/controls.ts', /@vscode\/webview-ui-toolkit|<\/?vscode-/],
  ['src/webview/plots/drawPlot.ts', /@observablehq\/plot/],
  ['src/webview/acquireApi.ts', /\bacquireVsCodeApi\b/],
];

const files = globSync('src/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.d.ts'))
  .sort();
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** Specifiers of static, dynamic and re-exporting imports. */
function importsOf(source: string): readonly string[] {
  return [
    ...source.matchAll(
      /^\s*(?:import\s*|(?:import|export)\b[^;'"=()]*?\bfrom\s*)['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? '');
}

function layerOf(file: string): Layer | undefined {
  return layers.find((layer) => file.startsWith(`src/${layer}/`));
}

/** The only file of the host that may reach Node, through the ports of `src/node`. */
function isNodeEntry(file: string): boolean {
  return file === 'src/host/extension.ts';
}

/** Why this import breaks the walls, or undefined. */
function refusal(file: string, specifier: string): string | undefined {
  const layer = layerOf(file);
  if (layer === undefined) return 'lies in no layer';
  const rule = rules[layer];
  if (specifier.startsWith('.')) {
    const target = layerOf(join(dirname(file), specifier).replaceAll('\\', '/'));
    if (target === undefined || !rule.layers.includes(target)) return `${layer} may not import ${target ?? specifier}`;
    if (!specifier.endsWith('.ts')) return 'imports carry the .ts extension';
    if (layer === 'host' && target === 'node' && !isNodeEntry(file)) return 'only extension.ts may import node';
    return undefined;
  }
  const allowed = rule.packages.some(
    (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
  );
  return allowed ? undefined : `${layer} may not import ${specifier}`;
}

describe('layers', () => {
  it('hold their import rules', () => {
    const broken = [...sources].flatMap(([file, source]) =>
      importsOf(source).flatMap((specifier) => {
        const why = refusal(file, specifier);
        return why === undefined ? [] : [`${file}: ${specifier}: ${why}`];
      }),
    );
    assert.deepEqual(broken, []);
  });

  for (const [seam, pattern] of seams) {
    it(`keep ${pattern.source} to ${seam}`, () => {
      const users = [...sources]
        .filter(([file, source]) => file !== seam && pattern.test(source))
        .map(([file]) => file);
      assert.deepEqual(users, []);
    });
  }

  it('have no file above 400 lines', () => {
    const tests = globSync('{test,.dev}/**/*.{ts,mjs}', { cwd: root }).map(
      (file) => [file, readFileSync(join(root, file), 'utf8')] as const,
    );
    const long = [...sources, ...tests]
      .filter(([, source]) => source.split('\n').length - 1 > 400)
      .map(([file]) => file);
    assert.deepEqual(long, []);
  });

  it('have a short extension.ts', () => {
    for (const file of ['src/host/extension.ts', 'src/host/extension.web.ts']) {
      const source = sources.get(file);
      assert.ok(source !== undefined, `${file} is missing`);
      assert.ok(source.split('\n').length - 1 <= 40, `${file} has more than 40 lines`);
    }
  });

  it('export by name, and no barrels', () => {
    const barrels = [...sources].filter(([, source]) => /^export (\*|default)/m.test(source)).map(([file]) => file);
    assert.deepEqual(barrels, []);
  });
});

describe('the rules themselves', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['src/core/a.ts', 'vscode'],
    ['src/core/a.ts', 'node:fs'],
    ['src/core/a/b.ts', '../../panel/messages.ts'],
    ['src/core/a.ts', './b'],
    ['src/panel/a.ts', 'lit-html'],
    ['src/webview/a.ts', '../host/b.ts'],
    ['src/host/a.ts', 'node:path'],
    ['src/host/a.ts', '../node/b.ts'],
    ['src/cli/a.ts', 'vscode'],
    ['src/a.ts', './core/b.ts'],
  ];
  for (const [file, specifier] of refused) {
    it(`refuse ${specifier} in ${file}`, () => assert.notEqual(refusal(file, specifier), undefined));
  }

  it('see every form of import', () => {
    const source = `import 'a';\nimport b from 'b';\nimport type {\n  C,\n} from 'c';\nexport { d } from 'd';\nconst e = import('e');`;
    assert.deepEqual(importsOf(source), ['a', 'b', 'c', 'd', 'e']);
  });
});
