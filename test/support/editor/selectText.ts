import type { Locator, Page } from 'playwright-core';
import { eventually, glance } from './eventually.ts';

export interface TextPlace {
  readonly within: Locator;
  readonly text: string;
}

/**
 * Selects from the first character of `from.text` to the last of `to.text` with the mouse, as a reviewer
 * does: a drag when both ends fit the screen, else a click and a shift-click. A page that is still being written,
 * or moves under the mouse, is waited for: all is looked up anew until the text is what is selected.
 */
export async function selectText(page: Page, from: TextPlace, to: TextPlace = from): Promise<void> {
  let tried = false;
  await eventually(`${JSON.stringify(from.text)} is selected`, async () => {
    await edge(from, 'start', true);
    // On what is selected already a drag would move it.
    const start = await edge(from, 'start', false);
    if (tried) await page.mouse.click(start.x, start.y);
    tried = true;
    await drag(page, from, to);
    const selected = await selectedText(from.within);
    if (selected === undefined || (selected.startsWith(from.text) && selected.endsWith(to.text))) return true;
    throw new Error(`selected is ${JSON.stringify(selected)}`);
  });
}

async function drag(page: Page, from: TextPlace, to: TextPlace): Promise<void> {
  const visible = await edge(to, 'end', false);
  const start = await edge(from, 'start', false);
  if (start.shown && visible.shown) {
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move((start.x + visible.x) / 2, (start.y + visible.y) / 2);
    await page.mouse.move(visible.x, visible.y);
    await page.mouse.up();
    return;
  }
  await page.mouse.click(start.x, start.y);
  const end = await edge(to, 'end', true);
  await page.keyboard.down('Shift');
  await page.mouse.click(end.x, end.y);
  await page.keyboard.up('Shift');
}

interface Edge {
  /** In the page's own pixels, whatever frames lie between. */
  readonly x: number;
  readonly y: number;
  readonly shown: boolean;
}

/** The text that is selected around an element; undefined in the editor, which draws its selection itself. */
function selectedText(within: Locator): Promise<string | undefined> {
  return within.evaluate(
    (element) => {
      if (element.closest('.monaco-editor') !== null) return undefined;
      const selection = element.ownerDocument.getSelection();
      return selection === null || selection.rangeCount === 0 ? '' : selection.getRangeAt(0).toString();
    },
    undefined,
    { timeout: glance },
  );
}

/** Where one edge of a text stands on the screen, scrolled to first if asked. */
async function edge(place: TextPlace, side: 'start' | 'end', scroll: boolean): Promise<Edge> {
  const inFrame = await place.within.evaluate(
    async (element, { text, side, scroll }) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      while (walker.nextNode()) nodes.push(walker.currentNode as Text);
      const whole = nodes.map((node) => node.data).join('');
      const found = whole.indexOf(text);
      if (found < 0) throw new Error(`no ${JSON.stringify(text)} in ${JSON.stringify(whole.slice(0, 500))}`);
      const character = [...text].at(side === 'start' ? 0 : -1) ?? '';
      let offset = side === 'start' ? found : found + text.length - character.length;
      const range = document.createRange();
      for (const node of nodes) {
        if (offset < node.length) {
          range.setStart(node, offset);
          range.setEnd(node, Math.min(node.length, offset + character.length));
          break;
        }
        offset -= node.length;
      }
      if (scroll) {
        const anchor = range.startContainer.parentElement;
        anchor?.scrollIntoView({ block: 'nearest' });
        let scroller = anchor;
        while (scroller && scroller !== document.documentElement && scroller.scrollHeight <= scroller.clientHeight) {
          scroller = scroller.parentElement;
        }
        scroller ??= document.documentElement;
        const seen =
          scroller === document.documentElement
            ? new DOMRect(0, 0, innerWidth, innerHeight)
            : scroller.getBoundingClientRect();
        const { top, bottom } = range.getBoundingClientRect();
        // Not at an edge, where a drag scrolls on.
        if (top < seen.top + 30 || bottom > seen.bottom - 30) {
          scroller.scrollBy({ top: top - seen.top - seen.height / 2, behavior: 'instant' });
        }
      }
      // What is laid out only near the screen may still push the text about, for a frame or two.
      let box = range.getBoundingClientRect();
      for (let still = 0, frames = 0; scroll && still < 3 && frames < 100; frames++) {
        await new Promise(requestAnimationFrame);
        const now = range.getBoundingClientRect();
        still = now.top === box.top && now.left === box.left ? still + 1 : 0;
        box = now;
      }
      const rightToLeft = /[\u0590-\u08ff]/u.test(character);
      const atLeft = (side === 'start') !== rightToLeft;
      const origin = element.getBoundingClientRect();
      return {
        x: (atLeft ? box.left + 1 : box.right - 1) - origin.left,
        y: (box.top + box.bottom) / 2 - origin.top,
        shown: box.top >= 0 && box.bottom <= innerHeight,
      };
    },
    { text: place.text, side, scroll },
    { timeout: glance },
  );
  const box = await place.within.boundingBox({ timeout: glance });
  if (box === null) throw new Error(`${place.within} is not on the screen`);
  return { x: box.x + inFrame.x, y: box.y + inFrame.y, shown: inFrame.shown };
}
