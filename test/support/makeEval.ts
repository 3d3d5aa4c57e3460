import type { JsonObject } from '../../src/core/text/json.ts';
import { type MadeMember, type MadeZip, makeZip } from './zipWriter.ts';

export interface MadeEval extends MadeZip {
  readonly method?: MadeMember['method'];
  readonly frames?: number;
  /** A run that has not finished: journal only. */
  readonly running?: boolean;
  readonly extra?: readonly MadeMember[];
}

/** An Inspect JSON log repacked as `.eval`. Samples keep the text that `samples` gives them. */
export function makeEval(log: JsonObject, samples: readonly JsonObject[], made: MadeEval = {}): Uint8Array {
  const packed = { ...(made.method && { method: made.method }), ...(made.frames && { frames: made.frames }) };
  const { samples: _samples, ...header } = log;
  const summaries = samples.map(
    ({ id, epoch, scores, input }) => ({ id, epoch, scores, input, message_count: 7 }) as unknown as JsonObject,
  );
  const member = (name: string, data: unknown): MadeMember => ({
    name,
    data: JSON.stringify(data, null, 1),
    ...packed,
  });
  return makeZip(
    [
      member('_journal/start.json', { version: header['version'], eval: header['eval'], plan: {} }),
      ...samples.map((sample) => member(`samples/${sample['id']}_epoch_${sample['epoch']}.json`, sample)),
      ...summaries.map((summary, i) => member(`_journal/summaries/${i + 1}.json`, [summary])),
      ...(made.running ? [] : [member('summaries.json', summaries), member('header.json', header)]),
      ...(made.extra ?? []),
    ],
    made,
  );
}
