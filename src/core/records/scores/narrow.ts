import { dimensions } from '../dimensions.ts';
import type { RecordFilter } from '../recordFilter.ts';

/** The filter of the records that two filters let through; of two bins of forecasts the second one counts. */
export function narrow(filter: RecordFilter, by: RecordFilter): RecordFilter {
  const prediction = common(filter.prediction, by.prediction);
  const outcome = common(filter.outcome, by.outcome);
  const scenarios = common(filter.scenarios, by.scenarios);
  const has = [...new Set([...(filter.has ?? []), ...(by.has ?? [])])];
  const where = Object.fromEntries(
    dimensions.flatMap((dimension) => {
      const values = common(filter.where?.[dimension], by.where?.[dimension]);
      return values === undefined ? [] : [[dimension, values]];
    }),
  );
  return {
    ...filter,
    ...by,
    ...(Object.keys(where).length > 0 && { where }),
    ...(prediction && { prediction }),
    ...(outcome && { outcome }),
    ...(scenarios && { scenarios }),
    ...(has.length > 0 && { has }),
  };
}

function common<T>(left: readonly T[] | undefined, right: readonly T[] | undefined): readonly T[] | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  const known = new Set(left);
  return right.filter((each) => known.has(each));
}
