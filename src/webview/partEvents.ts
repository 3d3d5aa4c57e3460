import type { DidLoadImage, PaneId } from '../panel/messages.ts';
import { element } from './element.ts';
import type { HostPort } from './hostPort.ts';
import { toggleFold, unfold } from './partFolding.ts';
import { partKey, regionAt } from './region.ts';
import { articleAt } from './selection.ts';
import type { TranscriptView } from './transcriptView.ts';

const imageTypes = /^image\/(png|jpeg|gif|webp|bmp|avif)$/u;

/** The buttons inside messages: folds, more text, images, from a call to its result and back, threads. */
export function listenToParts(view: TranscriptView, port: HostPort, goTo: (pane: PaneId, index: number) => void): void {
  view.root.addEventListener('click', (event) => {
    const pressed = (event.target as Element).closest('button');
    const article = articleAt(pressed);
    if (pressed === null || article === null) return;
    const pane = article.dataset.pane as PaneId;
    const { thread } = pressed.dataset;
    if (thread !== undefined) port.send({ type: 'openThread', pane, thread });
    const part = pressed.closest<HTMLElement>('.part');
    const open = view.opened(pane);
    const message = view.message(pane, Number(article.dataset.index));
    if (open === undefined || message === undefined || part === null) return;
    if (pressed.classList.contains('fold')) {
      const region = pressed.parentElement?.querySelector(':scope > .region');
      if (region) toggleFold(region);
    } else if (pressed.classList.contains('more')) {
      const found = pressed.parentElement?.querySelector(':scope > .region');
      const region = found && regionAt(found);
      if (region)
        port.send({
          type: 'loadText',
          pane,
          name: open.name,
          region: { message: region.message, part: region.part },
          from: region.text.length,
        });
    } else if (pressed.classList.contains('image-button')) {
      pressed.textContent = 'Loading image…';
      port.send({
        type: 'loadImage',
        pane,
        name: open.name,
        region: { message: message.id, part: Number(part.dataset.part) },
      });
    } else if (pressed.classList.contains('follow-call')) {
      const other = otherEndOfCall(
        view,
        pane,
        message.index,
        pressed.dataset.call ?? '',
        part.classList.contains('tool_call'),
      );
      if (other !== undefined) goTo(pane, other);
    }
  });
  // A search of the browser or a selection scrolled inside a fold: what it found must be seen.
  view.root.addEventListener(
    'scroll',
    ({ target }) => target instanceof Element && target !== view.root && unfold(target),
    true,
  );
}

function otherEndOfCall(
  view: TranscriptView,
  pane: PaneId,
  from: number,
  call: string,
  forward: boolean,
): number | undefined {
  const wanted = forward ? 'tool_result' : 'tool_call';
  for (let at: number | undefined = from; at !== undefined; at = view.neighbour(pane, at, forward ? 1 : -1)) {
    if (view.message(pane, at)?.parts.some((part) => part.type === wanted && part.callId === call)) return at;
  }
  return undefined;
}

/** Puts a decoded image in its placeholder; returns the blob's address, to be revoked by whoever owns the pane. */
export function showImage(
  view: TranscriptView,
  { pane, name, region, image, problem }: DidLoadImage,
): string | undefined {
  const index = view.opened(pane)?.name === name ? view.indexOf(pane, region.message) : undefined;
  const article = index === undefined ? undefined : view.build(pane, index);
  const part = article?.querySelector(`.part[data-part="${CSS.escape(partKey(region.part))}"]`);
  if (!part) return undefined;
  if (image === undefined || !imageTypes.test(image.mime)) {
    part.replaceChildren(
      element('div', { className: 'quiet' }, problem ?? `Images of type ${image?.mime ?? 'unknown'} are not shown.`),
    );
    return undefined;
  }
  const address = URL.createObjectURL(new Blob([new Uint8Array(image.bytes)], { type: image.mime }));
  part.replaceChildren(element('img', { src: address, alt: `Image of message ${(index ?? 0) + 1}` }));
  return address;
}
