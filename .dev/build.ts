// Bundles the extension, its browser twin, the command line and the page of the panel.
//   npm run build             as shipped (readable names, no source maps)
//   npm run watch             with source maps, again on every change
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { values } = parseArgs({ options: { watch: { type: 'boolean', default: false } } });

const shared: esbuild.BuildOptions = {
  bundle: true,
  minifyWhitespace: !values.watch,
  minifySyntax: !values.watch,
  sourcemap: values.watch,
  legalComments: 'eof',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** `vscode` is given by the editor. CommonJS throughout: the web extension host loads nothing else, and `node dist/cli.js` runs anywhere. */
const bundles: readonly esbuild.BuildOptions[] = [
  {
    ...shared,
    entryPoints: ['src/host/extension.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: ['src/host/extension.web.ts'],
    outfile: 'dist/extension.web.js',
    platform: 'browser',
    format: 'cjs',
    target: 'es2023',
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  },
  {
    ...shared,
    entryPoints: ['src/webview/main.ts'],
    outfile: 'media/panel.js',
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
  },
  // Fetched by the panel when the first plot is wanted.
  {
    ...shared,
    entryPoints: ['src/webview/plots/main.ts'],
    outfile: 'media/plots.js',
    platform: 'browser',
    format: 'esm',
    target: 'es2023',
  },
  {
    ...shared,
    entryPoints: ['src/webview/reports/main.ts'],
    outfile: 'media/report.js',
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
  },
  { ...shared, entryPoints: ['src/webview/styles/panel.css'], outfile: 'media/panel.css' },
];

if (values.watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  const results = await Promise.allSettled(bundles.map((bundle) => esbuild.build(bundle)));
  if (results.some((result) => result.status === 'rejected')) process.exitCode = 1;
}
