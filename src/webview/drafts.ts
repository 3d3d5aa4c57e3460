import type { HostPort } from './hostPort.ts';

/** How long a note rests before it is sent while still being typed, in milliseconds. */
const pause = 600;

/**
 * Notes being typed. A draft stays until the host shows the same text, so that a slow or refused
 * edit never takes back what a reviewer wrote.
 */
export class Drafts {
  readonly #port: HostPort;
  readonly #texts = new Map<string, string>();
  readonly #unsent = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(port: HostPort) {
    this.#port = port;
  }

  textOf(tag: string, note: string | undefined): string {
    const draft = this.#texts.get(tag);
    if (draft === undefined) return note ?? '';
    if (draft === (note ?? '') && !this.#unsent.has(tag)) this.#texts.delete(tag);
    return draft;
  }

  type(tag: string, text: string): void {
    this.#texts.set(tag, text);
    clearTimeout(this.#unsent.get(tag));
    this.#unsent.set(
      tag,
      setTimeout(() => this.send(tag), pause),
    );
  }

  send(tag: string): void {
    const timer = this.#unsent.get(tag);
    if (timer === undefined) return;
    clearTimeout(timer);
    this.#unsent.delete(tag);
    this.#port.send({ type: 'setNote', tag, text: this.#texts.get(tag) ?? '' });
  }

  /** Sends whatever is not sent yet: before a save, when the page is hidden. */
  flush(): void {
    for (const tag of [...this.#unsent.keys()]) this.send(tag);
  }
}
