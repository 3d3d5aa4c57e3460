import type { ViewMessage } from '../panel/messages.ts';

/** What the reviewer looked at, in messages that are about to be drawn anew. */
export interface KeptPlace {
  /** The message at the top of the screen, and how far below the top it begins, in pixels. */
  readonly seen?: { readonly id: string; readonly top: number };
  /** The message with keyboard focus. */
  readonly focused?: string;
}

/** How far below the top is looked for a message: past the space between two, in pixels. */
const probes = [1, 24, 60];

/** Undefined when messages from `from` on are neither at the top nor focused: what is before them does not move. */
export function keptPlace(
  root: HTMLElement,
  messages: ReadonlyMap<number, ViewMessage>,
  from: number,
): KeptPlace | undefined {
  const idOf = (article: Element | null | undefined): string | undefined => {
    const index = Number(article instanceof HTMLElement ? article.dataset.index : Number.NaN);
    return index >= from ? messages.get(index)?.id : undefined;
  };
  const box = root.getBoundingClientRect();
  const [top] = probes
    .flatMap((down) => document.elementsFromPoint(box.left + box.width / 2, box.top + down))
    .flatMap((element) => element.closest('.message') ?? []);
  const seen = idOf(top);
  const focused = root.contains(document.activeElement) ? idOf(document.activeElement?.closest('.message')) : undefined;
  if (seen === undefined && focused === undefined) return undefined;
  return {
    ...(top !== undefined &&
      seen !== undefined && { seen: { id: seen, top: top.getBoundingClientRect().top - box.top } }),
    ...(focused !== undefined && { focused }),
  };
}

/** Puts back what is there again; gives what is still to come. */
export function restorePlace(
  root: HTMLElement,
  { seen, focused }: KeptPlace,
  articleOf: (id: string) => HTMLElement | undefined,
): KeptPlace | undefined {
  const top = seen && articleOf(seen.id);
  if (seen !== undefined && top !== undefined)
    root.scrollTop += top.getBoundingClientRect().top - root.getBoundingClientRect().top - seen.top;
  const active = focused === undefined ? undefined : articleOf(focused);
  active?.focus({ preventScroll: true });
  const rest: KeptPlace = {
    ...(seen !== undefined && top === undefined && { seen }),
    ...(focused !== undefined && active === undefined && { focused }),
  };
  return Object.keys(rest).length === 0 ? undefined : rest;
}
