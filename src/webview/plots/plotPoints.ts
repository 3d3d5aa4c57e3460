import { element } from '../element.ts';
import type { PlotPoint } from './plotSpec.ts';

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * The points of a plot as buttons over its picture, in the order of the spec: one stop of the Tab key, arrows go from one to the next, Enter
 * opens what is behind one. The one under the pointer or the keyboard says what it is.
 */
export class PlotPoints {
  readonly #stage: HTMLElement;
  readonly #open: (point: PlotPoint) => void;
  readonly #tip = element('div', { className: 'plot-tip', 'aria-hidden': 'true' });
  #group: HTMLElement | undefined;
  #buttons: readonly HTMLButtonElement[] = [];
  /** The one that the Tab key comes to. */
  #current = 0;

  constructor(stage: HTMLElement, open: (point: PlotPoint) => void) {
    this.#stage = stage;
    this.#open = open;
    this.#tip.hidden = true;
    stage.append(this.#tip);
  }

  /** Replaces what was there; focus stays on the point that had it. */
  show(
    title: string,
    points: readonly PlotPoint[],
    at: (point: PlotPoint) => readonly [x: number, y: number],
    width: number,
  ): void {
    const focused = this.#group?.contains(document.activeElement) ?? false;
    const group = element('div', {
      role: 'group',
      'aria-label': `Points of ${title}. Arrow keys go from one to the next, Enter opens the records behind it`,
    });
    this.#buttons = points.map((point, i) => this.#button(point, i, at(point), width));
    group.append(...this.#buttons);
    group.addEventListener('keydown', (event) => this.#key(event));
    this.#tip.hidden = true;
    this.#group?.remove();
    this.#group = group;
    this.#tip.before(group);
    this.#current = Math.min(this.#current, points.length - 1);
    this.#makeCurrent(Math.max(0, this.#current));
    if (focused) this.#buttons[this.#current]?.focus({ preventScroll: true });
  }

  #button(point: PlotPoint, i: number, [x, y]: readonly [number, number], width: number): HTMLButtonElement {
    const made = element('button', {
      type: 'button',
      className: 'plot-point',
      tabindex: '-1',
      'aria-label': point.says.join('; '),
    });
    const size = Math.max(14, 2 * (point.radius ?? 5) + 4);
    Object.assign(made.style, {
      left: `${x - size / 2}px`,
      top: `${y - size / 2}px`,
      width: `${size}px`,
      height: `${size}px`,
    });
    const tell = (): void => this.#tell(point, x, y - size / 2, width);
    const hide = (): void => {
      this.#tip.hidden = true;
    };
    made.addEventListener('focus', () => {
      this.#makeCurrent(i);
      tell();
    });
    made.addEventListener('blur', hide);
    made.addEventListener('pointerenter', tell);
    made.addEventListener('pointerleave', hide);
    made.addEventListener('click', () => this.#open(point));
    return made;
  }

  #makeCurrent(i: number): void {
    this.#buttons[this.#current]?.setAttribute('tabindex', '-1');
    this.#current = i;
    this.#buttons[i]?.setAttribute('tabindex', '0');
  }

  #key(event: KeyboardEvent): void {
    const step = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey ? undefined : steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = Math.min(Math.max(this.#current + step, 0), this.#buttons.length - 1);
    this.#buttons[next]?.focus();
  }

  /** Above the point, or below it where there is no room. */
  #tell({ says: [name = '', ...more] }: PlotPoint, x: number, top: number, width: number): void {
    const tip = this.#tip;
    tip.replaceChildren(element('strong', {}, name), ...more.map((line) => element('div', {}, line)));
    tip.hidden = false;
    const { offsetWidth, offsetHeight } = tip;
    tip.style.left = `${Math.max(0, Math.min(x - offsetWidth / 2, Math.max(width, this.#stage.clientWidth) - offsetWidth))}px`;
    const above = top - offsetHeight - 4;
    tip.style.top = `${above >= 0 ? above : top + 24}px`;
  }
}
