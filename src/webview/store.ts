import { initialState, type PageState } from './state.ts';

/** Holds the one state; whoever subscribed hears of each change once, before the next frame. */
export class Store {
  #state: PageState = initialState;
  #scheduled = false;
  readonly #listeners: ((state: PageState, before: PageState) => void)[] = [];
  #drawn: PageState = initialState;

  get state(): PageState {
    return this.#state;
  }

  subscribe(listener: (state: PageState, before: PageState) => void): void {
    this.#listeners.push(listener);
  }

  update(change: (state: PageState) => PageState): void {
    const next = change(this.#state);
    if (next === this.#state) return;
    this.#state = next;
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => this.flush());
  }

  flush(): void {
    this.#scheduled = false;
    const before = this.#drawn;
    this.#drawn = this.#state;
    if (before !== this.#drawn) for (const listener of this.#listeners) listener(this.#drawn, before);
  }
}
