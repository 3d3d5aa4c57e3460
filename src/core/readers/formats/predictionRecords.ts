import { problem } from '../../problem.ts';
import { recordLayout } from '../../records/recordLayout.ts';
import { openRecordsFile, recordFormat } from '../../records/recordsFile.ts';
import type { Reader } from '../reader.ts';

/** Self-prediction records, our own format: JSON lines, a JSON list, YAML, CSV or TSV; as rows, Parquet. See docs/records.md. */
export const predictionRecords: Reader = {
  format: recordFormat,
  byLine: true,
  detect: (head) => recordLayout(head) !== undefined,
  open: async (source, ports, head, signal) => {
    const layout = recordLayout(head);
    if (layout === undefined) return problem('format.unknown', {}, { file: source.name });
    return openRecordsFile(source, { layout, head, growing: ports.growing === true }, signal);
  },
};
