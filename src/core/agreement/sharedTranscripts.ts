import type { Codebook } from '../codebook/codebook.ts';
import { type AgreementFile, collectReadings } from './collectReadings.ts';

/**
 * By data file, the transcripts whose length agreement asks for (`outlineOf`): those that two reviewers finished, where one marked a
 * span or did not write how many messages there were.
 */
export function sharedTranscripts(
  files: readonly AgreementFile[],
  codebooks: readonly Codebook[],
): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, Set<string>>();
  for (const { transcripts } of collectReadings(files, codebooks).rounds) {
    for (const { dataFile, transcript, readings } of transcripts) {
      const needed = readings.some(
        ({ messages, marks }) => messages === undefined || marks.some(({ target }) => target.start !== undefined),
      );
      if (!needed) continue;
      const names = asked.get(dataFile) ?? new Set<string>();
      asked.set(dataFile, names.add(transcript));
    }
  }
  return new Map([...asked].map(([dataFile, names]) => [dataFile, [...names]]));
}
