import type { DidAdjudicate, ViewCluster } from '../../panel/adjudicationMessages.ts';
import type { PageState } from '../state.ts';

/** Of a panel that adjudicates. */
export interface AdjudicationState {
  readonly transcripts: DidAdjudicate['transcripts'];
  readonly clusters: readonly ViewCluster[];
  /** Id of the cluster that is looked at, and where it stood: what comes there when it goes. */
  readonly cluster?: string;
  readonly at: number;
  /** What the next digit answers. */
  readonly asks?: 'which' | 'why';
  /** Row of the list of transcripts that the keyboard is on. */
  readonly row: number;
  /** Transcript whose first cluster is to be shown as soon as it has come. */
  readonly begin?: string;
  /** Cluster whose merged tag is to be edited as soon as it has come. */
  readonly edit?: string;
}

export const initialAdjudication: AdjudicationState = { transcripts: [], clusters: [], at: 0, row: 0 };

/** The state after a snapshot: the cluster that was looked at stays, else what now stands where it stood. */
export function reduceAdjudication(state: AdjudicationState, message: DidAdjudicate): AdjudicationState {
  const { transcripts, clusters } = message;
  const sameTranscript = state.clusters[0]?.transcript === clusters[0]?.transcript;
  const { cluster: before, ...rest } = state;
  const found = clusters.findIndex(({ id }) => id === before);
  const held = found < 0 ? clusters.findIndex(({ tags }) => before !== undefined && tags.includes(before)) : found;
  const at = held >= 0 ? held : sameTranscript ? Math.min(state.at, clusters.length - 1) : firstWaiting(clusters);
  const cluster = before === undefined && sameTranscript ? undefined : clusters[at]?.id;
  return {
    ...rest,
    transcripts,
    clusters,
    at: Math.max(0, at),
    ...(!sameTranscript && cluster !== undefined && { begin: clusters[at]?.transcript as string }),
    row: Math.max(0, Math.min(state.row, transcripts.length - 1)),
    ...(cluster !== undefined && { cluster }),
  };
}

/** The first that is open or has changed since, else the first. */
export function firstWaiting(clusters: readonly ViewCluster[]): number {
  return Math.max(0, clusters.findIndex(waits));
}

export const waits = ({ state, stale }: ViewCluster): boolean => state === 'open' || stale !== undefined;

export function currentCluster({ adjudication }: PageState): ViewCluster | undefined {
  return adjudication?.clusters.find(({ id }) => id === adjudication.cluster);
}
