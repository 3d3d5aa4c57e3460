import type { Estimate } from '../../core/statistics/estimate.ts';
import type { Interval } from '../../core/statistics/interval.ts';

/** Three decimals, fewer for large numbers; a true minus sign, so that columns line up. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 1 : size >= 10 ? 2 : 3;
  return (Number.isInteger(value) && size >= 1000 ? value.toLocaleString() : value.toFixed(digits)).replace('-', '−');
}

/** As many decimals as it has, three at most: for what was given, as 0.95. */
export function givenText(value: number): string {
  return String(Number(value.toFixed(3))).replace('-', '−');
}

export function countText(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString() : givenText(value);
}

export function estimateText(estimate: Estimate): string {
  return estimate.kind === 'value' ? numberText(estimate.value) : `undefined: ${estimate.reason}`;
}

export function intervalText({ low, high }: Interval): string {
  return `${numberText(low)} to ${numberText(high)}`;
}

export function levelText(level: number): string {
  return `${givenText(level * 100)} %`;
}
