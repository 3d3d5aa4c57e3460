import type { Span } from '../text/span.ts';

/**
 * The one address of a place in a data file, e.g. `run1.eval#s=s-17%2F1&m=msg_42&p=0&c=118-164`.
 *
 * `s` transcript name, `m` message id (or `#<index>`), `p` part index or `<call id>:<JSON pointer>`
 * of a tool argument, `c` code points, half-open. Each is optional but needs the one before it.
 * Used in tags, rows, CLI output and deep links; values are percent-encoded.
 */
export interface Locator {
  readonly file: string;
  readonly transcript?: string;
  readonly message?: string;
  readonly part?: PartSelector;
  readonly span?: Span;
}

/** A part by index, or one argument of a tool call by JSON pointer into its arguments. */
export type PartSelector = number | { readonly call: string; readonly argument: string };
