/**
 * The only error currency for data. A Problem is a value: it travels beside the data that could be
 * read, carries facts, and becomes a sentence only at the edge (`problemText.ts`).
 */
export interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** What a sentence about this problem needs; keys are the placeholders of its template. */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly at: ProblemPlace;
}

/** Where a Problem is. Every field that is known is set. */
export interface ProblemPlace {
  /** Path or URI of the file as the caller named it. */
  readonly file?: string;
  /** Member of an archive. */
  readonly member?: string;
  /** Zero-based record (line of a JSONL, sample of a log). */
  readonly record?: number;
  /** One-based line in the file. */
  readonly line?: number;
  /** RFC 6901 pointer inside the record, or a YAML path. */
  readonly field?: string;
  /** Range in the text of the file, UTF-16 units, half-open. Only for files held as text. */
  readonly range?: { readonly start: number; readonly end: number };
}

export function problem(
  code: string,
  facts: Problem['facts'] = {},
  at: ProblemPlace = {},
  severity: Problem['severity'] = 'error',
): Problem {
  return { code, severity, facts, at };
}
