/** A half-open range `[start, end)`. The unit is said by whoever carries it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
