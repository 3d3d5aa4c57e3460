import { stringEnd } from './jsonTokens.ts';

export interface WithoutCommas {
  /** As long as it was: a space stands for each comma. */
  readonly text: string;
  /** Of the first comma, in UTF-16 units. */
  readonly offset: number;
}

/** JSON text without the commas before closing brackets, as people and some programs write them. Undefined where it has none. */
export function withoutTrailingCommas(text: string): WithoutCommas | undefined {
  const pieces: string[] = [];
  let offset: number | undefined;
  let kept = 0;
  for (let i = 0; i < text.length; ) {
    const quote = text.indexOf('"', i);
    const end = quote < 0 ? text.length : quote;
    for (const { index } of text.slice(i, end).matchAll(/,(?=\s*[\]}])/g)) {
      const at = i + index;
      if (!endsValue(text, at)) continue;
      pieces.push(text.slice(kept, at), ' ');
      kept = at + 1;
      offset ??= at;
    }
    if (quote < 0) break;
    i = stringEnd(text, quote);
  }
  return offset === undefined ? undefined : { text: pieces.join('') + text.slice(kept), offset };
}

/** Whether a value ends before an offset: `[,]` and `{"a":,}` lack one. */
function endsValue(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && /\s/.test(text[i] as string)) i--;
  return i >= 0 && !'[{,:'.includes(text[i] as string);
}
