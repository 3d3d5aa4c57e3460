/**
 * Named layers of the CSS Custom Highlight API, filled element by element: the DOM of the text is
 * never touched, and leaving out one element's ranges costs only those.
 */
export class HighlightLayer {
  readonly #ranges = new Map<Element, { readonly name: string; readonly range: StaticRange }[]>();

  add(owner: Element, name: string, range: StaticRange | undefined, priority = 0): void {
    if (range === undefined) return;
    let highlight = CSS.highlights.get(name);
    if (highlight === undefined) {
      highlight = new Highlight();
      highlight.priority = priority;
      CSS.highlights.set(name, highlight);
    }
    highlight.add(range);
    const own = this.#ranges.get(owner);
    if (own === undefined) this.#ranges.set(owner, [{ name, range }]);
    else own.push({ name, range });
  }

  has(owner: Element): boolean {
    return this.#ranges.has(owner);
  }

  clear(owner?: Element): void {
    const owners = owner === undefined ? [...this.#ranges.keys()] : [owner];
    for (const each of owners) {
      for (const { name, range } of this.#ranges.get(each) ?? []) CSS.highlights.get(name)?.delete(range);
      this.#ranges.delete(each);
    }
  }
}
