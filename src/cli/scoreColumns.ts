import type { Estimate } from '../core/statistics/estimate.ts';
import type { Interval } from '../core/statistics/interval.ts';
import { printable } from './printable.ts';

/** Lines of cells as aligned columns, two spaces apart; numbers (all but the first and last column) to the right. */
export function scoreColumns(lines: readonly (readonly string[])[], indent = '  '): string[] {
  const widths: number[] = [];
  for (const line of lines) for (const [i, cell] of line.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  const last = widths.length - 1;
  return lines.map((line) =>
    `${indent}${line.map((cell, i) => (i === 0 || i === last ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`.trimEnd(),
  );
}

export function estimateText(estimate: Estimate): string {
  return estimate.kind === 'value' ? numberText(estimate.value) : `undefined: ${estimate.reason}`;
}

export function intervalText(interval: Interval | undefined): string {
  return interval === undefined ? '' : `[${numberText(interval.low)}, ${numberText(interval.high)}]`;
}

/** Four decimals; one for what is above 100 (ratings, Elo), where they say nothing. */
export function numberText(value: number): string {
  const text = value.toFixed(Math.abs(value) >= 100 ? 1 : 4);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text;
}

export function keyText(key: Readonly<Record<string, string | undefined>>): string {
  const parts = Object.entries(key).map(([dimension, value]) => `${dimension} ${value === '' ? '(none)' : value}`);
  return parts.length === 0 ? 'all records' : printable(parts.join(', '));
}

/** Conventions said once, at the end, and cited by number. */
export class Footnotes {
  readonly #numbers = new Map<string, number>();

  cite(text: string | undefined): string {
    if (text === undefined) return '';
    const number = this.#numbers.get(text) ?? this.#numbers.size + 1;
    this.#numbers.set(text, number);
    return `[${number}]`;
  }

  lines(): string[] {
    return Array.from(this.#numbers, ([text, number]) => `[${number}] ${text}`);
  }
}
