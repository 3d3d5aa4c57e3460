/** The element that scrolls. */
export const recordRowsId = 'record-rows';
/** Height of a row in pixels, as the style sheet has it. */
export const recordRowHeight = 26;
/** Height of the headings: they stay while the rows scroll under them. */
export const headingHeight = 26;

/** Browsers place nothing exactly beyond 2^24 pixels: a table taller than this is scrolled by more than a pixel to the pixel. */
const tallest = 15_000_000;

/** Rows around the seen ones that are in the DOM too. */
const around = 10;

export interface VirtualRows {
  /** Of the space that the rows stand in. */
  readonly height: number;
  /** The rows to draw, half-open. */
  readonly first: number;
  readonly last: number;
  /** Where a row stands in that space, in pixels. */
  topOf(row: number): number;
  /** The scroll position at which a row is seen, the present one where it is. */
  scrollTo(row: number): number;
}

/** `top` is the scroll position, `seen` the height of what is seen of the rows. */
export function virtualRows(total: number, top: number, seen: number): VirtualRows {
  const whole = total * recordRowHeight;
  const height = Math.min(whole, tallest);
  // Scrolled to its end, the last row stands at the bottom, whatever a pixel stands for.
  const scale = height === whole ? 1 : (whole - seen) / Math.max(1, height - seen);
  const offset = Math.min(top * scale, Math.max(0, whole - seen));
  return {
    height,
    first: Math.max(0, Math.floor(offset / recordRowHeight) - around),
    last: Math.min(total, Math.ceil((offset + seen) / recordRowHeight) + around),
    topOf: (row) => row * recordRowHeight - (scale === 1 ? 0 : Math.round(offset - top)),
    scrollTo: (row) => {
      const start = row * recordRowHeight;
      if (start < offset) return start / scale;
      if (start + recordRowHeight > offset + seen) return (start + recordRowHeight - seen) / scale;
      return top;
    },
  };
}
