import * as vscode from 'vscode';
import type { Problem } from '../../core/problem.ts';
import { problemText } from '../../core/problemText.ts';
import { type Alignment, alignTranscripts } from '../../core/transcripts/align.ts';
import { commonMessages } from '../../core/transcripts/commonMessages.ts';
import type { Message, Transcript } from '../../core/transcripts/transcript.ts';
import { messageText, threadOf } from '../../core/transcripts/transcriptText.ts';
import { blindThreads } from '../../panel/blindThreads.ts';
import { blindFacts, blindMessage } from '../../panel/blindTranscript.ts';
import { boundJson } from '../../panel/boundJson.ts';
import type { SearchedThread } from '../../panel/findText.ts';
import type { DidOpenTranscript, HostMessage, PaneId, ViewProblem } from '../../panel/messages.ts';
import { countEvents, eventChunks } from '../../panel/viewEvents.ts';
import { viewRecord } from '../../panel/viewRecord.ts';
import { viewScores } from '../../panel/viewScores.ts';
import { messageChunks, outline, rangeAround, rangeSize, viewThreads } from '../../panel/viewTranscript.ts';
import type { OpenFile } from '../files/openFile.ts';
import type { OpenTranscript } from '../files/openTranscript.ts';

/** Posts to one page; resolves when the channel took the message, false when the page is hidden. */
export type Post = (message: HostMessage) => Thenable<boolean>;

export function viewProblem(problem: Problem): ViewProblem {
  return { severity: problem.severity, text: problemText(problem, vscode.l10n.t) };
}

/** A message by its index in a thread; without one in the main thread. */
export interface MessagePlace {
  readonly thread: string | undefined;
  readonly index: number;
}

/** One transcript on show. Streams its messages; a later `show` cancels what is still streaming. */
export class PanelPane implements vscode.Disposable {
  readonly id: PaneId;
  readonly #post: Post;
  #shown: OpenTranscript;
  #streamed = Promise.resolve();
  #streaming: AbortController | undefined;
  #range = { start: 0, end: 0 };
  #thread: string | undefined;
  readonly #hides: (pane: PanelPane) => boolean;
  #hidden = false;
  #file: string | undefined;

  /** The lease of what is shown is the pane's from now on. `hides` tells whether its reviewer is still to see it blind. */
  constructor(id: PaneId, shown: OpenTranscript, post: Post, hides: (pane: PanelPane) => boolean) {
    this.#hides = hides;
    this.id = id;
    this.#shown = shown;
    this.#post = post;
    this.#hidden = hides(this);
  }

  get opened(): OpenFile {
    return this.#shown.opened;
  }

  /** As its reviewer may see it. */
  get transcript(): Transcript {
    return this.#hidden ? blindThreads(this.#shown.transcript) : this.#shown.transcript;
  }

  /** What may be seen is otherwise than what is shown. */
  get isOutdated(): boolean {
    return this.#hides(this) !== this.#hidden;
  }

  get problems(): readonly Problem[] {
    return this.#shown.problems;
  }

  /** The messages of the thread that is shown. */
  get messages(): readonly Message[] {
    const { messages, threads } = this.transcript;
    return threads?.find((thread) => thread.id === this.#thread)?.messages ?? messages;
  }

  /** Announce the transcript and send the range around a message. Resolves when the first chunk is out. */
  async show(
    { thread, index: first }: MessagePlace,
    extra: { readonly file?: string; readonly alignment?: Alignment },
  ): Promise<void> {
    this.#streaming?.abort();
    this.#thread = thread;
    this.#file = extra.file;
    this.#range = rangeAround(this.messages.length, first);
    await this.#post({ type: 'didOpenTranscript', ...this.#facts(), ...extra });
    await this.#send(this.#range, first - 3);
  }

  /**
   * Show another reading of the same transcript: only the messages from the first other one on are sent.
   * What is still being sent is sent first.
   */
  async update(now: OpenTranscript): Promise<void> {
    await this.#streamed;
    const before = this.messages;
    const facts = JSON.stringify(this.#facts());
    this.#shown.lease.dispose();
    this.#shown = now;
    this.#hidden = this.#hides(this);
    const { messages } = this;
    const { start, end } = this.#range;
    if (this.#thread !== undefined && !now.transcript.threads?.some(({ id }) => id === this.#thread))
      return this.show({ thread: undefined, index: 0 }, this.#of);
    if (start > 0 && start >= messages.length) return this.show({ thread: this.#thread, index: 0 }, this.#of);
    const last = end === before.length ? start + rangeSize : end;
    this.#range = { start, end: Math.min(last, messages.length) };
    const from = commonMessages(before, messages);
    if (from === before.length && from === messages.length && facts === JSON.stringify(this.#facts())) return;
    await this.#post({ type: 'didChangeTranscript', ...this.#facts(), ...this.#of, from });
    await this.#send({ start: Math.max(from, start), end: this.#range.end }, from);
  }

  /** Shows what was hidden, or hides it, where that is otherwise than it was. */
  async look(): Promise<void> {
    if (!this.isOutdated) return;
    await this.#streamed;
    this.#hidden = this.#hides(this);
    const gone = this.#thread !== undefined && !this.transcript.threads?.some(({ id }) => id === this.#thread);
    if (gone) return this.show({ thread: undefined, index: 0 }, this.#of);
    await this.#post({ type: 'didChangeTranscript', ...this.#facts(), ...this.#of, from: 0 });
    await this.#send(this.#range, this.#range.start);
  }

  get #of(): { readonly file?: string } {
    return this.#file === undefined ? {} : { file: this.#file };
  }

  #facts(): Omit<DidOpenTranscript, 'type' | 'file' | 'alignment'> {
    return this.#hidden ? blindFacts(this.#allFacts()) : this.#allFacts();
  }

  #allFacts(): Omit<DidOpenTranscript, 'type' | 'file' | 'alignment'> {
    const { transcript, messages } = this;
    const thread = this.#thread;
    return {
      pane: this.id,
      name: transcript.name,
      record: transcript.record,
      metadata: boundJson(transcript.metadata),
      ...viewScores(transcript.scores),
      problems: this.problems.map(viewProblem),
      messageCount: messages.length,
      range: this.#range,
      outline: outline({ messages }),
      ...(transcript.threads !== undefined && { threads: viewThreads(transcript) }),
      ...(thread !== undefined && { thread }),
      ...(transcript.prediction !== undefined && { prediction: viewRecord(transcript.prediction) }),
      ...(transcript.events !== undefined && { eventCount: countEvents(transcript.events) }),
    };
  }

  /** Streams a range, beginning at message `first` of it. Resolves when the first chunk is out. */
  async #send(range: { readonly start: number; readonly end: number }, first: number): Promise<void> {
    const { transcript, messages } = this;
    const streaming = new AbortController();
    this.#streaming = streaming;
    const chunks = messageChunks(messages, range, Math.max(first, range.start));
    const started = chunks.next();
    if (started.done === true) {
      await this.#post({ type: 'didLoad', pane: this.id, name: transcript.name, messages: [], done: true });
      return;
    }
    let chunk = started.value;
    const send = async (): Promise<boolean> => {
      const next = chunks.next();
      const shown = this.#hidden ? chunk.map(blindMessage) : chunk;
      const message = { pane: this.id, name: transcript.name, messages: shown, done: next.done === true };
      await this.#post({ type: 'didLoad', ...message });
      if (next.done === true || streaming.signal.aborted) return false;
      chunk = next.value;
      return true;
    };
    if (await send()) this.#streamed = this.#stream(send);
  }

  async #stream(send: () => Promise<boolean>): Promise<void> {
    try {
      while (await send());
    } catch {
      // The page went away; a new one asks again with `ready`.
    }
  }

  /** The thread that is shown in place of the main one. */
  get thread(): string | undefined {
    return this.#thread;
  }

  async sendEvents(): Promise<void> {
    if (this.#hidden) return;
    const { name, events = [], eventsLeftOut } = this.transcript;
    const more = { pane: this.id, name, ...(eventsLeftOut !== undefined && { leftOut: eventsLeftOut }) };
    const chunks = eventChunks(events);
    let start = 0;
    for (const [i, chunk] of chunks.entries()) {
      await this.#post({ type: 'didLoadEvents', ...more, start, events: chunk, done: i === chunks.length - 1 });
      start += chunk.length;
    }
  }

  get searched(): SearchedThread {
    return { ...(this.#thread !== undefined && { id: this.#thread }), messages: this.messages };
  }

  /** Whether the page has, or is being sent, the message at `index` of a thread. */
  holds({ thread, index }: MessagePlace): boolean {
    return thread === this.#thread && index >= this.#range.start && index < this.#range.end;
  }

  /** Where a message is, by its id. */
  find(message: string | undefined): MessagePlace | undefined {
    if (message === undefined) return undefined;
    const thread = threadOf(this.transcript, message);
    const index = (thread ?? this.transcript).messages.findIndex((candidate) => candidate.id === message);
    return index < 0 ? undefined : { thread: thread?.id, index };
  }

  dispose(): void {
    this.#streaming?.abort();
    this.#shown.lease.dispose();
  }
}

export function align(left: PanelPane, right: PanelPane): Alignment {
  return alignTranscripts(left.transcript, right.transcript);
}

export function firstDivergenceIndex(alignment: Alignment): number {
  const row = alignment.firstDivergence === undefined ? undefined : alignment.rows[alignment.firstDivergence];
  return row === undefined ? 0 : Math.max(row[0], 0);
}

/** A line that tells a record apart in the list: the first words of its first user message. */
export function entryTitle(transcript: Transcript): string | undefined {
  const message = transcript.messages.find((candidate) => candidate.role === 'user') ?? transcript.messages[0];
  const text = message === undefined ? '' : messageText(message).slice(0, 600).replace(/\s+/gu, ' ').trim();
  return text === '' ? undefined : [...text].slice(0, 140).join('');
}
