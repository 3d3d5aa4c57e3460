import type { Interval } from '../../core/statistics/interval.ts';
import { intervalText } from '../records/numberText.ts';

/** Cut to at most `longest` characters; never through a pair of surrogates. */
export function shortText(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}

export function titled(title: string, group: string): string {
  return group === '' ? title : `${title}: ${group}`;
}

export function ofGroup(group: string): string {
  return group === '' ? '' : `, ${group}`;
}

/** For a cell; empty where there is none. */
export function boundsText(interval: Interval | undefined): string {
  return interval === undefined ? '' : intervalText(interval);
}

/** For the end of a sentence: ` (0.1 to 0.3)`. */
export function inBrackets(interval: Interval | undefined): string {
  return interval === undefined ? '' : ` (${intervalText(interval)})`;
}
