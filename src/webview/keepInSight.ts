/**
 * Draws; where that leaves the messages less room, as when the card of a tag opens below them, the active tag's
 * text stays in sight if it was.
 */
export function keepActiveInSight(messages: HTMLElement, draw: () => void): void {
  const before = messages.clientHeight;
  draw();
  const less = before - messages.clientHeight;
  if (less <= 0 || !messages.isConnected) return;
  const { top, bottom } = messages.getBoundingClientRect();
  const box = activeBox(messages);
  if (box === undefined || box.top < top || box.bottom <= bottom || box.bottom > bottom + less) return;
  messages.scrollTop += Math.min(box.bottom - bottom + 8, box.top - top);
}

/** Where the active tag is highlighted; the last of its places. */
function activeBox(within: HTMLElement): DOMRect | undefined {
  for (const [name, ranges] of CSS.highlights) {
    if (!name.endsWith('-active')) continue;
    const range = [...ranges].findLast(({ startContainer }) => within.contains(startContainer));
    if (range === undefined) continue;
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.getBoundingClientRect();
  }
  return undefined;
}
