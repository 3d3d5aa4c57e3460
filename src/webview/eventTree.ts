import type { DidOpenTranscript, PaneId, ViewEvent } from '../panel/messages.ts';
import { element } from './element.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import type { EventsState, PageState } from './state.ts';

const words: Readonly<Record<ViewEvent['kind'], string>> = {
  span: 'Span',
  agent: 'Agent',
  branch: 'Branch',
  model: 'Model',
  tool: 'Tool',
  compaction: 'Compaction',
  retry: 'Retry',
  other: '',
};

/** For the details: the log's events as a tree, asked for when the reviewer wants it. */
export function eventSection(
  page: PageContext,
  { events }: PageState,
  pane: PaneId,
  open: DidOpenTranscript,
): TemplateResult | typeof nothing {
  if (open.eventCount === undefined) return nothing;
  const count = `${open.eventCount.toLocaleString()} ${open.eventCount === 1 ? 'event' : 'events'}`;
  if (events === undefined || events.pane !== pane || !events.done)
    return html`<h3>Events</h3>
      <button type="button" class="inline-button" @click=${() => page.port.send({ type: 'loadEvents', pane })}>
        Show ${count} as a tree
      </button>`;
  const { leftOut = 0 } = events;
  return html`<h3>Events</h3>
    ${treeOf(page, events)}
    ${leftOut === 0 ? nothing : html`<p class="quiet">${leftOut.toLocaleString()} more events are not shown.</p>`}`;
}

const trees = new WeakMap<EventsState, HTMLElement>();

/** Built once: thousands of rows are not compared at every change of the page. */
function treeOf(page: PageContext, events: EventsState): HTMLElement {
  const known = trees.get(events) ?? buildTree(page, events);
  trees.set(events, known);
  return known;
}

function buildTree(page: PageContext, { pane, name, rows }: EventsState): HTMLElement {
  const tree = element('div', { className: 'event-tree', role: 'tree', 'aria-label': 'Events' });
  const items = rows.map(({ kind, title, depth, message }, i): HTMLElement => {
    const isGroup = (rows[i + 1]?.depth ?? 0) > depth;
    const attributes = {
      className: `event ${kind}`,
      role: 'treeitem',
      tabindex: i === 0 ? '0' : '-1',
      'aria-level': String(depth + 1),
      ...(isGroup && { 'aria-expanded': 'true' }),
      ...(message === undefined && { 'aria-disabled': 'true' }),
    };
    const twistie = element('span', { className: 'twistie', 'aria-hidden': 'true' });
    const word = element('span', { className: 'event-kind' }, words[kind]);
    const item = element('div', attributes, twistie, word, ' ', title);
    item.style.setProperty('--depth', String(depth));
    return item;
  });
  tree.append(...items);

  const go = (at: number): void => {
    const message = rows[at]?.message;
    if (message !== undefined) page.port.send({ type: 'goToPlace', target: { pane, transcript: name, message } });
  };
  const rove = (at: number): void => {
    const item = items[at];
    if (item === undefined) return;
    for (const old of tree.querySelectorAll('[tabindex="0"]')) old.setAttribute('tabindex', '-1');
    item.setAttribute('tabindex', '0');
    item.focus();
  };
  const isOpen = (at: number): boolean => items[at]?.getAttribute('aria-expanded') === 'true';
  const isClosed = (at: number): boolean => items[at]?.getAttribute('aria-expanded') === 'false';
  const fold = (at: number, open: boolean): void => {
    const depth = rows[at]?.depth ?? 0;
    items[at]?.setAttribute('aria-expanded', String(open));
    // What was folded inside stays folded.
    let folded = Number.POSITIVE_INFINITY;
    for (let i = at + 1; (rows[i]?.depth ?? 0) > depth; i++) {
      const inner = rows[i]?.depth ?? 0;
      const item = items[i];
      if (item !== undefined) item.hidden = !open || inner > folded;
      if (inner <= folded) folded = isClosed(i) ? inner : Number.POSITIVE_INFINITY;
    }
  };
  const next = (at: number, step: 1 | -1): number => {
    let i = at + step;
    while (items[i]?.hidden) i += step;
    return i;
  };
  const parent = (at: number): number => rows.slice(0, at).findLastIndex(({ depth }) => depth < (rows[at]?.depth ?? 0));

  tree.addEventListener('click', ({ target }) => {
    const item = target instanceof Element ? target.closest<HTMLElement>('.event') : null;
    const at = item === null ? -1 : items.indexOf(item);
    if (at < 0) return;
    const onTwistie = target instanceof Element && target.classList.contains('twistie');
    rove(at);
    if (onTwistie && item?.hasAttribute('aria-expanded')) fold(at, isClosed(at));
    else go(at);
  });
  tree.addEventListener('keydown', (event) => {
    const at = items.indexOf(event.target as HTMLElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => rove(next(at, 1)),
      ArrowUp: () => rove(next(at, -1)),
      Home: () => rove(0),
      End: () => rove(next(items.length, -1)),
      ArrowRight: () => (isClosed(at) ? fold(at, true) : isOpen(at) ? rove(at + 1) : undefined),
      ArrowLeft: () => (isOpen(at) ? fold(at, false) : rove(parent(at))),
      Enter: () => go(at),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  return tree;
}
