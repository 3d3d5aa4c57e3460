import type {
  DidLoad,
  DidLoadText,
  DidOpenTranscript,
  PaneId,
  PanelSettings,
  Region as RegionRef,
  ViewMessage,
  ViewThread,
} from '../panel/messages.ts';
import { citationMarks, citationsByMessage } from './citations.ts';
import { element } from './element.ts';
import { type KeptPlace, keptPlace, restorePlace } from './keptPlace.ts';
import { messageElement } from './messageElement.ts';
import { moreText } from './partElement.ts';
import { growRegion, partKey, type Region, regionsIn } from './region.ts';
import { SliceQueue } from './sliceQueue.ts';
import { threadMarks, threadsByPlace } from './threads.ts';
import { divergenceRow, type Panes, type TranscriptRow, transcriptRows } from './transcriptRows.ts';
import { estimateHeight, sectionLength, TranscriptSection } from './transcriptSection.ts';

interface Held {
  readonly open: DidOpenTranscript;
  readonly messages: Map<number, ViewMessage>;
  readonly indices: Map<string, number>;
  readonly articles: Map<number, HTMLElement>;
  readonly rows: Map<number, number>;
  readonly leftOut: ReadonlyMap<number, readonly ViewThread[]>;
  readonly cited: ReturnType<typeof citationsByMessage>;
}

export interface TranscriptEvents {
  /** An article has just entered the DOM. */
  built(article: HTMLElement, message: ViewMessage, pane: PaneId): void;
  /** An article is about to leave the DOM while its transcript stays. */
  removed(article: HTMLElement): void;
  /** A section came near the screen, or left. */
  shown(section: HTMLElement, visible: boolean): void;
}

/**
 * The messages of one or two panes, in sections of the DOM. Sections near the screen are built first,
 * the others between frames; nothing that is built is taken away while its transcript is shown.
 */
export class TranscriptView {
  readonly root = element('div', {
    className: 'transcript',
    role: 'feed',
    'aria-label': 'Messages',
    'aria-busy': 'true',
  });
  /** Scrolls with the messages, above them; there while a record is shown. */
  readonly head = element('div', { className: 'transcript-head' });
  readonly #events: TranscriptEvents;
  readonly #queue = new SliceQueue(() => this.#step());
  readonly #observer: IntersectionObserver;
  #settings: PanelSettings = { colorMarkup: true, foldLines: 0 };
  #held: Partial<Record<PaneId, Held>> = {};
  #rows: readonly TranscriptRow[] = [];
  #sections: TranscriptSection[] = [];
  #dirty = new Set<number>();
  readonly #visible = new Set<number>();
  #kept: KeptPlace | undefined;

  constructor(events: TranscriptEvents) {
    this.#events = events;
    this.#observer = new IntersectionObserver((entries) => this.#see(entries), {
      root: this.root,
      rootMargin: '400px 0px',
    });
  }

  /** Shows these panes. A pane that was already shown keeps its messages. */
  open(panes: Panes, settings: PanelSettings): void {
    this.#settings = settings;
    const before = this.#held;
    this.#held = {};
    for (const pane of ['a', 'b'] as const) {
      const open = panes[pane];
      if (open !== undefined) this.#held[pane] = hold(open, before[pane]);
    }
    this.#rows = transcriptRows(panes);
    this.#rows.forEach(([a, b], row) => {
      if (a >= 0) this.#held.a?.rows.set(a, row);
      if (b >= 0) this.#held.b?.rows.set(b, row);
    });
    this.#observer.disconnect();
    this.#visible.clear();
    this.#sections = [];
    for (let row = 0; row < this.#rows.length; row += sectionLength) {
      this.#sections.push(new TranscriptSection(row, Math.min(sectionLength, this.#rows.length - row)));
    }
    this.#dirty = new Set(this.#sections.keys());
    const head = panes.a?.prediction !== undefined && panes.b === undefined ? [this.head] : [];
    this.root.replaceChildren(...head, ...this.#sections.map((section) => section.element));
    this.root.classList.toggle('compared', panes.b !== undefined);
    this.#tellBusy();
    this.root.scrollTop = 0;
    this.#kept = undefined;
    for (const section of this.#sections) this.#observer.observe(section.element);
    this.#step();
    this.#queue.start();
  }

  /** Keeps the text where it is on the screen while something above it comes or goes. */
  steady(draw: () => void): void {
    const { top } = this.root.getBoundingClientRect();
    draw();
    if (this.root.isConnected && top > 0) this.root.scrollTop += this.root.getBoundingClientRect().top - top;
  }

  /** Another reading of the transcript that is shown alone: messages from `from` on are let go, the others stay as they stand. */
  change(open: DidOpenTranscript, from: number): void {
    const before = this.#held[open.pane];
    if (before === undefined) return;
    this.#kept = keptPlace(this.root, before.messages, from) ?? this.#kept;
    const marks = { leftOut: threadsByPlace(open), cited: citationsByMessage(open) };
    const held: Held = { ...before, open, rows: new Map(), ...marks };
    for (const [index, { id }] of held.messages) {
      if (index < from) continue;
      const article = held.articles.get(index);
      if (article !== undefined) this.#events.removed(article);
      article?.remove();
      held.articles.delete(index);
      held.messages.delete(index);
      held.indices.delete(id);
    }
    this.#held = { [open.pane]: held };
    this.#rows = transcriptRows({ a: open });
    for (const [row, [index]] of this.#rows.entries()) held.rows.set(index, row);
    this.#resize(from - open.range.start);
    for (const [index, article] of held.articles) {
      article.setAttribute('aria-setsize', String(open.messageCount));
      for (const old of article.querySelectorAll(':scope > .left-out, :scope > .cited')) old.remove();
      addMarks(article, index, held);
    }
    this.#tellBusy();
  }

  /** Sections for the rows that there are now, of which those before `row` stay. */
  #resize(row: number): void {
    const wanted = Math.ceil(this.#rows.length / sectionLength);
    for (const section of this.#sections.splice(wanted)) {
      this.#observer.unobserve(section.element);
      section.element.remove();
    }
    for (const set of [this.#visible, this.#dirty]) for (const at of set) if (at >= wanted) set.delete(at);
    for (let at = 0; at < wanted; at++) {
      const first = at * sectionLength;
      const count = Math.min(sectionLength, this.#rows.length - first);
      const section = this.#sections[at];
      if (section === undefined) {
        const added = new TranscriptSection(first, count);
        this.#sections.push(added);
        this.root.append(added.element);
        this.#observer.observe(added.element);
      } else if (section.count !== count || first + count > row) section.resize(row, count);
    }
  }

  /** Builds at once the section that the first new message is in, so that a first screen never waits. */
  load({ pane, name, messages, done }: DidLoad): void {
    const held = this.#held[pane];
    if (held === undefined || held.open.name !== name) return;
    const empty = held.messages.size === 0;
    for (const message of messages) {
      held.messages.set(message.index, message);
      held.indices.set(message.id, message.index);
      const row = held.rows.get(message.index);
      if (row !== undefined) this.#dirty.add(Math.floor(row / sectionLength));
    }
    const first = messages[0];
    if (empty && first !== undefined) this.build(pane, first.index);
    this.#kept = this.#kept && restorePlace(this.root, this.#kept, (id) => this.#articleOf(pane, id));
    if (done) this.#tellBusy();
    this.#queue.start();
  }

  loadText({ pane, name, region: ref, start, text }: DidLoadText): Region | undefined {
    const region = this.#held[pane]?.open.name === name ? this.region(pane, ref) : undefined;
    if (region === undefined) return undefined;
    growRegion(region, start, text);
    const more = region.element.parentElement?.querySelector(':scope > .more');
    if (region.text.length >= region.fullLength) more?.remove();
    else if (more) more.textContent = moreText(region);
    return region;
  }

  opened(pane: PaneId): DidOpenTranscript | undefined {
    return this.#held[pane]?.open;
  }

  message(pane: PaneId, index: number): ViewMessage | undefined {
    return this.#held[pane]?.messages.get(index);
  }

  indexOf(pane: PaneId, id: string): number | undefined {
    return this.#held[pane]?.indices.get(id);
  }

  article(pane: PaneId, index: number): HTMLElement | undefined {
    return this.#held[pane]?.articles.get(index);
  }

  /** The article of a message that has been loaded, built now where it was still waiting. */
  build(pane: PaneId, index: number): HTMLElement | undefined {
    const row = this.#held[pane]?.rows.get(index);
    if (row === undefined) return undefined;
    this.#buildSection(Math.floor(row / sectionLength));
    return this.article(pane, index);
  }

  #articleOf(pane: PaneId, id: string): HTMLElement | undefined {
    const index = this.indexOf(pane, id);
    return index === undefined ? undefined : this.build(pane, index);
  }

  region(pane: PaneId, { message, part }: RegionRef): Region | undefined {
    const index = this.indexOf(pane, message);
    const article = index === undefined ? undefined : this.build(pane, index);
    const key = partKey(part);
    return article && regionsIn(article).find((region) => partKey(region.part) === key);
  }

  /** The nearest message of the pane after (or before) `index` that is held. */
  neighbour(pane: PaneId, index: number, step: 1 | -1): number | undefined {
    const column = pane === 'a' ? 0 : 1;
    const row = this.#held[pane]?.rows.get(index);
    if (row === undefined) return undefined;
    for (let at = row + step; at >= 0 && at < this.#rows.length; at += step) {
      const found = this.#rows[at]?.[column] ?? -1;
      if (found >= 0) return found;
    }
    return undefined;
  }

  /** The message across from this one in the other pane, or the nearest above it. */
  across(pane: PaneId, index: number): number | undefined {
    const other = pane === 'a' ? 1 : 0;
    const row = this.#held[pane]?.rows.get(index) ?? -1;
    for (let at = row; at >= 0; at--) {
      const found = this.#rows[at]?.[other] ?? -1;
      if (found >= 0) return found;
    }
    return undefined;
  }

  /** Marks the first difference of a comparison and returns a message beside it. */
  markDivergence(): { readonly pane: PaneId; readonly index: number } | undefined {
    const row = divergenceRow({
      ...(this.#held.a && { a: this.#held.a.open }),
      ...(this.#held.b && { b: this.#held.b.open }),
    });
    const [a, b] = row === undefined ? [-1, -1] : (this.#rows[row] ?? [-1, -1]);
    if (row === undefined || (a < 0 && b < 0)) return undefined;
    this.#buildSection(Math.floor(row / sectionLength));
    const line = this.#sections[Math.floor(row / sectionLength)]?.rowElement(row);
    if (line === undefined) return undefined;
    line.classList.add('divergence');
    return a >= 0 ? { pane: 'a', index: a } : { pane: 'b', index: b };
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const at = this.#sections.findIndex((section) => section.element === target);
      if (at < 0) continue;
      if (isIntersecting) this.#visible.add(at);
      else this.#visible.delete(at);
      this.#events.shown(target as HTMLElement, isIntersecting);
    }
    if (this.#dirty.size > 0) this.#queue.start();
  }

  /** Busy while messages of a shown range are still to come. */
  #tellBusy(): void {
    const busy = Object.values(this.#held).some(
      ({ open, messages }) => messages.size < open.range.end - open.range.start,
    );
    this.root.setAttribute('aria-busy', String(busy));
  }

  #step(): boolean {
    const next = [...this.#visible].find((at) => this.#dirty.has(at)) ?? this.#dirty.values().next().value;
    if (next === undefined) return false;
    this.#buildSection(next);
    return this.#dirty.size > 0;
  }

  #buildSection(at: number): void {
    this.#dirty.delete(at);
    const section = this.#sections[at];
    if (section === undefined) return;
    const compared = this.#held.b !== undefined;
    let complete = true;
    let height = 0;
    let added = false;
    for (let row = section.first; row < section.first + section.count; row++) {
      const sides = this.#rows[row] ?? [-1, -1];
      let tallest = 0;
      for (const pane of ['a', 'b'] as const) {
        const index = sides[pane === 'a' ? 0 : 1];
        const held = this.#held[pane];
        if (held === undefined || index < 0) continue;
        const message = held.messages.get(index);
        if (message === undefined) {
          complete = false;
          continue;
        }
        tallest = Math.max(tallest, estimateHeight(message, this.#settings.foldLines));
        if (held.articles.has(index)) continue;
        const article = messageElement(message, pane, held.open.messageCount, this.#settings);
        addMarks(article, index, held);
        held.articles.set(index, article);
        section.place(row, article, pane, compared);
        added = true;
        this.#events.built(article, message, pane);
      }
      height += tallest;
    }
    if (complete) section.settle(height);
    if (added && this.#visible.has(at)) this.#events.shown(section.element, true);
  }
}

/** At a message: what is left out there, and which scores cite it. */
function addMarks(article: HTMLElement, index: number, { leftOut, cited, messages }: Held): void {
  const threads = leftOut.get(index);
  if (threads !== undefined) article.append(threadMarks(threads));
  const citations = cited.get(messages.get(index)?.id ?? '');
  if (citations !== undefined) article.append(citationMarks(citations));
}

function hold(open: DidOpenTranscript, before: Held | undefined): Held {
  const same =
    before !== undefined &&
    before.open.name === open.name &&
    before.open.file === open.file &&
    before.open.thread === open.thread &&
    before.open.range.start === open.range.start;
  return {
    open,
    messages: same ? before.messages : new Map(),
    indices: same ? before.indices : new Map(),
    articles: new Map(),
    rows: new Map(),
    leftOut: threadsByPlace(open),
    cited: citationsByMessage(open),
  };
}
