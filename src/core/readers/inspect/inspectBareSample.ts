import { asArray, asObject, member } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';
import { inspectSample, sampleName } from './inspectSample.ts';

/** A sample taken out of its log: one EvalSample, as a file or a line. */
export const inspectBareSample: RecordFormat = {
  format: 'inspect',
  matches: (record) => {
    const sample = asObject(record);
    if (sample === undefined || !('id' in sample) || typeof sample['epoch'] !== 'number') return false;
    return asArray(sample['messages']) !== undefined || 'input' in sample;
  },
  nameOf: (record) => sampleName(member(record, 'id'), member(record, 'epoch')),
  read: (record) => inspectSample(record, undefined, {}),
};
