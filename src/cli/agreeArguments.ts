import { parseArgs } from 'node:util';
import type { UnitLevel } from '../core/agreement/units.ts';

/** What `plumbline agree` is told. */
export interface AgreeArguments {
  readonly paths: readonly string[];
  readonly levels: readonly UnitLevel[];
  /** Ids; empty for all. */
  readonly kinds: readonly string[];
  readonly codebooks: readonly string[];
  readonly seed?: string;
  readonly resamples?: number;
  readonly all: boolean;
  readonly disagreements: boolean;
  readonly json: boolean;
}

const levels: readonly UnitLevel[] = ['transcript', 'message', 'span'];

export const agreeHelp = `usage: plumbline agree [PATH...] [options]

How far reviewers agree, from their tag files: percent agreement, Krippendorff's alpha and F1 of spans, by kind and by
field, with bootstrap intervals over transcripts. A PATH is a folder (with all below it; the current one unless given),
a data file, or a tag file. Only transcripts that two reviewers marked reviewed count, with the values of that moment;
never consensus or suggestions. docs/agreement.md says what each number means.

  --level LIST      of ${levels.join(', ')}: names with commas between; all unless given
  --kind ID         only this kind of tag; more than once: these
  --all             every coefficient, and every pair of reviewers
  --disagreements   where they differ: place, who said what
  --codebook FILE   a codebook besides the nearest .plumbline/codebook.yaml, such as an earlier version; more than once
  --seed TEXT       of the intervals; the same seed gives the same intervals (agreement)
  --resamples N     for an interval (1000); 0 for none
  --json            one JSON object with every number

Exit status: 0 clean, 1 problems in the data or nothing to compare, 2 failure.
`;

/** A string other than `help` says what is wrong. */
export function parseAgreeArguments(args: readonly string[]): AgreeArguments | string {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        level: list,
        kind: list,
        codebook: list,
        seed: text,
        resamples: text,
        all: flag,
        disagreements: flag,
        json: flag,
      },
    });
    if (values.help) return 'help';
    const { resamples } = values;
    if (resamples !== undefined && !(/^\d+$/.test(resamples) && Number(resamples) <= 1e6))
      return `--resamples cannot be ${JSON.stringify(resamples)}`;
    return {
      paths: positionals.length === 0 ? ['.'] : positionals,
      levels: values.level === undefined ? levels : values.level.flatMap((names) => names.split(',')).map(levelNamed),
      kinds: values.kind ?? [],
      codebooks: values.codebook ?? [],
      ...(values.seed !== undefined && { seed: values.seed }),
      ...(resamples !== undefined && { resamples: Number(resamples) }),
      all: values.all,
      disagreements: values.disagreements,
      json: values.json,
    };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function levelNamed(name: string): UnitLevel {
  const found = levels.find((level) => level === name.trim());
  if (found === undefined) throw new Error(`there is no level ${JSON.stringify(name)}, only ${levels.join(', ')}`);
  return found;
}
