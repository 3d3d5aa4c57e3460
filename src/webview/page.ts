import type { PanelWhere } from '../panel/intents.ts';
import type { HostMessage, PaneId, Reveal } from '../panel/messages.ts';
import { beginTranscript, openAwaitedForm } from './adjudication/adjudicationActions.ts';
import { AdjudicationList } from './adjudication/adjudicationList.ts';
import { followOutline, outlineHeight } from './asideView.ts';
import { keepCitation, listenToCitations } from './citations.ts';
import { settleControls } from './controls.ts';
import { Drafts } from './drafts.ts';
import { element } from './element.ts';
import { FindLayer, goToMatch } from './findActions.ts';
import { frame } from './frame.ts';
import { showTags } from './goActions.ts';
import type { HostPort } from './hostPort.ts';
import { render } from './html.ts';
import { keepActiveInSight } from './keepInSight.ts';
import { listenToKeys } from './keyboard.ts';
import { applyKindStyles } from './kindStyles.ts';
import { seen } from './listWindow.ts';
import { MarkupLayer } from './markupLayer.ts';
import type { ListPort, PageContext } from './pageContext.ts';
import { listenToParts, showImage } from './partEvents.ts';
import { perform } from './performAction.ts';
import { RecordList } from './records/recordList.ts';
import { recordSummary } from './records/recordSummary.ts';
import { recordsWhere, restoreRecords } from './records/recordsWhere.ts';
import { reduce } from './reduce.ts';
import { flushReplies } from './replyActions.ts';
import { Revealer } from './revealer.ts';
import { hasOthers, seenTags } from './reviewers.ts';
import { placeSelectionBar } from './selectionBar.ts';
import { SelectionWatch } from './selectionWatch.ts';
import type { PageState } from './state.ts';
import { Store } from './store.ts';
import { openAwaited } from './suggestionActions.ts';
import { type PanePlaces, placesAt, placesOf } from './taggedPlaces.ts';
import { TagLayer } from './tagLayer.ts';
import { takeChange } from './takeChange.ts';
import { TranscriptList } from './transcriptList.ts';
import { TranscriptView } from './transcriptView.ts';

/** The page: one state, one transcript view, the layers on its text, and what the host says. */
export class Page implements PageContext {
  readonly port: HostPort;
  readonly store = new Store();
  readonly view: TranscriptView;
  readonly drafts: Drafts;
  places: PanePlaces = {};
  readonly #root: HTMLElement;
  readonly #status = element(
    'div',
    { className: 'status', role: 'status', 'aria-live': 'polite' },
    'Press ? for the keys.',
  );
  readonly #tags = new TagLayer(({ tag, at }) => showTags(this, [tag.id], at));
  readonly #markup = new MarkupLayer();
  readonly #found = new FindLayer();
  readonly #revealer: Revealer;
  readonly #selection: SelectionWatch;
  readonly #transcripts = new TranscriptList(this);
  readonly #records = new RecordList(this);
  readonly #adjudication = new AdjudicationList(this);
  #images: string[] = [];
  #atDivergence = false;
  #wanted: { readonly pane: PaneId; readonly index: number } | undefined;

  constructor(root: HTMLElement, port: HostPort) {
    this.#root = root;
    this.port = port;
    this.drafts = new Drafts(port);
    this.view = new TranscriptView({
      built: (article, message, pane) => {
        this.#drawTags(article, message.id, pane);
        this.#found.draw(article, message.id);
      },
      removed: (article) => {
        for (const layer of [this.#tags, this.#markup, this.#found]) layer.clear(article);
      },
      shown: (section, visible) => (visible ? this.#markup.show(section) : this.#markup.hide(section)),
    });
    this.#revealer = new Revealer(this.view, port, (pane, index) => this.focusMessage(pane, index));
    this.#selection = new SelectionWatch(this, (region, offset) => {
      const found = placesAt(this.places[region.pane] ?? new Map(), region, offset);
      if (found.length > 0) showTags(this, [...new Set(found.map(({ tag }) => tag.id))], found[0]?.at);
    });
  }

  start(): void {
    const where = this.port.where();
    if (where?.filter !== undefined) this.store.update((state) => ({ ...state, filter: where.filter ?? '' }));
    if (where?.whose !== undefined) this.store.update((state) => ({ ...state, whose: where.whose ?? 'everyone' }));
    if (where?.records !== undefined) this.store.update((state) => restoreRecords(state, where.records));
    this.store.subscribe((state, before) => this.#changed(state, before));
    listenToKeys(this);
    listenToCitations(this);
    listenToParts(this.view, this.port, (pane, index) => this.focusMessage(pane, index));
    this.#root.addEventListener('scroll', ({ target }) => this.#scrolled(target), { capture: true, passive: true });
    new ResizeObserver(() => this.#draw(this.store.state)).observe(this.#root);
    document.addEventListener('visibilitychange', () => {
      this.drafts.flush();
      if (document.hidden) flushReplies(this);
    });
    this.port.listen((message) => this.receive(message));
    this.#draw(this.store.state);
    this.port.send({ type: 'ready', ...(where !== undefined && { where }) });
  }

  receive(message: HostMessage): void {
    const before = this.store.state;
    this.store.update((state) => reduce(state, message));
    switch (message.type) {
      case 'didOpen':
        this.#transcripts.forget();
        this.#records.forget();
        this.#revealer.forget();
        this.#restyle();
        break;
      case 'didOpenTranscript':
        this.#atDivergence = false;
        this.#openTranscript();
        break;
      case 'didList':
        this.#transcripts.refine(message);
        break;
      case 'didChangeTags':
        openAwaited(this);
        break;
      case 'didListRecords':
        this.#records.receive(message);
        break;
      case 'didChangeFile':
      case 'didChangeTranscript':
        this.view.steady(() => this.store.flush());
        takeChange(this, message, before);
        break;
      case 'didLoad':
        this.view.load(message);
        if (this.#atDivergence) this.#showDivergence();
        this.#revealer.retry();
        if (this.#wanted !== undefined) this.focusMessage(this.#wanted.pane, this.#wanted.index);
        if (message.done) this.#draw(this.store.state);
        break;
      case 'didLoadText': {
        const region = this.view.loadText(message);
        const article = region?.element.closest<HTMLElement>('.message');
        if (region && article) {
          this.#markup.refresh(article);
          this.#drawTags(article, region.message, region.pane);
        }
        this.#revealer.retry();
        break;
      }
      case 'didLoadImage': {
        const address = showImage(this.view, message);
        if (address !== undefined) this.#images.push(address);
        break;
      }
      case 'didChangeSettings':
        this.#restyle();
        this.#openTranscript();
        this.#stay();
        break;
      case 'reveal':
        this.store.flush();
        this.reveal(message);
        break;
      case 'perform':
        perform(this, message.action, message.kind);
        break;
      case 'didAdjudicate':
        beginTranscript(this);
        openAwaitedForm(this);
        break;
      case 'didFind':
        this.store.flush();
        goToMatch(this, 0);
        break;
    }
  }

  say(text: string): void {
    // The same words twice are said twice only when the text changes in between.
    this.#status.textContent = this.#status.textContent === text ? `${text}\u00a0` : text;
  }

  reveal(place: Omit<Reveal, 'type'>): void {
    this.#atDivergence = false;
    this.#revealer.reveal(place);
  }

  focusMessage(pane: PaneId, index: number): void {
    const open = this.view.opened(pane);
    const article = this.view.message(pane, index) && this.view.build(pane, index);
    // What still comes of the old range asks again for a message that has been asked for.
    const asked = this.#wanted?.pane === pane && this.#wanted.index === index;
    this.#wanted = undefined;
    if (article === undefined) {
      this.#wanted = { pane, index };
      if (!asked && open !== undefined && (index < open.range.start || index >= open.range.end))
        this.port.send({ type: 'loadRange', pane, start: index });
      return;
    }
    this.#roveTo(article);
    article.focus({ preventScroll: true });
    const box = this.view.root.getBoundingClientRect();
    const { top, bottom, height } = article.getBoundingClientRect();
    if (height > box.height || top < box.top) article.scrollIntoView({ block: 'start' });
    else if (bottom > box.bottom) article.scrollIntoView({ block: 'end' });
  }

  focusBack(): void {
    this.store.flush();
    const { focus, mode } = this.store.state;
    const article = focus && this.view.article(focus.pane, focus.index);
    if (mode === 'list') this.list.focus();
    else if (article !== undefined) article.focus({ preventScroll: true });
    else this.view.root.querySelector<HTMLElement>('.message')?.focus({ preventScroll: true });
  }

  selectionMoved(): void {
    this.#selection.look(true);
  }

  get list(): ListPort {
    if (this.store.state.adjudication !== undefined) return this.#adjudication;
    return this.store.state.file?.hasRecords ? this.#records : this.#transcripts;
  }

  #openTranscript(): void {
    // First what is due is drawn, on the messages that go now.
    this.store.flush();
    const { file, panes } = this.store.state;
    if (file === undefined || panes.a === undefined) return;
    for (const address of this.#images.splice(0)) URL.revokeObjectURL(address);
    this.#tags.clear();
    this.#markup.clear();
    this.#markup.color = file.settings.colorMarkup;
    this.#found.set(this.store.state.find);
    this.#findPlaces();
    this.view.open(panes, file.settings);
    if (panes.b !== undefined) this.#showDivergence();
    this.#revealer.retry();
  }

  /** A comparison begins at its first difference, and stays there while its messages come. */
  #showDivergence(): void {
    const place = this.view.markDivergence();
    const open = place && this.view.opened(place.pane);
    const message = place && this.view.message(place.pane, place.index);
    if (place && open && message)
      this.#revealer.reveal({ pane: place.pane, name: open.name, message: message.id, focus: false });
    this.#atDivergence = true;
  }

  /** Back to the message that had the focus, after the messages were drawn afresh. */
  #stay(): void {
    const { focus } = this.store.state;
    const open = focus && this.view.opened(focus.pane);
    const message = focus && this.view.message(focus.pane, focus.index);
    if (focus && open && message) this.reveal({ pane: focus.pane, name: open.name, message: message.id, focus: false });
  }

  #restyle(): void {
    const { file } = this.store.state;
    if (file === undefined) return;
    applyKindStyles(file.codebook);
    document.documentElement.style.setProperty('--fold-lines', String(file.settings.foldLines));
  }

  #changed(state: PageState, before: PageState): void {
    const tagsChanged = state.tags !== before.tags || state.panes !== before.panes || state.whose !== before.whose;
    if (tagsChanged) this.#findPlaces();
    const tagsShown = tagsChanged || state.shownTags[0] !== before.shownTags[0];
    if (tagsShown) this.#redrawTags();
    if (state.find !== before.find && state.find?.matches !== before.find?.matches) this.#redrawFound(state);
    this.#transcripts.changed(state, before);
    if (tagsShown) keepActiveInSight(this.view.root, () => this.#draw(state));
    else this.#draw(state);
    followOutline(state, before);
    this.#selection.report();
    this.#remember(state);
  }

  #draw(state: PageState): void {
    render(
      frame(this, state, {
        outline: seen('outline', outlineHeight * 60),
        status: this.#status,
      }),
      this.#root,
    );
    render(recordSummary(this, state), this.view.head);
    placeSelectionBar(state);
    settleControls(this.#root);
    if (state.mode !== 'loading') this.list.drawn();
  }

  /** Windowed lists draw their rows; the bar goes along with the text it stands at. */
  #scrolled(target: EventTarget | null): void {
    if (target === this.view.root) {
      if (this.store.state.selection.length > 0) this.#selection.look();
    } else if (target instanceof Element && (target.id === this.list.scroller || target.id === 'outline'))
      this.#draw(this.store.state);
  }

  #findPlaces(): void {
    const { panes } = this.store.state;
    const tags = seenTags(this.store.state);
    this.places = {
      ...(panes.a && { a: placesOf(tags, panes.a) }),
      ...(panes.b && { b: placesOf(tags, panes.b) }),
    };
  }

  /** Messages that have tags now, or had marks before. */
  #redrawTags(): void {
    for (const pane of ['a', 'b'] as const) {
      for (const message of this.places[pane]?.keys() ?? []) {
        const index = this.view.indexOf(pane, message);
        const article = index === undefined ? undefined : this.view.article(pane, index);
        if (article) this.#drawTags(article, message, pane);
      }
    }
    for (const margin of this.view.root.querySelectorAll('.margin:not(:empty)')) {
      const article = margin.parentElement;
      const pane = article?.dataset.pane as PaneId;
      const message = this.view.message(pane, Number(article?.dataset.index));
      if (article && message && !this.places[pane]?.has(message.id)) this.#drawTags(article, message.id, pane);
    }
  }

  #drawTags(article: HTMLElement, message: string, pane: PaneId): void {
    const { file, shownTags } = this.store.state;
    const places = this.places[pane];
    if (file !== undefined && places !== undefined)
      this.#tags.draw(article, message, places, {
        codebook: file.codebook,
        active: shownTags[0],
        chips: hasOthers(this.store.state),
      });
  }

  #redrawFound({ find }: PageState): void {
    this.#found.set(find);
    for (const message of this.#found.messages) {
      const index = find && this.view.indexOf(find.pane, message);
      const article = find && index !== undefined ? this.view.article(find.pane, index) : undefined;
      if (article) this.#found.draw(article, message);
    }
  }

  #roveTo(article: HTMLElement): void {
    const pane = article.dataset.pane as PaneId;
    for (const old of this.view.root.querySelectorAll(`.message[tabindex="0"][data-pane="${pane}"]`))
      setTabStops(old, '-1');
    setTabStops(article, '0');
  }

  /** Called when focus came to a message by any way. */
  focused(article: HTMLElement): void {
    const pane = article.dataset.pane as PaneId;
    const index = Number(article.dataset.index);
    this.#atDivergence = false;
    this.#roveTo(article);
    this.store.update((state) => {
      const kept = keepCitation(state, this.view.message(pane, index)?.id);
      return kept.focus?.pane === pane && kept.focus.index === index ? kept : { ...kept, focus: { pane, index } };
    });
  }

  #remember(state: PageState): void {
    if (state.mode === 'loading') return;
    const { a, b } = state.panes;
    const message = state.focus?.pane === 'a' ? this.view.message('a', state.focus.index)?.id : undefined;
    const where: PanelWhere = {
      mode: state.mode,
      ...(state.mode !== 'list' && a !== undefined && { name: a.name }),
      ...(state.mode !== 'list' && message !== undefined && { message }),
      ...(state.mode === 'compare' &&
        b !== undefined && { right: { name: b.name, ...(b.file !== undefined && { file: b.file }) } }),
      ...(state.filter !== '' && { filter: state.filter }),
      ...(state.whose !== 'everyone' && { whose: state.whose }),
      ...recordsWhere(state),
    };
    if (JSON.stringify(where) !== JSON.stringify(this.port.where())) this.port.remember(where);
  }
}

function setTabStops(article: Element, tabindex: '0' | '-1'): void {
  article.setAttribute('tabindex', tabindex);
  for (const inner of article.querySelectorAll('button')) inner.setAttribute('tabindex', tabindex);
}
