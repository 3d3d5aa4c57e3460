import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';

const root = resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Every file the .vsix may hold, as a reviewer of the release would list them. */
const shipped = [
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^(README|CHANGELOG)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^dist\/(extension|extension\.web|cli)\.js$/,
  /^l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^media\/(icon\.png|panel\.(js|css)|(plots|report)\.js|codicon\.(css|ttf)|[\w-]+\.svg)$/,
  /^media\/schemas\/[\w-]+\.schema\.json$/,
  /^media\/walkthrough\/[\w-]+\.(md|png|svg)$/,
  /^syntaxes\/[\w.-]+\.json$/,
];

describe('the .vsix', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-vsix-'));
  const vsix = join(folder, 'plumbline.vsix');
  let packed: Buffer;
  let files: Readonly<Record<string, Uint8Array>>;
  before(() => {
    execFileSync(process.execPath, ['.dev/package.ts', vsix], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    packed = readFileSync(vsix);
    files = unzipSync(packed);
  });
  after(() => rmSync(folder, { recursive: true }));

  const inExtension = (): readonly string[] =>
    Object.keys(files).flatMap((name) => (name.startsWith('extension/') ? [name.slice('extension/'.length)] : []));

  it('holds only what runs', () => {
    assert.deepEqual(
      inExtension().filter((name) => !shipped.some((pattern) => pattern.test(name))),
      [],
    );
  });

  it('holds all that runs', () => {
    const names = new Set(inExtension().map((name) => name.toLowerCase()));
    const wanted = [
      manifest.main,
      manifest.browser,
      manifest.icon,
      'dist/cli.js',
      'media/panel.js',
      'media/plots.js',
      'media/report.js',
      'package.nls.json',
    ];
    assert.deepEqual(
      wanted.filter((name: string) => !names.has(name.replace('./', '').toLowerCase())),
      [],
    );
  });

  it('asks the web extension host for nothing but vscode', () => {
    const source = Buffer.from(files['extension/dist/extension.web.js'] ?? []).toString('utf8');
    const required = [...source.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map((match) => match[1]);
    assert.deepEqual([...new Set(required)], ['vscode']);
  });

  it('is under 2 MB', () => assert.ok(packed.length < 2_000_000, `${packed.length} bytes`));

  it('holds no source map and no path of the machine it was built on', () => {
    for (const [name, bytes] of Object.entries(files)) {
      const text = Buffer.from(bytes).toString('latin1');
      assert.ok(!text.includes(root), `${name} names ${root}`);
      assert.ok(!text.includes('sourceMappingURL=data:'), `${name} carries a source map`);
    }
  });
});

describe('package.json', () => {
  it('names only files that are there', () => {
    const paths = [...JSON.stringify(manifest.contributes).matchAll(/"(\.\/[^"*]+)"/g)].map((match) => match[1] ?? '');
    assert.deepEqual(
      [...paths, manifest.icon].filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('has a sentence for every %key%, and no key without a use', () => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1]));
    const known = new Set(Object.keys(JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'))));
    assert.deepEqual([...used].sort(), [...known].sort());
  });

  it('never activates without being asked', () => {
    assert.ok(!manifest.activationEvents.some((event: string) => event === '*' || event === 'onStartupFinished'));
  });

  it('binds no key without a when', () => {
    const bindings: readonly { key: string; when?: string }[] = manifest.contributes.keybindings ?? [];
    assert.deepEqual(
      bindings.filter((binding) => binding.when === undefined),
      [],
    );
  });
});
