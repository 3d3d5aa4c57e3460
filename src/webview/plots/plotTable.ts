import { element } from '../element.ts';
import type { PlotTable } from './plotSpec.ts';

/** The numbers of a plot as text, folded away until wanted. */
export function plotTable(title: string, { head, rows }: PlotTable): HTMLElement {
  const headings = head.map((text, i) => element('th', { scope: 'col', ...(i > 0 && { className: 'numeric' }) }, text));
  const body = rows.map(([name = '', ...cells]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, element('bdi', {}, name)),
      ...cells.map((text) => element('td', { className: 'numeric' }, text)),
    ),
  );
  return element(
    'details',
    { className: 'plot-table' },
    element('summary', {}, 'As a table'),
    element(
      'div',
      { className: 'report-scroll', role: 'group', 'aria-label': title },
      element(
        'table',
        { className: 'plot-numbers' },
        element('thead', {}, element('tr', {}, ...headings)),
        element('tbody', {}, ...body),
      ),
    ),
  );
}
