import { fork } from 'node:child_process';
import { join } from 'node:path';

/** The most that reading one damaged file may take, in milliseconds of the processor. */
export const longestCase = 1000;
/** A case that has not ended by then hangs: far above `longestCase`, for a machine that is busy. */
const hangs = 30_000;
/** Megabytes of JavaScript values that a reader may hold: inputs are of some hundred KB at most. */
const memory = 384;

export interface FuzzFailure {
  readonly index: number;
  readonly report: string;
}

/** Each case has a seed of its own, so that one can be run alone. */
export const caseSeed = (seed: number, index: number): number => (seed + index * 7919) % 0x7fffffff;

/** Damages inputs `count` times and reads each in a child process; what fails is told, and the rest goes on after it. */
export async function runFuzz(seed: number, count: number, from = 0): Promise<readonly FuzzFailure[]> {
  const failures: FuzzFailure[] = [];
  for (let next = from; next < from + count; ) {
    const failure = await runChild(seed, next, from + count);
    if (failure === undefined) break;
    failures.push(failure);
    next = failure.index + 1;
  }
  return failures;
}

function runChild(seed: number, from: number, to: number): Promise<FuzzFailure | undefined> {
  return new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, 'child.ts'), [seed, from, to].map(String), {
      execArgv: [`--max-old-space-size=${memory}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let index = from;
    let report = '';
    let hung = false;
    const kill = (): void => {
      hung = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(kill, hangs);
    child.on('message', (now) => {
      index = Number(now);
      clearTimeout(timer);
      timer = setTimeout(kill, hangs);
    });
    child.stderr?.on('data', (data: Buffer) => {
      report = (report + data.toString()).slice(-8000);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? undefined : { index, report: hung ? `it hangs\n${report}` : report });
    });
  });
}
