import { type ChangePlot, changePlot } from './changePlot.ts';
import { type GapPlot, gapPlot } from './gapPlot.ts';
import { type PlotPort, plotFigure } from './plotFigure.ts';
import type { PlotSpec } from './plotSpec.ts';
import { type PredictedObservedPlot, predictedObservedPlot } from './predictedObservedPlot.ts';
import { type ReliabilityPlot, reliabilityPlot } from './reliabilityPlot.ts';

/** What there are plots of. */
export type PlotOf = ReliabilityPlot | PredictedObservedPlot | ChangePlot | GapPlot;

/** The figures of one thing; none where it has nothing to draw. This is all that the bundle `media/plots.js` gives. */
export function plotFigures(of: PlotOf, port: PlotPort): readonly HTMLElement[] {
  return specsOf(of, 400).map((_, i) => plotFigure((room) => specsOf(of, room)[i] as PlotSpec, port));
}

/** How many pictures there are does not depend on the room. */
function specsOf(of: PlotOf, room: number): readonly PlotSpec[] {
  switch (of.kind) {
    case 'reliability':
      return reliabilityPlot(of, room);
    case 'predictedObserved':
      return predictedObservedPlot(of, room);
    case 'change':
      return changePlot(of, room);
    case 'gap':
      return gapPlot(of, room);
  }
}
