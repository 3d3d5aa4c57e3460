import { parser as jsonParser } from '@lezer/json';
import { parser as markdownParser } from '@lezer/markdown';
import type { Span } from '../core/text/span.ts';

/** A stretch to colour, in UTF-16 units. */
export interface MarkupSpan extends Span {
  readonly style: MarkupStyle;
}
export type MarkupStyle =
  | 'heading'
  | 'strong'
  | 'emphasis'
  | 'code'
  | 'link'
  | 'quote'
  | 'quiet'
  | 'key'
  | 'string'
  | 'number';

/** Beyond this a text is shown plain: colour is a comfort, a late frame is not. */
const longest = 60_000;

const markdownStyles: Readonly<Record<string, MarkupStyle>> = {
  ATXHeading1: 'heading',
  ATXHeading2: 'heading',
  ATXHeading3: 'heading',
  ATXHeading4: 'heading',
  ATXHeading5: 'heading',
  ATXHeading6: 'heading',
  SetextHeading1: 'heading',
  SetextHeading2: 'heading',
  StrongEmphasis: 'strong',
  Emphasis: 'emphasis',
  InlineCode: 'code',
  FencedCode: 'code',
  URL: 'link',
  LinkLabel: 'link',
  Blockquote: 'quote',
  HTMLTag: 'quiet',
  HTMLBlock: 'quiet',
  HeaderMark: 'quiet',
  ListMark: 'quiet',
};

const jsonStyles: Readonly<Record<string, MarkupStyle>> = {
  PropertyName: 'key',
  String: 'string',
  Number: 'number',
  True: 'number',
  False: 'number',
  Null: 'number',
};

/** What to colour in a text of a part: JSON where it is JSON, else Markdown where that is asked for. */
export function markupSpans(text: string, markdown: boolean): readonly MarkupSpan[] {
  if (text.length > longest) return [];
  if (/^\s*[[{]/u.test(text) && /[\]}]\s*$/u.test(text)) {
    const spans = collect(jsonParser.parse(text), jsonStyles, 2);
    if (spans !== undefined) return spans;
  }
  return markdown ? (collect(markdownParser.parse(text), markdownStyles) ?? []) : [];
}

/** Undefined when the text has more errors than `errors`: then it is not that language. */
function collect(
  tree: ReturnType<typeof jsonParser.parse>,
  styles: Readonly<Record<string, MarkupStyle>>,
  errors = Number.POSITIVE_INFINITY,
): readonly MarkupSpan[] | undefined {
  const spans: MarkupSpan[] = [];
  let wrong = 0;
  tree.iterate({
    enter: ({ name, from, to, type }) => {
      if (type.isError) wrong++;
      const style = styles[name];
      if (style !== undefined && to > from) spans.push({ start: from, end: to, style });
    },
  });
  return wrong > errors ? undefined : spans;
}
