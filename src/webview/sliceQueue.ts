/** Longest stretch of work before the page may draw and answer keys, in milliseconds. */
const sliceLength = 8;

/** Does work piece by piece between frames: `step` does the most wanted piece and says whether any is left. */
export class SliceQueue {
  readonly #step: () => boolean;
  readonly #channel = new MessageChannel();
  #running = false;

  constructor(step: () => boolean) {
    this.#step = step;
    this.#channel.port1.onmessage = () => this.#run();
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#channel.port2.postMessage(undefined);
  }

  #run(): void {
    const until = performance.now() + sliceLength;
    let more = true;
    while (more && performance.now() < until) more = this.#step();
    this.#running = false;
    if (more) this.start();
  }
}
