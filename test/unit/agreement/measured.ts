import assert from 'node:assert/strict';
import { type AgreementOptions, agreementReport } from '../../../src/core/agreement/agreementReport.ts';
import type { AgreementFile } from '../../../src/core/agreement/collectReadings.ts';
import type { MeasureName, MeasureReport } from '../../../src/core/agreement/measureReport.ts';
import type { Figure } from '../../../src/core/agreement/unitCoefficients.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { at, book } from './madeFiles.ts';

export const quick: AgreementOptions = { bootstrap: { resamples: 0 } };

export function report(files: readonly AgreementFile[], options: AgreementOptions = quick) {
  return agreementReport(files, book, options);
}

/** The measure of that name in the only round. */
export function measure(
  files: readonly AgreementFile[],
  name: MeasureName,
  options: AgreementOptions = quick,
): MeasureReport {
  const { rounds } = report(files, options);
  assert.equal(rounds.length, 1);
  const found = rounds[0]?.measures.find(
    ({ level, kind, field }) => level === name.level && kind === name.kind && field === name.field,
  );
  assert.ok(found, `no ${JSON.stringify(name)}`);
  return found;
}

export const plain = (figure: Figure | undefined) =>
  figure?.estimate.kind === 'value' ? figure.estimate.value : figure?.estimate.reason;

export const mistake = (place: string, fields: Tag['fields'] = {}, more: Partial<Tag> = {}): Partial<Tag> => ({
  targets: [at(place)],
  fields,
  ...more,
});

export const whys = (files: readonly AgreementFile[], options?: AgreementOptions) =>
  report(files, options)
    .leftOut.map(({ why, reviewer, field }) => [why, reviewer, field].filter((x) => x !== undefined).join(' '))
    .sort();

export const presenceIn = { level: 'transcript', kind: 'mistake' } as const;
export const category = (level: 'transcript' | 'message' | 'span') => ({ level, kind: 'mistake', field: 'category' });
