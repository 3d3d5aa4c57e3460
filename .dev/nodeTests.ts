import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import type { SuiteResult } from './suite.ts';
import { root } from './tools.ts';

/** A file that takes longer hangs. Three times as long as any one wait (see test/support/editor/eventually.ts). */
const fileTimeout = 180_000;

// Every file has a process of its own; what one has compiled, the next need not.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache/compiled');

type Counts = Pick<SuiteResult, 'passed' | 'failed' | 'skipped'>;

export interface NodeTestsResult extends SuiteResult {
  /** The files with a failure, each with its own counts. */
  readonly failures: readonly (Counts & { readonly file: string })[];
}

/**
 * Runs the test files that match the globs (and, if given, whose path contains `filter`), each in its own
 * process. Lines of passing files are shown only when they tell of something skipped.
 */
export async function nodeTests(
  globs: readonly string[],
  filter: string,
  concurrency: number,
): Promise<NodeTestsResult> {
  const files = globs.flatMap((glob) => globSync(glob, { cwd: root })).filter((file) => file.includes(filter));
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0, report: '', failures: [] };
  const report: string[] = [];
  const printed = new Map<string, string>();
  const failedFiles = new Set<string>();
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const byFile = new Map<string, Counts>();

  for await (const event of run({ files: files.sort(), concurrency, cwd: root, timeout: fileTimeout })) {
    if (event.type === 'test:fail' && !isParentOfFailure(event.data.details.error)) {
      const file = event.data.file === undefined ? '' : relative(root, event.data.file);
      failedFiles.add(file);
      report.push(
        `  FAILED ${event.data.name} (${file}:${event.data.line ?? 1})\n${indent(describe(event.data.details.error))}`,
      );
    } else if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      const file = relative(root, event.data.file);
      printed.set(file, (printed.get(file) ?? '') + event.data.message);
    } else if (event.type === 'test:summary') {
      const { passed, failed, cancelled, skipped, todo } = event.data.counts;
      const summed = { passed, failed: failed + cancelled, skipped: skipped + todo };
      if (event.data.file === undefined) counts = summed;
      else byFile.set(relative(root, event.data.file), summed);
    }
  }
  for (const [file, text] of printed) {
    if (failedFiles.has(file)) report.push(`  printed by ${file}:\n${indent(text)}`);
    else report.push(...[...text.matchAll(/^.*\bskipped: .*$/gm)].map(([line]) => `  ${line}`));
  }
  const failures = [...failedFiles].map((file) => ({
    file,
    ...(byFile.get(file) ?? { passed: 0, failed: 1, skipped: 0 }),
  }));
  return { ...counts, report: report.map((line) => `${line}\n`).join(''), failures };
}

/**
 * As `nodeTests`, but a file that fails is run once more, by itself: a real editor on a busy machine may lose a
 * key. What failed first is still shown; what fails twice has failed.
 */
export async function patientTests(
  globs: readonly string[],
  filter: string,
  concurrency: number,
): Promise<SuiteResult> {
  const first = await nodeTests(globs, filter, concurrency);
  if (first.failures.length === 0) return first;
  const files = first.failures.map(({ file }) => file);
  const again = await nodeTests(files, '', 1);
  const sum = (key: keyof Counts): number =>
    first[key] - first.failures.reduce((total, failure) => total + failure[key], 0) + again[key];
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    report: `${first.report}  run again, alone: ${files.join(', ')}\n${again.report}`,
  };
}

/** A `describe` or a file fails because a test in it does: that test is reported, its parents are not. */
function isParentOfFailure(error: Error): boolean {
  return (error as { failureType?: string }).failureType === 'subtestsFailed';
}

function describe(error: Error): string {
  const cause = error.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '    ');
}
