import type { ScoreView } from '../../panel/recordMessages.ts';
import { element } from '../element.ts';
import type { PageContext } from '../pageContext.ts';
import { showBehind } from '../records/recordActions.ts';
import { loadPlots } from './loadPlots.ts';
import type { PlotOf } from './main.ts';

/** One slot per thing that is drawn, so that a report drawn anew keeps its figures as they are. */
const slots = new WeakMap<object, HTMLElement>();

/** Where the figures of `data` go once the plotting library is there. Templates take the element as it is. */
export function plotSlot(page: PageContext, from: ScoreView, data: object, of: PlotOf): HTMLElement {
  const known = slots.get(data);
  if (known !== undefined) return known;
  const slot = element('div', { className: 'plots' });
  slots.set(data, slot);
  const fill = async (): Promise<void> => {
    const { plotFigures } = await loadPlots();
    const figures = plotFigures(of, {
      open: ({ behind, filter }) => showBehind(page, { from, label: behind, filter }),
      save: (name, format, content) => page.port.send({ type: 'savePlot', name, format, data: content }),
      say: (text) => page.say(text),
    });
    slot.replaceChildren(...figures);
  };
  fill().catch((error: unknown) => {
    slots.delete(data);
    slot.replaceChildren(
      element(
        'p',
        { className: 'quiet' },
        `The plot could not be drawn: ${error instanceof Error ? error.message : String(error)}`,
      ),
    );
  });
  return slot;
}
