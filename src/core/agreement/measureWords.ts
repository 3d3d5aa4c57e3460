import { type Codebook, kindOf } from '../codebook/codebook.ts';
import type { MeasureName, MeasureReport } from './measureReport.ts';
import type { CoefficientName, Figure } from './unitCoefficients.ts';

/** What each coefficient is called, in the order in which they are shown: those that lead first. */
export const coefficientTitles: Readonly<Record<CoefficientName, string>> = {
  percent: 'Percent agreement',
  alpha: 'Krippendorff’s alpha',
  'alpha-passonneau': 'alpha of sets, Passonneau',
  'alpha-masi-dkpro': 'alpha of sets, MASI (DKPro)',
  'alpha-masi-nltk': 'alpha of sets, MASI (NLTK)',
  fleiss: 'Fleiss’ kappa',
  ac1: 'Gwet’s AC1',
  ac2: 'Gwet’s AC2, quadratic',
  kappa: 'Cohen’s kappa',
  'kappa-linear': 'Cohen’s kappa, linear',
  'kappa-quadratic': 'Cohen’s kappa, quadratic',
  pi: 'Scott’s pi',
  s: 'Bennett’s S',
};

/** What each figure of spans is called, in the order in which they are shown. */
export const spanTitles = {
  overlap: 'Span F1, overlap',
  exact: 'Span F1, exact',
  character: 'Span F1, character',
  alphaU: 'alpha-U',
} as const;

export type FigureName = CoefficientName | keyof typeof spanTitles;

/** The figures of a measure, those that lead first. */
export function figuresOf({
  coefficients,
  spans,
}: Pick<MeasureReport, 'coefficients' | 'spans'>): readonly (readonly [FigureName, Figure])[] {
  const ofSpans = Object.keys(spanTitles) as (keyof typeof spanTitles)[];
  if (spans !== undefined) return ofSpans.map((name) => [name, spans[name]] as const);
  const names = Object.keys(coefficientTitles) as CoefficientName[];
  return names.flatMap((name) => {
    const figure = coefficients[name];
    return figure === undefined ? [] : [[name, figure] as const];
  });
}

export function figureTitle(name: FigureName): string {
  return name in spanTitles ? spanTitles[name as keyof typeof spanTitles] : coefficientTitles[name as CoefficientName];
}

/** What is measured, in words of the codebook: `Mistake`, `Mistake: Severity`, `All spans`. */
export function measureTitle({ kind, field }: MeasureName, codebook: Codebook | undefined): string {
  if (kind === undefined) return 'All spans';
  const known = codebook && kindOf(codebook, kind);
  const title = known?.title ?? kind;
  if (field === undefined) return title;
  return `${title}: ${known?.fields.find(({ id }) => id === field)?.title ?? field}`;
}

/** Whether anyone said anything: presence that no one saw, spans that no one marked, and fields that no two filled in say nothing. */
export function saysSomething({ units, field, spans, confusions }: MeasureReport): boolean {
  if (spans !== undefined) return spans.spans > 0;
  if (field !== undefined) return units > 0;
  return confusions?.table.some((row, i) => row.some((n, j) => n > 0 && (i > 0 || j > 0))) ?? units > 0;
}
