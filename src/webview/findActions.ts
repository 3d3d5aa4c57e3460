import { spanToUtf16 } from '../core/text/codePoints.ts';
import type { FindMatch, PaneId } from '../panel/messages.ts';
import { HighlightLayer } from './highlightLayer.ts';
import type { PageContext } from './pageContext.ts';
import { partKey, regionsIn, staticRange } from './region.ts';
import { type FindState, without } from './state.ts';

/** Matches of Plumbline's own search, drawn in the messages that are in the DOM. */
export class FindLayer {
  readonly #layer = new HighlightLayer();
  #matches = new Map<string, FindMatch[]>();
  #pane: PaneId = 'a';

  set(find: FindState | undefined): void {
    this.#layer.clear();
    this.#matches = new Map();
    this.#pane = find?.pane ?? 'a';
    for (const match of find?.matches ?? []) {
      const own = this.#matches.get(match.region.message);
      if (own === undefined) this.#matches.set(match.region.message, [match]);
      else own.push(match);
    }
  }

  clear(article: Element): void {
    this.#layer.clear(article);
  }

  get messages(): Iterable<string> {
    return this.#matches.keys();
  }

  draw(article: HTMLElement, message: string): void {
    if (article.dataset.pane !== this.#pane) return;
    this.#layer.clear(article);
    const matches = this.#matches.get(message);
    if (matches === undefined) return;
    const regions = new Map(regionsIn(article).map((region) => [partKey(region.part), region]));
    for (const match of matches) {
      const region = regions.get(partKey(match.region.part));
      if (region !== undefined)
        this.#layer.add(article, 'found', staticRange(region, spanToUtf16(region.text, match)), 15);
    }
  }
}

export function openFind(page: PageContext): void {
  const { state } = page.store;
  if (state.mode === 'list') {
    document.querySelector<HTMLElement>('#list-filter')?.focus();
    return;
  }
  page.store.update((now) => ({
    ...now,
    find: now.find ?? { pane: now.focus?.pane ?? 'a', query: '', more: false, current: -1 },
  }));
  page.store.flush();
  document.querySelector<HTMLElement>('#find-query')?.focus();
}

export function searchFor(page: PageContext, query: string): void {
  const { find } = page.store.state;
  if (find === undefined || find.query === query) return;
  page.store.update((now) => ({ ...now, find: { pane: find.pane, query, more: false, current: -1 } }));
  if (query !== '') page.port.send({ type: 'find', pane: find.pane, query });
}

export function goToMatch(page: PageContext, step: 1 | -1 | 0): void {
  const { find } = page.store.state;
  const matches = find?.matches;
  if (find === undefined || matches === undefined || matches.length === 0) return;
  const current = (find.current + step + matches.length) % matches.length;
  const match = matches[current];
  if (match === undefined) return;
  page.store.update((now) => ({ ...now, find: { ...find, current } }));
  goToMessage(page, find.pane, match.index, match);
  page.say(`${current + 1} of ${matches.length}${find.more ? '+' : ''}`);
}

/** Shows a message by index, asking for another range where it is not in this one. */
export function goToMessage(page: PageContext, pane: PaneId, index: number, match?: FindMatch): void {
  const open = page.view.opened(pane);
  const message = page.view.message(pane, index);
  if (open === undefined) return;
  const id = match?.region.message ?? message?.id;
  if (match !== undefined) {
    const { thread } = match;
    if (thread !== open.thread)
      page.port.send({ type: 'openThread', pane, ...(thread !== undefined && { thread }), at: index });
    else if (index < open.range.start || index >= open.range.end)
      page.port.send({ type: 'loadRange', pane, start: index });
    page.reveal({
      pane,
      name: open.name,
      message: match.region.message,
      part: match.region.part,
      span: { start: match.start, end: match.end },
      focus: false,
    });
  } else if (id !== undefined) page.reveal({ pane, name: open.name, message: id, focus: true });
  else page.focusMessage(pane, index);
}

export function closeFind(page: PageContext): void {
  page.store.update((state) => without(state, 'find'));
  page.focusBack();
}
