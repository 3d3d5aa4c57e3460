import type { DidOpenTranscript, PaneId, ViewThread } from '../panel/messages.ts';
import { button } from './controls.ts';
import { element } from './element.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import type { PageState } from './state.ts';

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString()} ${number === 1 ? one : many}`;

/** What a thread is, in a few words: "2 retries", "Sub-agent browse, 14 messages". */
export function threadLabel({ kind, title, messageCount }: ViewThread): string {
  if (kind === 'retry') return `${count(messageCount, 'retry', 'retries')}${title === '' ? '' : `: ${title}`}`;
  if (kind === 'other' && title !== '') return `${title}, ${count(messageCount, 'message')}`;
  const words = { subagent: 'Sub-agent', compaction: 'Compacted history', branch: 'Branch left', other: 'Aside' };
  return `${words[kind]}${title === '' ? '' : ` ${title}`}, ${count(messageCount, 'message')}`;
}

/** Threads by the message of the main thread at which they are left out; those before the first one at it. */
export function threadsByPlace({
  thread,
  threads = [],
}: DidOpenTranscript): ReadonlyMap<number, readonly ViewThread[]> {
  const places = new Map<number, ViewThread[]>();
  if (thread !== undefined) return places;
  for (const each of threads) {
    const place = Math.max(each.after, 0);
    places.set(place, [...(places.get(place) ?? []), each]);
  }
  return places;
}

/** The quiet marks at a message; `listenToParts` hears their clicks. */
export function threadMarks(threads: readonly ViewThread[]): HTMLElement {
  const marks = threads.map((thread) => {
    const before = thread.after < 0 ? 'Before this: ' : '';
    const attributes = { className: 'inline-button', type: 'button', tabindex: '-1', 'data-thread': thread.id };
    return element('button', attributes, `${before}${threadLabel(thread)}`);
  });
  return element('div', { className: 'left-out', role: 'group', 'aria-label': 'Left out here' }, ...marks);
}

/** Above a thread: what it is, and the way back. */
export function threadLine(page: PageContext, { panes }: PageState): TemplateResult | typeof nothing {
  const lines = (['a', 'b'] as const).flatMap((pane) => {
    const shown = panes[pane]?.threads?.find(({ id }) => id === panes[pane]?.thread);
    return shown === undefined ? [] : [line(page, pane, shown)];
  });
  return lines.length === 0 ? nothing : html`${lines}`;
}

function line(page: PageContext, pane: PaneId, thread: ViewThread): TemplateResult {
  return html`<div class="range-line thread-line" role="group" aria-label="Thread">
    ${button('Back', () => page.port.send({ type: 'openThread', pane }), { title: 'Back to where the transcript leaves it out' })}
    <span>${threadLabel(thread)}</span>
  </div>`;
}

/** All of them, for the details. */
export function threadList(page: PageContext, pane: PaneId, open: DidOpenTranscript): TemplateResult | typeof nothing {
  if (open.threads === undefined || open.threads.length === 0) return nothing;
  return html`<h3>Left out</h3>
    <ul class="thread-list">
      ${open.threads.map(
        (thread) =>
          html`<li>
            <button
              type="button"
              class="inline-button"
              aria-current=${thread.id === open.thread ? 'true' : nothing}
              @click=${() => page.port.send({ type: 'openThread', pane, thread: thread.id })}
            >
              ${threadLabel(thread)}
            </button>
          </li>`,
      )}
    </ul>`;
}
