/** What a row is held against. A budget without a number is a figure to watch, not to keep. */
export interface Budget {
  /** As printed: `≤ 1.5×`. */
  readonly text: string;
  met(milliseconds: number, floor: number): boolean;
}

export interface Bench {
  readonly job: string;
  readonly size: string;
  /** What the least anybody has to do for this is. */
  readonly floor: string;
  readonly budget?: Budget;
  readonly repetitions?: number;
  /** Milliseconds, when the work times itself; else it is timed from outside. */
  run(): Promise<number | void> | number | void;
  runFloor(): Promise<number | void> | number | void;
  /** The count behind the time, asked once all is done: bytes read, items parsed, nodes made. */
  count?(): string;
}

/** At most this many times the floor. */
export function times(ratio: number): Budget {
  return { text: `≤ ${ratio}×`, met: (milliseconds, floor) => milliseconds <= floor * ratio };
}

/** At most this long, whatever the floor. */
export function within(limit: number): Budget {
  return { text: `≤ ${limit} ms`, met: (milliseconds) => milliseconds <= limit };
}

/** Runs work and floor in turn, so that a busy moment of the machine meets both; one turn of each before counts for nothing. */
export async function bench(work: Bench): Promise<string> {
  const own: number[] = [];
  const floor: number[] = [];
  const repetitions = work.repetitions ?? 9;
  for (let turn = -1; turn < repetitions; turn++) {
    const floorTime = await timed(() => work.runFloor());
    const time = await timed(() => work.run());
    if (turn < 0) continue;
    floor.push(floorTime);
    own.push(time);
  }
  return row(work, own, floor);
}

/** A row of times that were taken elsewhere. */
export function row(work: Omit<Bench, 'run' | 'runFloor'>, own: readonly number[], floor: readonly number[]): string {
  const [time, least] = [median(own), median(floor)];
  const { budget } = work;
  const verdict = budget === undefined ? '' : `${budget.text} ${budget.met(time, least) ? 'kept' : '**missed**'}`;
  const range = `${figure(Math.min(...own))}..${figure(Math.max(...own))}, n=${own.length}`;
  const ratio = least > 0 ? `${figure(time / least)}×` : '';
  const cells = [
    work.job,
    work.size,
    `${figure(time)} (${range})`,
    least > 0 ? `${figure(least)} ${work.floor}` : work.floor,
    ratio,
    verdict,
    work.count?.() ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

export function printHead(title: string): void {
  process.stdout.write(
    `\n## ${title}\n\n| job | size | ms: median (min..max) | floor, ms | ratio | budget | count |\n|---|---|---|---|--:|---|---|\n`,
  );
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function timed(run: () => Promise<number | void> | number | void): Promise<number> {
  const start = performance.now();
  const own = await run();
  return own ?? performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function figure(value: number): string {
  return value >= 100
    ? value.toFixed(0)
    : value >= 10
      ? value.toFixed(1)
      : value >= 1
        ? value.toFixed(2)
        : value.toFixed(3);
}
