import { foldText } from './partElement.ts';
import { regionAt } from './region.ts';

/** Shows a folded text whole. Nothing is ever taken out of the DOM: a fold only clips. */
export function unfold(region: Element): void {
  if (region.classList.contains('folded')) toggleFold(region);
}

export function toggleFold(element: Element): void {
  const region = regionAt(element);
  if (region === undefined) return;
  const folded = region.element.classList.toggle('folded');
  region.element.scrollTop = 0;
  const button = region.element.parentElement?.querySelector(':scope > .fold');
  button?.setAttribute('aria-expanded', String(!folded));
  if (button) button.textContent = foldText(region, folded);
}
