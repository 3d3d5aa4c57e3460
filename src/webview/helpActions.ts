import type { PageContext } from './pageContext.ts';

export function openHelp(page: PageContext): void {
  page.store.update((state) => ({ ...state, help: true }));
  page.store.flush();
  document.querySelector<HTMLElement>('.help [data-control]')?.focus({ preventScroll: true });
}

export function closeHelp(page: PageContext): void {
  page.store.update((state) => ({ ...state, help: false }));
  page.focusBack();
}
