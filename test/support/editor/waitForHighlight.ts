import type { FrameLocator } from 'playwright-core';
import { eventually, glance } from './eventually.ts';

/** Waits until exactly `text` stands highlighted under one of `names` and is on the screen. `kind-0-active` is the active tag's. */
export async function waitForHighlight(panel: FrameLocator, names: string, text: string): Promise<void> {
  let seen: unknown;
  try {
    await eventually('a highlight', async () => {
      const look = (_: unknown, wanted: string) => {
        const ranges = wanted.split(' ').flatMap((name) => [...(CSS.highlights.get(name) ?? [])]);
        return ranges.map((range) => {
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          const { top, bottom, height } = live.getBoundingClientRect();
          return { text: live.toString(), onScreen: height > 0 && top >= 0 && bottom <= innerHeight };
        });
      };
      const found = await panel.locator('body').evaluate(look, names, { timeout: glance });
      seen = found;
      return found.length === 1 && found[0]?.text === text && found[0].onScreen;
    });
  } catch (cause) {
    throw new Error(`highlighted as ${names}: ${JSON.stringify(seen)}, wanted: ${JSON.stringify(text)}`, { cause });
  }
}
