export interface ListWindow {
  readonly top: number;
  readonly height: number;
}

/** The part of a scrolling element that is seen; before it is there, `height` of its top. */
export function seen(id: string, height: number): ListWindow {
  const found = document.getElementById(id);
  return { top: found?.scrollTop ?? 0, height: found?.clientHeight || height };
}
