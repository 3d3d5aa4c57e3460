import { type Codebook, kindOf } from '../codebook/codebook.ts';
import type { Reply, Tag } from '../tags/tag.ts';
import type { Cluster } from './clusterTags.ts';
import { type Disagreement, disagreementOf } from './disagreement.ts';
import { isReason, type Reason } from './reason.ts';
import { fingerprint, type ReviewerTag } from './reviewerTag.ts';
import { isStale, type Staleness, staleness } from './staleness.ts';

/** What the consensus file says of the data file it lies beside. */
export interface Consensus {
  readonly tags: readonly Tag[];
  /** A rejection is a reply `disagree` to each of the tags rejected. */
  readonly replies: readonly Reply[];
}

/** A cluster, and what was decided on it. */
export interface Adjudicated extends Cluster {
  readonly state: 'open' | 'accepted' | 'merged' | 'rejected';
  readonly disagreement: Disagreement;
  readonly reason?: Reason;
  /** The tags of the consensus that stand for it; several where clusters have since become one. */
  readonly decisions: readonly Tag[];
  readonly rejections: readonly Reply[];
  /** What changed since: the decision was made on something else. */
  readonly stale?: Staleness;
}

export interface AdjudicationScene {
  /** Those at home in the data file whose consensus it is; of people's tags: no suggestions, no consensus. */
  readonly clusters: readonly Cluster[];
  readonly consensus: Consensus;
  readonly codebook: Codebook;
  /** Who marked a transcript of the file as reviewed. */
  reviewersOf(transcript: string): readonly string[];
}

/** The clusters with what was decided on each, and the tags of the consensus whose sources are all gone. */
export function adjudicate(scene: AdjudicationScene): {
  readonly clusters: readonly Adjudicated[];
  readonly orphans: readonly Tag[];
} {
  const { consensus, codebook } = scene;
  const decided = indexOf(consensus.tags, decidedOn);
  const refused = indexOf(
    consensus.replies.filter(({ stance }) => stance === 'disagree'),
    ({ to }) => [to],
  );
  const used = new Set<Tag>();
  const adjudicated = scene.clusters.map((cluster): Adjudicated => {
    const ids = cluster.members.map(({ tag }) => tag.id);
    const decisions = [...new Set(ids.flatMap((id) => decided.get(id) ?? []))];
    const rejections = [...new Set(ids.flatMap((id) => refused.get(id) ?? []))];
    for (const tag of decisions) used.add(tag);
    const found = staleness(cluster.members, decisions, decisions.length === 0 ? rejections : []);
    const reason = decisions[0]?.reason ?? rejections.find((reply) => reply.reason !== undefined)?.reason;
    const reviewers = scene.reviewersOf(cluster.home.transcript);
    return {
      ...cluster,
      state: stateOf(decisions, rejections),
      disagreement: disagreementOf(cluster.members, reviewers, kindOf(codebook, cluster.kind)),
      ...(isReason(reason) && { reason }),
      decisions,
      rejections,
      ...(isStale(found) && { stale: found }),
    };
  });
  const orphans = consensus.tags.filter((tag) => tag.from !== undefined && !used.has(tag));
  return { clusters: adjudicated, orphans };
}

/** What a decision records of the tags that lay on the table. */
export function seenOf(members: readonly ReviewerTag[]): Readonly<Record<string, string>> {
  return Object.fromEntries(members.map((member) => [member.tag.id, fingerprint(member)]));
}

/** All tags that a tag of the consensus decides on: those it is made from, and those it was chosen over. */
export function decidedOn({ from = [], seen = {} }: Tag): readonly string[] {
  return [...new Set([...from, ...Object.keys(seen)])];
}

function stateOf(decisions: readonly Tag[], rejections: readonly Reply[]): Adjudicated['state'] {
  const [decision] = decisions;
  if (decision !== undefined) return (decision.from?.length ?? 0) > 1 ? 'merged' : 'accepted';
  return rejections.length > 0 ? 'rejected' : 'open';
}

function indexOf<T>(items: readonly T[], keys: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keys(item)) {
      const known = found.get(key);
      if (known === undefined) found.set(key, [item]);
      else known.push(item);
    }
  }
  return found;
}
