/** Bytes that a UTF-16 unit takes in a message to the page: JSON escapes in UTF-8. */
function unitSize(unit: number): number {
  if (unit < 0x20) return 6;
  if (unit < 0x80) return unit === 0x22 || unit === 0x5c ? 2 : 1;
  if (unit < 0x800) return 2;
  // Half a pair takes 2 of its 4 bytes; a lone one is escaped, and rare.
  return unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
}

/** Bytes that a text takes in a message to the page. */
export function wireSize(text: string): number {
  let size = 0;
  for (let i = 0; i < text.length; i++) size += unitSize(text.charCodeAt(i));
  return size;
}

/**
 * Where to cut a text that may take `bytes` bytes and `units` UTF-16 units from `from` on: an offset
 * that is not inside a surrogate pair, and beyond `from` as long as there is text.
 */
export function wireCut(text: string, from: number, units: number, bytes: number): number {
  const most = Math.min(text.length, from + units);
  let end = from;
  for (let left = bytes; end < most; end++) {
    left -= unitSize(text.charCodeAt(end));
    if (left < 0) break;
  }
  const last = text.charCodeAt(end - 1);
  const inside = end > from && end < text.length && last >= 0xd800 && last <= 0xdbff;
  return inside ? end - 1 : end;
}
