import type { FigureName } from '../../../core/agreement/measureWords.ts';
import type { Estimate } from '../../../core/statistics/estimate.ts';
import type { IntervalEstimate } from '../../../core/statistics/interval.ts';
import { levelText, numberText } from '../../records/numberText.ts';

/** Percent agreement in percent, everything else as it is. */
export function figureText(name: FigureName, estimate: Estimate): string {
  if (estimate.kind === 'undefined') return `undefined: ${estimate.reason}`;
  return name === 'percent' ? percentText(estimate.value) : numberText(estimate.value);
}

export function figureIntervalText(name: FigureName, interval: IntervalEstimate): string {
  if (interval.kind === 'undefined') return `interval undefined: ${interval.reason}`;
  const text = name === 'percent' ? percentText : numberText;
  return `${text(interval.low)} to ${text(interval.high)}`;
}

/** How an interval was made, for a tool tip. */
export function methodText(interval: IntervalEstimate, undefinedResamples = 0): string {
  if (interval.kind === 'undefined') return interval.reason;
  const left = undefinedResamples === 0 ? '' : `; undefined in ${undefinedResamples} of them`;
  return `${levelText(interval.level)} interval: ${interval.method}${left}, over transcripts`;
}

function percentText(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
