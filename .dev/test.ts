// npm test                            every suite
// npm test -- unit                    one suite
// npm test -- integration jumping     the files of one suite whose path contains a word
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.ts';
import { nodeTests, patientTests } from './nodeTests.ts';
import { type SuiteResult, suiteOfOne } from './suite.ts';
import { codeServer } from './testbed/codeServer.ts';
import { stageExtension } from './testbed/stageExtension.ts';
import { biome, root, tsc } from './tools.ts';

const [only, filter = ''] = process.argv.slice(2);
let built: Promise<SuiteResult> | undefined;

async function tool(script: string, ...args: readonly string[]): Promise<SuiteResult> {
  const { code, output } = await command(process.execPath, [script, ...args], { cwd: root });
  return suiteOfOne(code, output);
}

/** Suites over what is shipped build it first, once; the build counts as a test of the first of them. */
async function overBuild(
  globs: readonly string[],
  concurrency: number,
  runTests: typeof patientTests = nodeTests,
): Promise<SuiteResult> {
  const first = built === undefined;
  built ??= tool('.dev/build.ts');
  const build = await built;
  if (build.failed > 0)
    return first ? build : { passed: 0, failed: 1, skipped: 0, report: '  not run: the build failed\n' };
  const tests = await runTests(globs, filter, concurrency);
  return { ...tests, passed: tests.passed + (first ? build.passed : 0) };
}

/** As `patientTests`, with the extension staged once for all files. */
async function inEditor(...args: Parameters<typeof patientTests>): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-staged-'));
  try {
    process.env.PLUMBLINE_STAGED = await stageExtension(folder);
    return await patientTests(...args);
  } finally {
    delete process.env.PLUMBLINE_STAGED;
    await rm(folder, { recursive: true, force: true });
  }
}

const suites: Readonly<Record<string, () => Promise<SuiteResult>>> = {
  types: () => tool(tsc, '-b'),
  lint: () => tool(biome, 'check', '--diagnostic-level=warn', '--error-on-warnings', '--colors=off'),
  unit: async () => {
    // The grammars are tested on top of the editor's own YAML grammar.
    await codeServer();
    return nodeTests(['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts', 'test/layers.test.ts'], filter, 2);
  },
  kill: () => nodeTests(['test/kill/**/*.test.ts'], filter, 1),
  packaging: () => overBuild(['test/packaging.test.ts'], 1),
  webview: () => overBuild(['test/webview/**/*.test.ts'], 2),
  start: () => tool('.dev/start.ts', '--check'),
  integration: () => overBuild(['test/integration/**/*.test.ts'], 2, inEditor),
};

if (only !== undefined && !(only in suites)) {
  process.stderr.write(`No suite "${only}". Suites: ${Object.keys(suites).join(', ')}\n`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
let skipped = 0;
for (const [name, runSuite] of Object.entries(suites)) {
  if (only !== undefined && only !== name) continue;
  const start = performance.now();
  const result = await runSuite();
  passed += result.passed;
  failed += result.failed;
  skipped += result.skipped;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${name.padEnd(12)} ${tally(result)}  (${seconds} s)\n${result.report}`);
}
process.stdout.write(`${tally({ passed, failed, skipped })}\n`);
// Nothing run is no success.
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function tally(counts: Pick<SuiteResult, 'passed' | 'failed' | 'skipped'>): string {
  return `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`;
}
