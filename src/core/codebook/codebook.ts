/** What reviewers code with: the kinds of tag, their roles and fields. `default@1` is built in. */
export interface Codebook {
  readonly id: string;
  readonly version: number;
  readonly kinds: readonly Kind[];
}

export interface Kind {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  /** How to decide, in the codebook's own words; shown beside the form. */
  readonly guideline?: string;
  readonly examples?: Examples;
  /** A theme colour id contributed by the extension, e.g. `plumbline.kind.mistake`, or `#rrggbb`. */
  readonly color: string;
  /** Shape of the underline, so that colour is never the only cue. */
  readonly underline: 'solid' | 'double' | 'dotted' | 'dashed' | 'wavy';
  /** Single key that tags the selection with this kind; empty for none. */
  readonly key: string;
  readonly roles: readonly KindRole[];
  readonly fields: readonly Field[];
}

export interface KindRole {
  readonly id: string;
  readonly title: string;
  readonly min: number;
  /** Absent: any number. */
  readonly max?: number;
  readonly levels?: readonly ('transcript' | 'message' | 'span' | 'record')[];
}

export interface Field {
  readonly id: string;
  readonly title: string;
  readonly type: 'choice' | 'choices' | 'scale' | 'number' | 'boolean' | 'text';
  readonly guideline?: string;
  readonly options?: readonly FieldOption[];
  readonly required?: boolean;
}

export interface FieldOption {
  /** String for choices, number for a scale. */
  readonly id: string | number;
  readonly title?: string;
  readonly definition: string;
  /** Digit that sets this option; absent where all are taken. */
  readonly key?: string;
  readonly examples?: Examples;
}

/** Texts that are to be coded so, and texts that only look like it. */
export interface Examples {
  readonly positive?: readonly string[];
  readonly negative?: readonly string[];
}

export function kindOf(codebook: Codebook, id: string): Kind | undefined {
  return codebook.kinds.find((kind) => kind.id === id);
}
