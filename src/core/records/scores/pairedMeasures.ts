import type { RecordFilter } from '../recordFilter.ts';
import { meanMeasure } from './meanMeasure.ts';
import { narrow } from './narrow.ts';
import type { Breathe } from './resample.ts';
import type { Measure } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';

/** Records of which it is known who predicted whom. */
export interface SelfCrossRows {
  /** Whose behaviour, scenario, property, elicitation, checkpoint: what a self and a cross prediction must share to be compared. */
  readonly key: ArrayLike<number>;
  /** 1 for a self prediction, 0 for a cross prediction. */
  readonly self: ArrayLike<number>;
  /** The loss or gain of each: correct, squared error. */
  readonly value: ArrayLike<number>;
  readonly scenario: ArrayLike<number>;
}

/** Mean over what both predicted of (mean of self - mean of cross). Undefined where nothing was predicted by both. */
export async function selfMinusCross(
  what: { readonly id: string; readonly title: string; readonly convention: string },
  rows: SelfCrossRows,
  settings: SettledSettings,
  filter: RecordFilter,
  names: (scenario: number) => string,
  breathe: Breathe,
): Promise<Measure | undefined> {
  const sides = new Map<number, { scenario: number; sums: [number, number]; counts: [number, number] }>();
  for (let i = 0; i < rows.key.length; i++) {
    const key = rows.key[i]!;
    let side = sides.get(key);
    if (side === undefined) {
      side = { scenario: rows.scenario[i]!, sums: [0, 0], counts: [0, 0] };
      sides.set(key, side);
    }
    const at = rows.self[i] === 1 ? 1 : 0;
    side.sums[at] += rows.value[i]!;
    side.counts[at]++;
  }
  const paired = [...sides.values()].filter(({ counts }) => counts[0] > 0 && counts[1] > 0);
  if (paired.length === 0) return undefined;
  const values = Float64Array.from(paired, ({ sums, counts }) => sums[1] / counts[1] - sums[0] / counts[0]);
  const scenario = Uint32Array.from(paired, (pair) => pair.scenario);
  const scenarios = new Set(scenario);
  const facts = {
    convention: `${what.convention}; n pairs of the same behaviour, scenario, property, elicitation and checkpoint`,
    // A filter of very many names would be larger than what it filters.
    filter: scenarios.size <= 1000 ? narrow(filter, { scenarios: Array.from(scenarios, names) }) : filter,
  };
  return meanMeasure(what.id, what.title, { values, scenario }, facts, settings, breathe);
}

/** The best that any predictor can do: outcomes that differ from resample to resample cannot all be predicted. */
export function ceilingMeasure(
  { share, scenario }: { readonly share: ArrayLike<number>; readonly scenario: ArrayLike<number> },
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure> {
  const convention =
    'mean share of the commonest outcome over records with two outcomes or more: the accuracy of always saying it; biased upward where outcomes are few';
  return meanMeasure(
    'ceiling',
    'Self-consistency ceiling',
    { values: share, scenario },
    { convention, filter },
    settings,
    breathe,
  );
}
