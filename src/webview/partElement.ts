import type { PartSelector } from '../core/transcripts/locator.ts';
import type { PaneId, PanelSettings, ViewPart } from '../panel/messages.ts';
import { element } from './element.ts';
import { describeHidden, hiddenCharacters } from './hiddenCharacters.ts';
import { makeRegion, type Region } from './region.ts';

export interface PartContext {
  readonly pane: PaneId;
  readonly message: string;
  readonly settings: PanelSettings;
}

/** One part of a message. Labels and keys stand outside the regions, so that no selection counts them. */
export function partElement(part: ViewPart, index: number, context: PartContext): HTMLElement {
  const body = element('div', { className: `part ${part.type}`, 'data-part': String(index) });
  if (part.callId !== undefined) body.setAttribute('data-call', part.callId);
  if (part.isError === true) body.classList.add('error');
  const label = partLabel(part);
  if (label !== undefined) body.append(label);
  if (part.type === 'image') body.append(imagePlaceholder(part));
  else if (part.arguments !== undefined) {
    for (const argument of part.arguments) {
      const region = regionBlock({ call: part.callId ?? '', argument: argument.pointer }, argument, context);
      body.append(
        element(
          'div',
          { className: 'argument' },
          element('div', { className: 'key' }, argument.key),
          element('div', { className: 'argument-text' }, ...region),
        ),
      );
    }
    if (part.arguments.length === 0) body.append(element('div', { className: 'quiet' }, 'No arguments'));
  } else if (part.redacted === true && part.text === '') {
    body.append(element('div', { className: 'quiet' }, 'Reasoning is not in the file, only its signature.'));
  } else body.append(...regionBlock(index, part, context, foldable(part)));
  return body;
}

const foldable = (part: ViewPart): boolean =>
  part.type === 'reasoning' || part.type === 'tool_result' || part.type === 'other';

function partLabel(part: ViewPart): HTMLElement | undefined {
  switch (part.type) {
    case 'reasoning':
      return element('div', { className: 'label' }, 'Reasoning');
    case 'tool_call':
      return element(
        'div',
        { className: 'label' },
        'Calls ',
        element('code', {}, part.label ?? 'a tool'),
        linkButton(part, 'Result', 'Go to the result of this call'),
      );
    case 'tool_result':
      return element(
        'div',
        { className: 'label' },
        part.isError === true ? 'Error from ' : 'Result ',
        part.label === undefined ? (part.isError === true ? 'the tool' : '') : element('code', {}, part.label),
        linkButton(part, 'Call', 'Go to the call'),
      );
    case 'image':
      return undefined;
    case 'document':
      return element('div', { className: 'label' }, 'Document ', part.label ?? part.mime ?? '');
    case 'other':
      return element('div', { className: 'label' }, 'Block ', element('code', {}, part.label ?? 'of an unknown kind'));
    default:
      return undefined;
  }
}

function linkButton(part: ViewPart, text: string, title: string): HTMLElement | undefined {
  if (part.callId === undefined) return undefined;
  return element(
    'button',
    { className: 'inline-button follow-call', type: 'button', tabindex: '-1', title, 'data-call': part.callId },
    text,
  );
}

/** An embedded image waits for a click; the address of a remote one is text and is never fetched. */
function imagePlaceholder(part: ViewPart): HTMLElement {
  if (part.embedded === true) {
    const kind = part.mime ?? 'image';
    return element(
      'button',
      { className: 'image-button', type: 'button', tabindex: '-1', 'aria-label': `Show image, ${kind}` },
      `Show image (${kind})`,
    );
  }
  const where = part.url === undefined ? 'Image that is not in the file' : 'Image that is not in the file, at ';
  return element(
    'div',
    { className: 'quiet' },
    where,
    part.url === undefined ? undefined : element('span', { className: 'address' }, part.url),
  );
}

function regionBlock(
  selector: PartSelector,
  source: { readonly text: string; readonly fullLength?: number },
  { pane, message, settings }: PartContext,
  fold = true,
): readonly HTMLElement[] {
  const region = makeRegion(pane, message, selector, source);
  const blocks: HTMLElement[] = [region.element];
  const odd = hiddenCharacters(region.text);
  if (odd.length > 0) {
    region.element.classList.add('has-hidden');
    blocks.unshift(element('div', { className: 'hidden-note' }, describeHidden(odd)));
  }
  if (fold && settings.foldLines > 0 && isLong(region.text, settings.foldLines)) {
    region.element.classList.add('folded');
    blocks.push(
      element(
        'button',
        { className: 'inline-button fold', type: 'button', tabindex: '-1', 'aria-expanded': 'false' },
        foldText(region, true),
      ),
    );
  }
  if (region.fullLength > region.text.length) {
    blocks.push(
      element('button', { className: 'inline-button more', type: 'button', tabindex: '-1' }, moreText(region)),
    );
  }
  return blocks;
}

export function foldText({ text }: Region, folded: boolean): string {
  const lines = countLines(text);
  return !folded ? 'Show less' : lines > 1 ? `Show all ${lines.toLocaleString()} lines` : 'Show all';
}

export function moreText({ text, fullLength }: Region): string {
  return `Show more (${Math.ceil((fullLength - text.length) / 1000).toLocaleString()} K characters)`;
}

/** Lines that would show, a long one counted at about 100 characters to the row. */
function isLong(text: string, lines: number): boolean {
  let rows = 0;
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    rows += Math.max(1, Math.ceil((to - from) / 100));
    if (rows > lines) return true;
    from = to + 1;
  }
  return false;
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
