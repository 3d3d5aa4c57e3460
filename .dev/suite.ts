/** What running one suite gave. `report` is what to show: failures in full, and little else. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly report: string;
}

/** A suite that is one command: passed when it ends with 0, else its output is the report. */
export function suiteOfOne(code: number, output: string): SuiteResult {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, report: code === 0 ? '' : output };
}
