import type { Codebook } from '../codebook/codebook.ts';
import type { AgreementOptions, AgreementReport } from './agreementReport.ts';
import { agreementSteps } from './agreementSteps.ts';
import type { AgreementFile } from './collectReadings.ts';

export interface AgreementSlices {
  /** Lets other work run between two slices. */
  readonly pause: () => Promise<void>;
  /** The share that is made, from 0 to 1. */
  readonly tell?: (done: number) => void;
}

/** Time one slice may take before the next measure, in milliseconds. A measure is not cut: of forty reviewers one takes longer. */
const sliceTime = 20;

/** The same as `agreementReport`, in slices. */
export async function agreementInSlices(
  files: readonly AgreementFile[],
  codebook: Codebook,
  options: AgreementOptions,
  { pause, tell }: AgreementSlices,
  signal?: AbortSignal,
): Promise<AgreementReport> {
  const steps = agreementSteps(files, codebook, options);
  let until = performance.now() + sliceTime;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    tell?.(step.value);
    await pause();
    signal?.throwIfAborted();
    until = performance.now() + sliceTime;
  }
}
