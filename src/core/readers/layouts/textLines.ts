import type { Span } from '../../text/span.ts';

export interface TextLine extends Span {
  /** Without its line end. */
  readonly text: string;
  /** Inside a fenced code block, or a line that opens or closes one. */
  readonly fenced: boolean;
}

/** The lines of `range`, with their ends; a fence that is never closed does not count. */
export function textLines(text: string, range: Span = { start: 0, end: text.length }): TextLine[] {
  const lines: { text: string; start: number; end: number; fenced: boolean }[] = [];
  let fence: { readonly mark: string; readonly line: number } | undefined;
  for (let start = range.start; start < range.end; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 || newline >= range.end ? range.end : newline + 1;
    const line = text.slice(start, end).replace(/\r?\n$/, '');
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    lines.push({ text: line, start, end, fenced: false });
    if (fence === undefined && mark !== null && !mark[2]?.includes('`'))
      fence = { mark: mark[1] as string, line: lines.length - 1 };
    else if (fence !== undefined && mark?.[1]?.startsWith(fence.mark) && mark[2]?.trim() === '') {
      for (const inside of lines.slice(fence.line)) inside.fenced = true;
      fence = undefined;
    }
    start = end;
  }
  return lines;
}
