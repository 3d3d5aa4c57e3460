import type { Json } from '../text/json.ts';
import type { PartSelector } from '../transcripts/locator.ts';

/**
 * What reviewers keep: the items of `<data>.<reviewer>.tags.yaml`, as read. Unknown keys survive in
 * the text, not here. Offsets are code points of the part's canonical text, half-open.
 */
export interface Tag {
  /** ULID, made where the tag is made. */
  readonly id: string;
  readonly kind: string;
  /** `<codebook id>@<version>` the tag was made under. */
  readonly codebook?: string;
  /** A pair that lacks one side is `open`, and valid. */
  readonly status: 'open' | 'complete';
  readonly targets: readonly Target[];
  /** Field id to value. An unset field is absent. */
  readonly fields: Readonly<Record<string, Json>>;
  /** The reviewer's own, 0 to 1. */
  readonly confidence?: number;
  readonly note?: string;
  readonly created?: string;
  readonly updated?: string;
  readonly first?: Readonly<Record<string, Json>>;
  readonly suggestedBy?: string;
  readonly from?: readonly string[];
  readonly reason?: string;
  /** Of a consensus: what each tag that was weighed said then, as a fingerprint by id. */
  readonly seen?: Readonly<Record<string, string>>;
  /** Fields on which a merge found two values: field to the other side's value. */
  readonly conflict?: Readonly<Record<string, Json>>;
  /** Paths of what stands although the codebook does not have it: `kind`, `fields.relation`, `targets.0.role`. */
  readonly keep?: readonly string[];
}

export interface Target {
  readonly role: string;
  /** Only when another data file: path relative to the tag file, with `/`. */
  readonly file?: string;
  readonly transcript: string;
  readonly message?: string;
  readonly part?: PartSelector;
  readonly start?: number;
  readonly end?: number;
  readonly quote?: string;
  /** Up to 32 code points before and after. */
  readonly prefix?: string;
  readonly suffix?: string;
  /**
   * SHA-256 of the part's canonical text (of the argument's text where `part` names one); of the
   * message, or of the first `messages` messages, where the target stops there.
   */
  readonly textSha256?: string;
  /** For a whole transcript: how many messages it had. */
  readonly messages?: number;
  /** Of a self-prediction record the same as `transcript` and `message`, which are not written then. */
  readonly record?: string;
  readonly field?: string;
}

/** A side added from this file to a pair kept in another of the same reviewer's files. */
export interface Link {
  readonly id: string;
  readonly to: string;
  readonly role: string;
  readonly target: Omit<Target, 'role'>;
}

export interface Reply {
  readonly id: string;
  readonly to: string;
  readonly stance: 'agree' | 'disagree' | 'clarify' | 'model';
  readonly text: string;
  readonly created?: string;
  /** Of a rejection by adjudication: why reviewers differed, and what the tag said then, as a fingerprint. */
  readonly reason?: string;
  readonly seen?: string;
}

export interface Reviewed {
  readonly transcript: string;
  readonly at: string;
  readonly codebook?: string;
  readonly blind?: boolean;
  readonly kinds?: readonly string[];
  /** Message count and hash of that prefix, so that a growing log keeps its tick. */
  readonly messages?: number;
  readonly textSha256?: string;
}
