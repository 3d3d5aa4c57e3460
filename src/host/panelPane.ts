import * as vscode from 'vscode';
import { alignTranscripts } from '../core/transcripts/align.ts';
import { messageText } from '../core/transcripts/transcriptText.ts';
import type { Transcript } from '../core/transcripts/transcript.ts';
import { problemText } from '../core/problemText.ts';
import type { Problem } from '../core/problem.ts';
import { boundJson } from '../panel/boundJson.ts';
import type { Alignment, HostMessage, PaneId, ViewProblem } from '../panel/messages.ts';
import { messageChunks, outline, rangeAround } from '../panel/viewTranscript.ts';
import type { OpenFile } from './openTranscripts.ts';

/** Posts to one page; resolves when the channel took the message, false when the page is hidden. */
export type Post = (message: HostMessage) => Thenable<boolean>;

export function viewProblem(problem: Problem): ViewProblem {
  return { severity: problem.severity, text: problemText(problem, vscode.l10n.t) };
}

/** One transcript on show. Streams its messages; a later `show` cancels what is still streaming. */
export class PanelPane implements vscode.Disposable {
  readonly id: PaneId;
  readonly opened: OpenFile;
  readonly transcript: Transcript;
  readonly problems: readonly Problem[];
  readonly #post: Post;
  readonly #lease: vscode.Disposable;
  #streaming: AbortController | undefined;
  #range = { start: 0, end: 0 };

  constructor(
    id: PaneId,
    opened: OpenFile,
    read: { readonly transcript: Transcript; readonly problems: readonly Problem[] },
    post: Post,
    lease: vscode.Disposable,
  ) {
    this.id = id;
    this.opened = opened;
    this.transcript = read.transcript;
    this.problems = read.problems;
    this.#post = post;
    this.#lease = lease;
  }

  /** Announce the transcript and send the range around message `first`. Resolves when the first chunk is out. */
  async show(first: number, extra: { readonly file?: string; readonly alignment?: Alignment }): Promise<void> {
    const { transcript } = this;
    const range = rangeAround(transcript.messages.length, first);
    this.#range = range;
    await this.#post({
      type: 'didOpenTranscript',
      pane: this.id,
      name: transcript.name,
      record: transcript.record,
      metadata: boundJson(transcript.metadata),
      scores: transcript.scores,
      problems: this.problems.map(viewProblem),
      messageCount: transcript.messages.length,
      range,
      outline: outline(transcript),
      ...extra,
    });
    this.#streaming?.abort();
    const streaming = new AbortController();
    this.#streaming = streaming;
    const chunks = messageChunks(transcript.messages, range, Math.max(first - 3, range.start));
    const started = chunks.next();
    if (started.done === true) {
      await this.#post({ type: 'didLoad', pane: this.id, name: transcript.name, messages: [], done: true });
      return;
    }
    let chunk = started.value;
    const send = async (): Promise<boolean> => {
      const next = chunks.next();
      const message = { pane: this.id, name: transcript.name, messages: chunk, done: next.done === true };
      await this.#post({ type: 'didLoad', ...message });
      if (next.done === true || streaming.signal.aborted) return false;
      chunk = next.value;
      return true;
    };
    if (await send()) void this.#stream(send);
  }

  async #stream(send: () => Promise<boolean>): Promise<void> {
    try {
      while (await send());
    } catch {
      // The page went away; a new one asks again with `ready`.
    }
  }

  /** Whether the page has, or is being sent, the message at `index`. */
  holds(index: number): boolean {
    return index >= this.#range.start && index < this.#range.end;
  }

  /** The index of a message id, or -1. */
  indexOf(message: string | undefined): number {
    if (message === undefined) return -1;
    return this.transcript.messages.findIndex((candidate) => candidate.id === message);
  }

  dispose(): void {
    this.#streaming?.abort();
    this.#lease.dispose();
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
