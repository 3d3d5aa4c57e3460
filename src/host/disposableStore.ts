/** Owns what must be disposed together. Whoever creates a thing, adds it here and owns the store. */
export class DisposableStore {
  readonly #owned = new Set<{ dispose(): unknown }>();
  #disposed = false;

  add<T extends { dispose(): unknown }>(disposable: T): T {
    if (this.#disposed) disposable.dispose();
    else this.#owned.add(disposable);
    return disposable;
  }

  dispose(): void {
    this.#disposed = true;
    for (const disposable of [...this.#owned].reverse()) disposable.dispose();
    this.#owned.clear();
  }
}
