/** One tab stop for a grid: the arrows go from number to number, Home and End along a row. */
export function gridKey(event: KeyboardEvent): void {
  const at = event.target;
  if (!(at instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = at.closest('tr');
  const rows = [...(at.closest('table')?.querySelectorAll('tr') ?? [])].filter((each) => stops(each).length > 0);
  if (row === null) return;
  const here = stops(row);
  const steps: Readonly<Record<string, () => HTMLElement | undefined>> = {
    ArrowRight: () => here[here.indexOf(at) + 1],
    ArrowLeft: () => here[here.indexOf(at) - 1],
    Home: () => here[0],
    End: () => here.at(-1),
    ArrowDown: () => nearest(rows[rows.indexOf(row) + 1], at),
    ArrowUp: () => nearest(rows[rows.indexOf(row) - 1], at),
  };
  const next = steps[event.key]?.();
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The number that has the focus is the grid's tab stop from now on. */
export function gridFocus(event: FocusEvent): void {
  const at = event.target;
  if (!(at instanceof HTMLElement)) return;
  for (const each of at.closest('table')?.querySelectorAll<HTMLElement>('[data-stop]') ?? []) each.tabIndex = -1;
  at.tabIndex = 0;
}

/** Lets Tab into a grid that was just drawn: at its first number, unless one has been chosen. */
export function settleGrids(root: ParentNode): void {
  for (const table of root.querySelectorAll('table[role="grid"]')) {
    const all = [...table.querySelectorAll<HTMLElement>('[data-stop]')];
    if (!all.some(({ tabIndex }) => tabIndex === 0) && all[0] !== undefined) all[0].tabIndex = 0;
  }
}

function stops(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[data-stop]')];
}

/** In another row the number in the same column, or in the nearest that has one. */
function nearest(row: Element | undefined, from: HTMLElement): HTMLElement | undefined {
  const column = (each: Element): number => each.closest<HTMLTableCellElement>('td, th')?.cellIndex ?? 0;
  const distance = (each: HTMLElement): number => Math.abs(column(each) - column(from));
  return row && stops(row).sort((a, b) => distance(a) - distance(b))[0];
}
