import type { PanelIntent } from '../panel/intents.ts';
import type { Page } from './page.ts';
import { offsetInRegion, type Region, regionAt } from './region.ts';
import { articleAt, coveredRegions, selectedTargets } from './selection.ts';
import { without } from './state.ts';

/** Follows the browser's selection and focus into the state, and tells the host what its context keys need. */
export class SelectionWatch {
  readonly #page: Page;
  readonly #clicked: (region: Region, offset: number) => void;
  #pressed = false;
  #waiting = false;
  #sent = '';

  constructor(page: Page, clicked: (region: Region, offset: number) => void) {
    this.#page = page;
    this.#clicked = clicked;
    document.addEventListener('selectionchange', () => this.#later());
    document.addEventListener('pointerdown', () => {
      this.#pressed = true;
    });
    document.addEventListener('pointerup', () => {
      this.#pressed = false;
      this.#later();
    });
    page.view.root.addEventListener('click', (event) => this.#click(event));
    document.addEventListener('focusin', ({ target }) => {
      const article = articleAt(target as Node);
      if (article !== null) this.#page.focused(article);
      this.report();
    });
    document.addEventListener('focusout', () => this.report());
  }

  /** Reads the selection. `settled`: it is complete, so the bar may show. */
  look(settled = !this.#pressed): void {
    const { store, view } = this.#page;
    const selection = getSelection();
    const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
    const covered = range === undefined ? [] : coveredRegions(range, view.root);
    const targets = selectedTargets(covered, (region) => view.opened(region.pane)?.name ?? '');
    const box = covered.length > 0 && settled ? range?.getBoundingClientRect() : undefined;
    store.update((state) => {
      if (targets.length === 0 && state.selection.length === 0) return state;
      const next = without(
        { ...state, selection: targets },
        'selectionBox',
        ...(targets.length > 0 ? (['citation'] as const) : []),
      );
      return box === undefined ? next : { ...next, selectionBox: { left: box.left, top: box.top, bottom: box.bottom } };
    });
  }

  /** Tells the host what is selected and focused, when that changed. */
  report(): void {
    const { store, view } = this.#page;
    const { state } = store;
    const tag = state.shownTags[0];
    const transcript = state.mode === 'list' ? undefined : view.opened(state.focus?.pane ?? 'a')?.name;
    const intent: PanelIntent = {
      type: 'didFocus',
      selection: state.selection.length > 0,
      input: isInput(document.activeElement),
      ...(tag !== undefined && { tag }),
      ...(transcript !== undefined && { transcript }),
    };
    const text = JSON.stringify(intent);
    if (text === this.#sent || state.file === undefined) return;
    this.#sent = text;
    this.#page.port.send(intent);
  }

  #later(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.look();
    });
  }

  #click({ clientX, clientY, target }: MouseEvent): void {
    if (getSelection()?.isCollapsed === false || !(target instanceof Element) || target.closest('button') !== null)
      return;
    const position = document.caretPositionFromPoint(clientX, clientY);
    const region = position === null ? undefined : regionAt(position.offsetNode);
    if (region !== undefined && position !== null)
      this.#clicked(region, offsetInRegion(region, position.offsetNode, position.offset));
  }
}

function isInput(element: Element | null): boolean {
  const inner = element?.shadowRoot?.activeElement ?? element;
  return inner instanceof HTMLInputElement || inner instanceof HTMLTextAreaElement;
}
