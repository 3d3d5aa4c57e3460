/**
 * Walking JSON text without building values. Offsets are UTF-16 units. Nothing here validates: text
 * that is not JSON gives some offset, never a throw or an endless loop.
 */

export function skipSpace(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) break;
  }
  return i;
}

/** Offset after the closing quote of the string that opens at `at`; the text's end if it never closes. */
export function stringEnd(text: string, at: number): number {
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (quote - 1 - slashes > at && text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}

/** Offset after the value that starts at `at`. Equal to `at` where no value starts. */
export function valueEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === 0x22) return stringEnd(text, at);
  if (first !== 0x7b && first !== 0x5b) return scalarEnd(text, at);
  let depth = 0;
  for (let i = at; i < text.length; ) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) {
      i = stringEnd(text, i);
      continue;
    }
    if (unit === 0x7b || unit === 0x5b) depth++;
    else if ((unit === 0x7d || unit === 0x5d) && --depth === 0) return i + 1;
    i++;
  }
  return text.length;
}

function scalarEnd(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // space , : ] } " and control characters end a number or a word
    if (unit <= 0x20 || unit === 0x2c || unit === 0x3a || unit === 0x5d || unit === 0x7d || unit === 0x22) break;
  }
  return i;
}
