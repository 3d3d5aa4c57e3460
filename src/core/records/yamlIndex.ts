import { problem } from '../problem.ts';
import type { ByteSource } from '../readers/byteSource.ts';
import { OffsetList } from '../readers/layouts/offsetList.ts';
import { chunkSize, mostRecords, type RecordIndex } from '../readers/layouts/recordIndex.ts';

/** Of a line only this much is looked at: its indentation, its key, a short value. */
const longestStart = 512;

/**
 * The items of a list in YAML, at the root or under `records`, told by their dashes and indentation: nothing is parsed.
 * A range is whole lines. Ids are those written on a line of the item's own (`id: p-01`).
 */
export async function indexYamlItems(source: ByteSource, bom: number, signal?: AbortSignal): Promise<RecordIndex> {
  const items = new YamlItems();
  let lineStart = bom;
  let start: number[] = [];
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const endLine = (end: number): void => {
    items.line(utf8.decode(Uint8Array.from(start)), lineStart);
    lineStart = end + 1;
    start = [];
  };
  for (let offset = bom; offset < source.size && items.ranges.length < mostRecords; ) {
    const chunk = await source.read(offset, chunkSize, signal);
    signal?.throwIfAborted();
    if (chunk.length === 0) break;
    for (let from = 0; from < chunk.length; ) {
      const newline = chunk.indexOf(0x0a, from);
      const to = newline < 0 ? chunk.length : newline;
      const room = Math.min(to, from + longestStart - start.length);
      for (let i = from; i < room; i++) start.push(chunk[i] as number);
      if (newline >= 0) endLine(offset + newline);
      from = to + 1;
    }
    offset += chunk.length;
  }
  if (start.length > 0) endLine(source.size);
  items.end(source.size);
  const { ranges, ids, lines } = items;
  const problems =
    ranges.length >= mostRecords
      ? [problem('file.tooManyRecords', { count: mostRecords }, { file: source.name }, 'warning')]
      : [];
  return { ranges, ids, problems, lineOf: (record) => lines[record] ?? 1 };
}

class YamlItems {
  readonly ranges = new OffsetList();
  readonly ids: (string | undefined)[] = [];
  readonly lines: number[] = [];
  #line = 0;
  /** Column of the dashes, once the list has begun; `undefined` before and after it. */
  #indent: number | undefined;
  #over = false;
  /** A key at the root: `records` or another one. */
  #under: string | undefined;
  #item: { readonly start: number; readonly line: number; readonly column: number } | undefined;
  #id: string | undefined;

  line(text: string, start: number): void {
    this.#line++;
    const indent = text.length - text.trimStart().length;
    const rest = text.slice(indent).trimEnd();
    if (rest === '' || rest.startsWith('#') || this.#over) return;
    const dash = /^-(?: +|$)/.exec(rest);
    const mark = indent === 0 && /^(?:---|\.\.\.|%)/.test(rest);
    if (this.#indent === undefined) {
      if (mark) return;
      if (dash !== null && (this.#under === undefined || this.#under === 'records')) this.#indent = indent;
      else if (indent === 0) this.#under = /^["']?([\w-]+)["']?\s*:/.exec(rest)?.[1] ?? '';
    } else if (indent < this.#indent || (indent === this.#indent && dash === null)) {
      this.end(start);
      this.#over = true;
    }
    if (this.#indent === undefined || this.#over) return;
    if (dash !== null && indent === this.#indent) {
      this.end(start);
      this.#item = { start, line: this.#line, column: indent + dash[0].length };
      this.#takeId(rest.slice(dash[0].length));
    } else if (indent === this.#item?.column) this.#takeId(rest);
  }

  /** The item that is open ends where the next one, or what is no item, begins. */
  end(at: number): void {
    if (this.#item !== undefined && this.ranges.length < mostRecords) {
      this.ranges.push(this.#item.start, at);
      this.lines.push(this.#item.line);
      this.ids.push(this.#id);
    }
    this.#item = undefined;
    this.#id = undefined;
  }

  #takeId(text: string): void {
    const written = /^id: +(?:"([^"\\]*)"|'([^']*)'|([^\s"'#&*!|>{[][^#]*?))(?: +#.*)?$/.exec(text);
    this.#id ??= written?.[1] ?? written?.[2] ?? written?.[3];
  }
}
