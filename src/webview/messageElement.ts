import type { PaneId, PanelSettings, ViewMessage } from '../panel/messages.ts';
import { element } from './element.ts';
import { partElement } from './partElement.ts';

/** A message as an article of the feed. `count` is of the whole transcript. */
export function messageElement(
  message: ViewMessage,
  pane: PaneId,
  count: number,
  settings: PanelSettings,
): HTMLElement {
  const { index, id, role } = message;
  const who = message.name !== undefined && message.name !== role ? ` ${message.name}` : '';
  const article = element('article', {
    className: `message ${role}`,
    tabindex: '-1',
    'data-pane': pane,
    'data-index': String(index),
    'aria-posinset': String(index + 1),
    'aria-setsize': String(count),
    'aria-label': `Message ${index + 1}, ${role}${who}`,
  });
  article.append(
    element(
      'header',
      { className: 'who' },
      element('span', { className: 'role' }, role),
      who === '' ? undefined : element('span', { className: 'name' }, who.trim()),
      message.model === undefined ? undefined : element('span', { className: 'model' }, message.model),
      element('span', { className: 'number', title: message.timestamp ?? '' }, String(index + 1)),
    ),
    element(
      'div',
      { className: 'parts' },
      ...message.parts.map((part, at) => partElement(part, at, { pane, message: id, settings })),
    ),
    element('div', { className: 'margin' }),
  );
  if (message.parts.length === 0)
    article.querySelector('.parts')?.append(element('div', { className: 'quiet' }, 'Empty message'));
  return article;
}
