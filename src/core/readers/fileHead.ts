import type { Json } from '../text/json.ts';
import { parseJson } from '../text/parseJson.ts';
import { parseJsonPrefix } from '../text/parseJsonPrefix.ts';
import { withoutTrailingCommas } from '../text/trailingCommas.ts';
import type { ByteSource } from './byteSource.ts';
import type { FileHead } from './reader.ts';

const maxSamples = 50;

/** Read the first `length` bytes and say what they look like. */
export async function readHead(source: ByteSource, length: number, signal?: AbortSignal): Promise<FileHead> {
  const bytes = await source.read(0, Math.min(length, source.size), signal);
  signal?.throwIfAborted();
  return describeHead(source.name, source.size, bytes);
}

export function describeHead(name: string, size: number, bytes: Uint8Array): FileHead {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const base = { name, size, bytes, bom, samples: [] } as const;
  if (size === 0 || size === bom) return { ...base, container: 'empty' };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) return { ...base, container: 'zip' };
  if (bytes.includes(0)) return { ...base, container: 'unknown' };
  const cut = bytes.length < size;
  const text = new TextDecoder().decode(bytes.subarray(bom));
  return { ...base, ...describeText(text, cut) };
}

type Described = Pick<FileHead, 'container' | 'samples'> & { readonly root?: 'object' | 'array' | 'sequence' };

function describeText(text: string, cut: boolean): Described {
  const first = text.trimStart()[0];
  if (first === undefined) return { container: 'empty', samples: [] };
  const lines = firstLines(text, cut);
  const parsed = lines.map((line) => parseJson(line));
  const good = parsed.flatMap((line) =>
    line.ok && typeof line.value === 'object' && line.value !== null ? [line.value] : [],
  );
  const startsWhole = good.length > 0 && parsed[0]?.ok === true;
  if (lines.length > 1 && good.length > 0 && (good.length > lines.length / 2 || (startsWhole && good.length > 1))) {
    return { container: 'jsonl', samples: good };
  }
  if (first !== '{' && first !== '[') return { container: 'text', samples: [] };
  // One line that parses is the whole text, and may be large: it is not parsed again.
  const whole = lines.length === 1 && parsed[0]?.ok ? parsed[0].value : undefined;
  const value = whole ?? parseJsonPrefix(withoutTrailingCommas(text)?.text ?? text);
  if (value === undefined) return { container: 'text', samples: [] };
  if (Array.isArray(value)) {
    // What the text ends in is a part of an element, and tells less than the others.
    const elements = value.length > 1 && !text.trimEnd().endsWith(']') ? value.slice(0, -1) : value;
    return { container: 'json', root: 'array', samples: elements.slice(0, maxSamples) as Json[] };
  }
  return {
    container: 'json',
    root: whole === undefined && hasSecondValue(text) ? 'sequence' : 'object',
    samples: [value],
  };
}

/** The first lines that are not blank; not the last one when the text goes on after it. */
function firstLines(text: string, cut: boolean): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length && lines.length < maxSamples; ) {
    const newline = text.indexOf('\n', start);
    if (newline < 0 && cut && lines.length > 0) break;
    const line = text.slice(start, newline < 0 ? text.length : newline).trim();
    if (line !== '') lines.push(line);
    start = newline < 0 ? text.length : newline + 1;
  }
  return lines;
}

/** Concatenated pretty-printed objects. A JSON string holds no line break, so this is never inside one. */
function hasSecondValue(text: string): boolean {
  return /^\}\s*\{/m.test(text);
}
