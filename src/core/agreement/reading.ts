import type { Target } from '../tags/tag.ts';
import type { Json } from '../text/json.ts';

/** A side of a tag in a transcript, with the values that its tag had when the transcript was marked reviewed. */
export interface Mark {
  /** Id of the tag. */
  readonly tag: string;
  readonly kind: string;
  readonly role: string;
  readonly target: Omit<Target, 'role' | 'file' | 'transcript'>;
  readonly values: Readonly<Record<string, Json>>;
}

/** One reviewer's finished look at one transcript, under one codebook. */
export interface Reading {
  readonly reviewer: string;
  readonly blind: boolean;
  /** Kinds that were looked for; undefined: all of the codebook. */
  readonly kinds: readonly string[] | undefined;
  /** Messages that the transcript had. */
  readonly messages: number | undefined;
  readonly marks: readonly Mark[];
}

export interface ReadTranscript {
  readonly dataFile: string;
  readonly transcript: string;
  /** Of two reviewers or more, by name. */
  readonly readings: readonly Reading[];
}

/** What does not count, and why: to be told beside the figures. */
export interface LeftOut {
  readonly why:
    | 'made after review' // the tag was not there when its transcript was marked reviewed
    | 'open pair' // a side is still missing
    | 'other codebook' // the tag was made under another version than its transcript was reviewed under
    | 'unreadable' // an item with an error, or a file of a newer version
    | 'one reviewer' // a transcript that no second one marked reviewed under that codebook
    | 'not on the scale' // a value that the codebook does not list
    | 'conflict' // a merge left two values
    | 'several values' // the reviewer's tags in one place say different things
    | 'span without length'
    | 'text differs' // reviewers saw different texts in one place
    | 'length not known'; // the transcript was not at hand, and how many messages or characters it has is not written
  readonly reviewer?: string;
  readonly path?: string;
  readonly dataFile?: string;
  readonly transcript?: string;
  readonly tag?: string;
  readonly field?: string;
}

export interface Round {
  readonly codebook: string;
  readonly transcripts: readonly ReadTranscript[];
}
