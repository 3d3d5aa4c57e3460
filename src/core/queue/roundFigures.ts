import type { AgreementReport } from '../agreement/agreementReport.ts';
import type { AgreementFile } from '../agreement/collectReadings.ts';
import type { MeasureReport } from '../agreement/measureReport.ts';
import { saysSomething } from '../agreement/measureWords.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { TagFile } from '../tags/tagFile.ts';
import { itemKey, type QueueItem } from './queue.ts';
import type { MeasureFigures, RoundFigures } from './queueSchema.ts';

/** Files of tags with only those transcripts marked reviewed that are of these items. Paths are from the folder of `.plumbline`. */
export function filesOfItems(
  files: readonly AgreementFile[],
  items: readonly QueueItem[],
  reviewers: readonly string[],
): readonly AgreementFile[] {
  const wanted = new Set(items.map(itemKey));
  return files.flatMap(({ path, dataFile, file }) => {
    if (!reviewers.includes(file.reviewer ?? '')) return [];
    const reviewed = file.items.reviewed.filter(({ id }) => wanted.has(itemKey({ file: dataFile, transcript: id })));
    const narrowed: TagFile = { ...file, items: { ...file.items, reviewed } };
    return reviewed.length === 0 ? [] : [{ path, dataFile, file: narrowed }];
  });
}

/** What is kept of a report when a round is closed: what the panel leads with, of what was measured at all. */
export function figuresOf(report: AgreementReport, codebook: string): RoundFigures {
  const found = report.rounds.find((one) => one.codebook === codebook);
  return {
    codebook,
    transcripts: found?.transcripts ?? 0,
    measures: (found?.measures ?? []).filter((one) => one.units > 0 && saysSomething(one)).map(figuresOfMeasure),
  };
}

function figuresOfMeasure({ level, kind, field, units, coefficients, spans }: MeasureReport): MeasureFigures {
  const { percent, alpha } = coefficients;
  const interval = alpha?.interval?.kind === 'interval' ? alpha.interval : undefined;
  const f1 = spans?.overlap.estimate;
  return {
    level,
    ...(kind !== undefined && { kind }),
    ...(field !== undefined && { field }),
    units,
    ...(percent !== undefined && { percent: told(percent.estimate) }),
    ...(alpha !== undefined && { alpha: told(alpha.estimate) }),
    ...(interval !== undefined && { low: rounded(interval.low), high: rounded(interval.high) }),
    ...(f1 !== undefined && { f1: told(f1) }),
  };
}

function told(estimate: Estimate): number | string {
  return estimate.kind === 'value' ? rounded(estimate.value) : `undefined: ${estimate.reason}`;
}

/** To four digits: the file is read by people, and its tags give the rest. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
