import { element } from '../element.ts';
import { drawPlot } from './drawPlot.ts';
import { plotPng } from './plotPng.ts';
import { PlotPoints } from './plotPoints.ts';
import type { PlotPoint, PlotSpec } from './plotSpec.ts';
import { plotTable } from './plotTable.ts';
import { standalonePlot } from './standalonePlot.ts';

/** What a figure can ask for. */
export interface PlotPort {
  /** Opens the records behind a point. */
  open(point: PlotPoint): void;
  /** `data` is SVG text, or PNG as base64. */
  save(name: string, format: 'svg' | 'png', data: string): void;
  say(text: string): void;
}

/** Narrower than this it scrolls. In px. */
const leastWidth = 280;

/** A plot with its title, its points in reach of the keyboard, the same numbers as a table, and buttons that save it. */
export function plotFigure(make: (room: number) => PlotSpec, port: PlotPort): HTMLElement {
  const stage = element('div', { className: 'plot-stage' });
  const { title, note, table } = make(leastWidth);
  const figure = element('figure', { className: 'plot', 'aria-label': title });
  let drawn: { readonly spec: PlotSpec; readonly svg: SVGSVGElement } | undefined;
  let room = 0;
  const points = new PlotPoints(stage, port.open);
  const draw = (): void => {
    const spec = make(room);
    const { svg, at } = drawPlot(spec);
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', title);
    drawn?.svg.remove();
    stage.prepend(svg);
    stage.style.width = `${spec.width}px`;
    stage.style.height = `${spec.height}px`;
    points.show(title, spec.points, at, spec.width);
    drawn = { spec, svg };
  };
  new ResizeObserver(([entry]) => {
    const now = Math.max(leastWidth, Math.floor(entry?.contentRect.width ?? 0));
    // Folded away it has no width at all.
    if (entry?.contentRect.width === 0 || now === room) return;
    room = now;
    draw();
  }).observe(figure);

  const light = element('input', { type: 'checkbox' });
  const save = async (format: 'svg' | 'png'): Promise<void> => {
    if (drawn === undefined) return;
    // What has the class has the light palette, whatever the theme: it is back before anything is painted.
    figure.classList.toggle('on-white', light.checked);
    const { text, width, height } = standalonePlot(drawn.svg, title);
    figure.classList.remove('on-white');
    try {
      port.save(drawn.spec.name, format, format === 'svg' ? text : await plotPng(text, width, height));
    } catch (error) {
      port.say(`The picture could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  figure.append(
    element(
      'figcaption',
      {},
      element('span', { className: 'plot-title' }, title),
      element('span', { className: 'plot-note quiet' }, note),
    ),
    stage,
    element(
      'div',
      { className: 'plot-tools' },
      pressButton('Save as SVG', () => void save('svg')),
      pressButton('Save as PNG', () => void save('png')),
      element('label', { title: 'Save with black on white, whatever the theme' }, light, ' On white'),
    ),
    plotTable(title, table),
  );
  return figure;
}

function pressButton(text: string, press: () => void): HTMLElement {
  const made = element('button', { type: 'button', className: 'plot-button' }, text);
  made.addEventListener('click', press);
  return made;
}
