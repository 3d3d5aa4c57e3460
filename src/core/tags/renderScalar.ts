/** What a plain scalar may look like here: it begins with a letter or digit and holds no `: ` and no ` #`. */
const plainInBlock = /^[\p{L}_/.\d](?:[^\p{C}\p{Z}:]| (?![ #]|$)|:(?! |$))*$/u;
const plainInFlow = /^[\p{L}_/.\d](?:[^\p{C}\p{Z}:,[\]{}]| (?![ #]|$)|:(?! |$))*$/u;
/** What YAML 1.1 or 1.2 would read as something other than a string. */
const otherThanString =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?\.inf|\.nan|[-+]?[\d.][\d._,:]*(?:e[-+]?\d*)?|0[box][\da-f_]+|\.{3}|=|<<)$/i;

/** Characters that a reader of the file could not see, or that would not survive being saved as UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is for
const control = /[\0-\x08\x0b-\x1f\x7f-\x9f]/;
const invisible = /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const unsafe = new RegExp([control, invisible, loneSurrogate].map(({ source }) => source).join('|'));
const escaped = new RegExp(`["\\\\\\n\\t]|${unsafe.source}`, 'g');

/** A string on one line: plain where that is safe, else in double quotes. */
export function renderString(text: string, where: 'block' | 'flow' = 'flow'): string {
  const plain = where === 'block' ? plainInBlock : plainInFlow;
  return text.length <= 1000 && plain.test(text) && !otherThanString.test(text) ? text : quoteString(text);
}

/** Always in double quotes: prefixes and suffixes, whose blanks at the ends matter. */
export function quoteString(text: string): string {
  return `"${text.replace(escaped, escapeUnit)}"`;
}

/**
 * Lines of a block scalar, the header first, not indented; undefined where one cannot hold the text
 * as it is (carriage returns, blanks that an editor would trim, characters that must be escaped).
 */
export function blockScalar(text: string): string[] | undefined {
  if (unsafe.test(text) || !/\S/.test(text) || /^\s|[ \t](?:\n|$)|\n\n$/.test(text)) return undefined;
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return [text.endsWith('\n') ? '|' : '|-', ...body.split('\n')];
}

function escapeUnit(unit: string): string {
  switch (unit) {
    case '"':
    case '\\':
      return `\\${unit}`;
    case '\n':
      return '\\n';
    case '\t':
      return '\\t';
    case '\r':
      return '\\r';
    default:
      return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}
