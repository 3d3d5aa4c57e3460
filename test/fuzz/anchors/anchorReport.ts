import type { AnchorFuzz, AnchorTally } from './runAnchorFuzz.ts';

/** A line per kind of edit: what became of the tags, and how many of those whose text still stands were found. */
export function anchorReport({ total, byKind }: AnchorFuzz): readonly string[] {
  return [...[...byKind].sort(([a], [b]) => (a < b ? -1 : 1)), ['all', total] as const].map(
    ([kind, tally]) => `${kind}: ${line(tally)}`,
  );
}

function line({ outcomes, standing, found, offered, twins, exactTwins }: AnchorTally): string {
  const share = (count: number) => (standing === 0 ? '-' : `${((100 * count) / standing).toFixed(1)} %`);
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const twin = twins === 0 ? '' : `; ${twins} at a word-for-word twin (${exactTwins} of them exact)`;
  return `${counts.join(', ')}; recall ${share(found)}, with candidates ${share(offered)}${twin}`;
}
