import { element } from './element.ts';
import { html, type TemplateResult } from './html.ts';

/** Colours of reviewers in the style sheet and the manifest: `plumbline.reviewer1` and so on. */
const colors = 8;

/** Class of a reviewer's colour: the same name has the same one everywhere, whoever else is there. */
export function reviewerClass(name: string): string {
  let hash = 0x811c9dc5;
  for (const unit of name.normalize('NFC').toLowerCase()) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `reviewer-${hash % colors}`;
}

/** The first letters of the first two words, else the first two of the only one. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [first = '?', second] = words;
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return letters.join('').toUpperCase();
}

/** A reviewer as a chip: the colour and the initials, so that neither is needed alone. */
export function reviewerChip(name: string): TemplateResult {
  return html`<span class="reviewer-chip ${reviewerClass(name)}" title=${name}>${initials(name)}</span>`;
}

export function reviewerChipElement(name: string): HTMLElement {
  return element('span', { className: `reviewer-chip ${reviewerClass(name)}`, title: name }, initials(name));
}
