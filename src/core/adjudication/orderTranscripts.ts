import type { Adjudicated } from './adjudicate.ts';

/** A transcript on which there is, or was, something to adjudicate. */
export interface TranscriptToAdjudicate {
  readonly name: string;
  /** Sum over what is open or has changed since it was decided, of 0 to 1 each. */
  readonly disagreement: number;
  readonly clusters: number;
  readonly open: number;
  readonly stale: number;
}

/** What waits first, most disagreement first; of as much, in order of their names as numbers are read. */
export function orderTranscripts(clusters: readonly Adjudicated[]): readonly TranscriptToAdjudicate[] {
  const found = new Map<string, Adjudicated[]>();
  for (const cluster of clusters) {
    const known = found.get(cluster.home.transcript);
    if (known === undefined) found.set(cluster.home.transcript, [cluster]);
    else known.push(cluster);
  }
  const rows = [...found].map(([name, own]): TranscriptToAdjudicate => {
    const stale = own.filter((cluster) => cluster.stale !== undefined);
    const open = own.filter(({ state }) => state === 'open');
    return {
      name,
      disagreement: [...open, ...stale].reduce((sum, cluster) => sum + cluster.disagreement.value, 0),
      clusters: own.length,
      open: open.length,
      stale: stale.length,
    };
  });
  const waits = ({ open, stale }: TranscriptToAdjudicate): number => (open + stale > 0 ? 0 : 1);
  return rows.sort(
    (a, b) =>
      waits(a) - waits(b) ||
      b.disagreement - a.disagreement ||
      a.name.localeCompare(b.name, 'en', { numeric: true, sensitivity: 'variant' }),
  );
}
