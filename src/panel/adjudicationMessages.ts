import type { TranscriptToAdjudicate } from '../core/adjudication/orderTranscripts.ts';
import type { Reason } from '../core/adjudication/reason.ts';
import type { Staleness } from '../core/adjudication/staleness.ts';

/** What a panel that adjudicates is told beside its tags: a complete snapshot after every change. */
export interface DidAdjudicate {
  readonly type: 'didAdjudicate';
  /** Of the whole file, what waits first. */
  readonly transcripts: readonly TranscriptToAdjudicate[];
  /** Of the transcript in pane `a`, in reading order. Their tags are in `didChangeTags`. */
  readonly clusters: readonly ViewCluster[];
}

export interface ViewCluster {
  readonly id: string;
  readonly kind: string;
  readonly transcript: string;
  readonly state: 'open' | 'accepted' | 'merged' | 'rejected';
  /** 0 to 1. */
  readonly disagreement: number;
  /** Coded fields in which those who tagged differ. */
  readonly differing: readonly string[];
  /** Who marked the transcript as reviewed and has no tag here. */
  readonly absent: readonly string[];
  /** Ids of the reviewers' tags, by reviewer. */
  readonly tags: readonly string[];
  /** Id of the consensus' tag. */
  readonly decision?: string;
  readonly reason?: Reason;
  readonly stale?: Staleness;
}

/** Each one undoable step in the consensus file. */
export type AdjudicationIntent =
  /** `id`: of the consensus' tag, where it comes by this. */
  | { readonly type: 'acceptTag'; readonly cluster: string; readonly tag: string; readonly id: string }
  | { readonly type: 'mergeTags'; readonly cluster: string; readonly id: string }
  | { readonly type: 'rejectTags'; readonly cluster: string }
  | { readonly type: 'confirmDecision'; readonly cluster: string }
  | { readonly type: 'reopenCluster'; readonly cluster: string }
  | { readonly type: 'explainDifference'; readonly cluster: string; readonly reason: Reason }
  /** Merge every open cluster of the transcript on which all who tagged, and all who reviewed, agree. */
  | { readonly type: 'acceptAgreed'; readonly transcript: string }
  /** Write what the cluster teaches into the codebook. */
  | { readonly type: 'addExamples'; readonly cluster: string };
