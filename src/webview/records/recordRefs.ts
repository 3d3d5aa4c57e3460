import type { PredictionRecord } from '../../core/records/record.ts';
import type { PageContext } from '../pageContext.ts';

export function goToRef(page: PageContext, ref: string): void {
  page.port.send({ type: 'goToRef', ref });
}

/** Where the behaviour was seen: of the outcome as a whole, then of its samples, each once. */
export function behaviourRefs({ outcome }: PredictionRecord): readonly string[] {
  const samples = outcome.samples?.flatMap(({ transcriptRef }) => transcriptRef ?? []) ?? [];
  return [...new Set([...(outcome.transcriptRefs ?? []), ...samples])];
}

/** The keys of a record on show. False where the key means nothing here. */
export function goToSource(page: PageContext, side: 'prediction' | 'behaviour'): boolean {
  const { a } = page.store.state.panes;
  const record = a?.prediction?.record;
  if (record === undefined) return false;
  const ref = side === 'prediction' ? record.transcriptRef : behaviourRefs(record)[0];
  if (ref === undefined) page.say(`This record names no transcript of the ${side}.`);
  else goToRef(page, ref);
  return true;
}
