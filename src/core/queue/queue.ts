/** Which transcripts are to be reviewed, by whom: `.plumbline/queue.yaml`, drawn by a seeded sample. */
export interface ReviewQueue {
  readonly seed: string;
  readonly drawn: string;
  /** What it was drawn from. */
  readonly frame: { readonly files: readonly string[]; readonly transcripts: number };
  readonly strata?: Strata;
  readonly reviewers: readonly string[];
  /** How many reviewers label each transcript of the overlap; all of them where it is absent. */
  readonly each?: number;
  readonly items: readonly QueueItem[];
}

export interface Strata {
  readonly by: 'file' | 'stage' | 'score';
  /** Name of the score, for `score`. */
  readonly score?: string;
  readonly allocation: 'proportional' | 'equal';
}

export interface QueueItem {
  /** Path from the folder that holds `.plumbline`, with `/`. */
  readonly file: string;
  readonly transcript: string;
  /** Probability with which it was drawn, above 0: rates are weighted by its inverse. */
  readonly p: number;
  readonly stratum?: string;
  /** Who labels it. */
  readonly reviewers: readonly string[];
}

/** A transcript that may be drawn. */
export interface FrameItem {
  readonly file: string;
  readonly transcript: string;
  readonly stratum?: string;
}

export const itemKey = ({ file, transcript }: { readonly file: string; readonly transcript: string }): string =>
  `${file}\n${transcript}`;
