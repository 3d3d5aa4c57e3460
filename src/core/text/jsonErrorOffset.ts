import { JsonScanner } from './jsonScanner.ts';

/** A longer text is not scanned for the place. */
const longest = 1 << 26;
const word = /^(?:"|-?\d|true$|false$|null$|-?Infinity$|NaN$)/;

/**
 * Where a text stops being JSON, in UTF-16 units: the engine names the place of some mistakes only.
 * Undefined where the grammar of brackets, commas and words is kept.
 */
export function jsonErrorOffset(text: string): number | undefined {
  if (text.length > longest) return undefined;
  const bytes = new TextEncoder().encode(text);
  let wrongWord: number | undefined;
  const scanner = new JsonScanner({
    enter: () => true,
    value: (_path, start, _end, scalar) => {
      if (scalar !== undefined && !word.test(scalar)) wrongWord ??= start;
    },
  });
  scanner.feed(bytes);
  scanner.finish();
  const at = Math.min(...[wrongWord, scanner.malformedAt, scanner.trailingComma, bytes.length].filter(isPlace));
  if (at === bytes.length && scanner.complete) return undefined;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, at)).length;
}

const isPlace = (place: number | undefined): place is number => place !== undefined;
