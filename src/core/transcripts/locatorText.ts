import type { Span } from '../text/span.ts';
import type { Locator, PartSelector } from './locator.ts';

/**
 * Text form of a Locator: `<file>#s=<transcript>&m=<message>&p=<part>&c=<start>-<end>`. Values are
 * percent-encoded UTF-8; a lone surrogate, which UTF-8 lacks, is written `%uXXXX`.
 */
export function formatLocator(locator: Locator): string {
  const file = locator.file.split('/').map(encode).join('/');
  const fields: string[] = [];
  if (locator.transcript !== undefined) fields.push(`s=${encode(locator.transcript)}`);
  if (locator.message !== undefined) fields.push(`m=${encode(locator.message)}`);
  if (locator.part !== undefined) fields.push(`p=${formatPart(locator.part)}`);
  if (locator.span !== undefined) fields.push(`c=${locator.span.start}-${locator.span.end}`);
  return fields.length === 0 ? file : `${file}#${fields.join('&')}`;
}

/** Pure validation: undefined for whatever `formatLocator` could not have written. Opens nothing. */
export function parseLocator(text: string): Locator | undefined {
  const hash = text.indexOf('#');
  const file = decodePath(hash < 0 ? text : text.slice(0, hash));
  if (file === undefined) return undefined;
  if (hash < 0 || hash === text.length - 1) return { file };
  const values: string[] = [];
  for (const [index, field] of text
    .slice(hash + 1)
    .split('&')
    .entries()) {
    const key = ['s=', 'm=', 'p=', 'c='][index];
    if (key === undefined || !field.startsWith(key)) return undefined;
    values.push(field.slice(key.length));
  }
  const [s, m, p, c] = values;
  const transcript = s === undefined ? undefined : decode(s);
  const message = m === undefined ? undefined : decode(m);
  const part = p === undefined ? undefined : parsePart(p);
  const span = c === undefined ? undefined : parseSpan(c);
  if (!transcript || (m !== undefined && !message)) return undefined;
  if ((p !== undefined && part === undefined) || (c !== undefined && span === undefined)) return undefined;
  return {
    file,
    transcript,
    ...(message !== undefined && { message }),
    ...(part !== undefined && { part }),
    ...(span !== undefined && { span }),
  };
}

/** Whether a locator's file stays inside the folder it is relative to. */
export function isInside(path: string): boolean {
  if (path === '' || /^[/\\]|^[A-Za-z][A-Za-z0-9+.-]*:|[\\\0]/.test(path)) return false;
  let depth = 0;
  for (const segment of path.split('/')) {
    if (segment === '..') depth--;
    else if (segment !== '.' && segment !== '') depth++;
    if (depth < 0) return false;
  }
  return depth > 0;
}

/**
 * `scheme` is the editor's own, e.g. `vscode`. On its way a link's query is percent-decoded, or not, or
 * decoded and then encoded as a form is, with other fields beside it (VS Code in a browser does that):
 * so the locator is escaped once more, with `~` for `%`, and nothing is left that any of this changes.
 */
export function formatDeepLink(scheme: string, locator: Locator): string {
  const text = encodeURIComponent(formatLocator(locator)).replaceAll('~', '%7E').replaceAll('%', '~');
  return `${scheme}://plumbline.plumbline/open?l=${text}`;
}

/** `path` and `query` as the editor hands them over. */
export function parseDeepLink(path: string, query: string): Locator | undefined {
  const field = path === '/open' ? query.split('&').find((each) => each.startsWith('l=')) : undefined;
  const text = field && decode(field.slice(2));
  if (!text || !/^[\w.!~*'()-]+$/.test(text)) return undefined;
  const locator = decode(text.replaceAll('~', '%'));
  return locator === undefined ? undefined : parseLocator(locator);
}

function formatPart(part: PartSelector): string {
  return typeof part === 'number' ? String(part) : `${encode(part.call)}:${encode(part.argument)}`;
}

function parsePart(text: string): PartSelector | undefined {
  const colon = text.indexOf(':');
  if (colon < 0) return parseCount(text);
  const call = decode(text.slice(0, colon));
  const argument = decode(text.slice(colon + 1));
  if (!call || argument === undefined || (argument !== '' && !argument.startsWith('/'))) return undefined;
  return { call, argument };
}

function parseSpan(text: string): Span | undefined {
  const [from, to, rest] = text.split('-');
  const start = parseCount(from ?? '');
  const end = parseCount(to ?? '');
  if (rest !== undefined || start === undefined || end === undefined || end < start) return undefined;
  return { start, end };
}

function parseCount(text: string): number | undefined {
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}

function decodePath(text: string): string | undefined {
  const segments = text.split('/').map(decode);
  // A segment may not smuggle in a separator that the encoded text did not show.
  if (segments.some((segment) => segment === undefined || /[/\0]/.test(segment))) return undefined;
  return segments.join('/') || undefined;
}

const loneSurrogate = /([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/;
const escapedSurrogate = /(%u[dD][89A-Fa-f][0-9A-Fa-f]{2})/;

function encode(text: string): string {
  return text
    .split(loneSurrogate)
    .map((piece, index) => (index % 2 === 0 ? encodeURIComponent(piece) : `%u${piece.charCodeAt(0).toString(16)}`))
    .join('');
}

function decode(text: string): string | undefined {
  try {
    return text
      .split(escapedSurrogate)
      .map((piece, index) =>
        index % 2 === 0 ? decodeURIComponent(piece) : String.fromCharCode(Number.parseInt(piece.slice(2), 16)),
      )
      .join('');
  } catch {
    return undefined; // a percent sign that begins no escape
  }
}
