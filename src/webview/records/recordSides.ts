import type { Kind } from '../../core/codebook/codebook.ts';
import type { SelectedTarget } from '../../panel/intents.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../state.ts';

/** A tag has room for a prediction and this many samples of what came of it. */
const mostSamples = 50;

/**
 * Both sides of a kind that sets a prediction against what was observed, at one press of its key: what is selected of
 * either side of the record on show, and the whole side where nothing is; a side that is missing is linked later. Undefined for other kinds and transcripts.
 */
export function recordSides(page: PageContext, state: PageState, kind: Kind): readonly SelectedTarget[] | undefined {
  const open = state.mode === 'transcript' ? state.panes.a : undefined;
  const roles = new Set(kind.roles.map(({ id }) => id));
  if (open?.prediction === undefined || !roles.has('predicted') || !roles.has('observed')) return undefined;
  const whole = (side: 'prediction' | 'outcome'): readonly SelectedTarget[] =>
    fields(page, side).map((message) => ({ role: '', pane: 'a', transcript: open.name, message }));
  const selected = (side: 'prediction' | 'outcome'): readonly SelectedTarget[] =>
    state.selection.filter(({ message }) => message === side || message?.startsWith(`${side}.`));
  const [predicted, observed] = (['prediction', 'outcome'] as const).map((side) =>
    selected(side).length > 0 ? selected(side) : whole(side),
  );
  // Text of the scenario is of neither side: it is tagged as any text is.
  const other = state.selection.length > selected('prediction').length + selected('outcome').length;
  if (other || predicted?.length !== 1 || observed === undefined) return undefined;
  return [
    ...predicted.map((target) => ({ ...target, role: 'predicted' })),
    ...observed.map((target) => ({ ...target, role: 'observed' })),
  ];
}

/** Messages of a side: one, or its samples. */
function fields(page: PageContext, side: string): readonly string[] {
  if (page.view.indexOf('a', side) !== undefined) return [side];
  const samples = Array.from({ length: mostSamples }, (_, at) => `${side}.${at}`);
  return samples.filter((id) => page.view.indexOf('a', id) !== undefined);
}
