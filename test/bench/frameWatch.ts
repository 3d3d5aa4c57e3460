import type { BrowserContext, FrameLocator } from 'playwright-core';

/** What every frame of the browser notes of itself, on the clock of `Date.now()`, in milliseconds. */
export interface FrameNotes {
  /** When the first message had been painted. */
  firstMessage?: number;
  /** When the last key or click came in. */
  lastInput?: number;
  /** When a highlight more than at that input had been painted. */
  highlighted?: number;
  readonly longTasks: number[];
  /** Bytes of JSON of what came from the host, message by message. */
  readonly received: number[];
}

/** Starts the notes in every frame that opens from now on. */
export async function watchFrames(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const notes: FrameNotes = { longTasks: [], received: [] };
    (window as unknown as { notes: FrameNotes }).notes = notes;
    const now = (): number => performance.timeOrigin + performance.now();
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) if (task.name === 'self') notes.longTasks.push(task.duration);
    }).observe({ type: 'longtask', buffered: true });
    const painted = (note: (time: number) => void): void => void setTimeout(() => note(now()));
    const highlights = (): number =>
      [...CSS.highlights].reduce((sum, [name, ranges]) => sum + (/^kind-\d+$/.test(name) ? ranges.size : 0), 0);
    let before = 0;
    let heard: Document | undefined;
    let hearing: Element | undefined;
    const input = (): void => {
      notes.lastInput = now();
      delete notes.firstMessage;
      delete notes.highlighted;
      before = highlights();
      waiting = true;
    };
    // The first message of what a click opens, not of what it closes.
    let waiting = true;
    const look = (): void => {
      // The editor writes the page into this window anew, which removes listeners.
      if (hearing !== document.documentElement) {
        hearing = document.documentElement;
        heard = document;
        heard.addEventListener('keydown', input, true);
        heard.addEventListener('click', input, true);
        window.addEventListener('message', ({ data }) => {
          if (typeof data?.type === 'string' && /^did/.test(data.type))
            notes.received.push(new TextEncoder().encode(JSON.stringify(data)).length);
        });
      }
      const shown = document.querySelector('article.message .parts') !== null;
      if (shown && waiting) {
        waiting = false;
        painted((time) => (notes.firstMessage = time));
      }
      if (notes.lastInput !== undefined && notes.highlighted === undefined && highlights() > before) {
        before = Number.POSITIVE_INFINITY;
        painted((time) => (notes.highlighted = time));
      }
      lastLook = now();
      requestAnimationFrame(look);
    };
    // Writing the page anew also stops the frame callbacks that were asked for.
    let lastLook = 0;
    setInterval(() => {
      if (now() - lastLook > 100) look();
    }, 10);
    look();
  });
}

export function notesOf(panel: FrameLocator): Promise<FrameNotes> {
  return panel.locator('body').evaluate(() => (window as unknown as { notes: FrameNotes }).notes);
}
