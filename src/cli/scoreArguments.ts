import { parseArgs } from 'node:util';
import { type Dimension, dimensions } from '../core/records/dimensions.ts';
import type { RecordFilter } from '../core/records/recordFilter.ts';
import type { ScoreSettings } from '../core/records/scores/scoreSettings.ts';
import type { EqualWidth } from '../core/statistics/bins.ts';

/** What `plumbline score` and `plumbline gap` are told. */
export interface ScoreArguments {
  readonly files: readonly string[];
  readonly settings: ScoreSettings;
  readonly filter: RecordFilter;
  readonly json: boolean;
  /** Before and after an update as well. */
  readonly change: boolean;
  /** The file of mappings to be taken, and no other. */
  readonly mapping: string | undefined;
}

export const recordOptionsHelp = `  --by LIST        group by ${dimensions.join(', ')}: names with commas between, or none
  --where DIM=VALUE  only records with this value; more than once: any of these values
  --mapping FILE   read the files by the mappings in FILE, not by the nearest .plumbline/records.yaml
  --seed TEXT      of the intervals; the same seed gives the same intervals (plumbline)
  --resamples N    for an interval (1000; fewer are drawn from more than 10 000 records)
  --level SHARE    of the intervals (0.95)
  --json           one JSON object with every number, its n, interval, convention, and the filter of its records`;

/** A string other than `help` says what is wrong. */
export function parseScoreArguments(args: readonly string[], by: readonly Dimension[]): ScoreArguments | string {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: flag,
        change: flag,
        by: text,
        where: { type: 'string', multiple: true },
        mapping: text,
        seed: text,
        resamples: text,
        level: text,
        bins: text,
        'bin-rule': text,
        clip: text,
        elo: text,
        prior: text,
      },
    });
    if (values.help) return 'help';
    if (positionals.length === 0) return 'no file given';
    const filter = filterOf(values.where ?? []);
    const elo = values.elo;
    if (elo !== undefined && elo !== 'batch' && elo !== 'online') return `--elo is batch or online, not ${quoted(elo)}`;
    const numbers = {
      resamples: numberOf('--resamples', values.resamples, (n) => Number.isInteger(n) && n >= 2 && n <= 1e6),
      level: numberOf('--level', values.level, (n) => n > 0 && n < 1),
      clip: numberOf('--clip', values.clip, (n) => n > 0 && n < 0.5),
      prior: numberOf('--prior', values.prior, (n) => n >= 0 && n <= 1e6),
    };
    const known = Object.fromEntries(Object.entries(numbers).filter(([, number]) => number !== undefined));
    const settings: ScoreSettings = {
      by: values.by === undefined ? by : dimensionsOf(values.by),
      filter,
      bins: binsOf(values.bins, values['bin-rule']),
      ...(values.seed !== undefined && { seed: values.seed }),
      ...(elo !== undefined && { elo }),
      ...known,
    };
    return { files: positionals, settings, filter, json: values.json, change: values.change, mapping: values.mapping };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

const quoted = (text: string): string => JSON.stringify(text);

function dimensionsOf(list: string): Dimension[] {
  const names = list.split(',').map((name) => name.trim());
  if (names.length === 1 && (names[0] === '' || names[0] === 'none')) return [];
  return [...new Set(names.map(dimensionNamed))];
}

function dimensionNamed(name: string): Dimension {
  const found = dimensions.find((each) => each === name);
  if (found === undefined) throw new Error(`there is no dimension ${quoted(name)}, only ${dimensions.join(', ')}`);
  return found;
}

function filterOf(given: readonly string[]): RecordFilter {
  const where: Partial<Record<Dimension, string[]>> = {};
  for (const condition of given) {
    const [name = '', ...value] = condition.split('=');
    if (value.length === 0) throw new Error(`--where takes DIMENSION=VALUE, not ${quoted(condition)}`);
    const dimension = dimensionNamed(name.trim());
    where[dimension] = [...(where[dimension] ?? []), value.join('=')];
  }
  return given.length === 0 ? {} : { where };
}

function numberOf(name: string, text: string | undefined, fits: (number: number) => boolean): number | undefined {
  if (text === undefined) return undefined;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!fits(number)) throw new Error(`${name} cannot be ${quoted(text)}`);
  return number;
}

/** `torch` is what widespread torch code does: edges in 32 bits, 0 in no bin. */
const binWords: Readonly<Record<string, Omit<EqualWidth, 'bins'>>> = {
  right: { closed: 'right' },
  left: { closed: 'left' },
  float32: { edges: 'float32' },
  'zero-outside': { zero: 'outside' },
  torch: { edges: 'float32', closed: 'right', zero: 'outside' },
};

function binsOf(bins: string | undefined, rule: string | undefined): EqualWidth {
  const count = numberOf('--bins', bins, (n) => Number.isInteger(n) && n >= 1 && n <= 1000) ?? 10;
  const words = (rule ?? 'right').split(',').map((word) => {
    const found = binWords[word.trim()];
    if (found === undefined)
      throw new Error(`--bin-rule knows ${Object.keys(binWords).join(', ')}, not ${quoted(word)}`);
    return found;
  });
  return Object.assign({ bins: count }, ...words) as EqualWidth;
}
