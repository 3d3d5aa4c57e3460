import { type Problem, problem } from '../problem.ts';
import { cachedReader, type PendingItem } from './cachedReader.ts';
import { readHead, type TagHead } from './readHead.ts';
import type { Fault, ReadItem } from './readItem.ts';
import { scanItems } from './scanItems.ts';
import { scanWhole } from './scanWhole.ts';
import type { SectionName, Sections } from './section.ts';
import { type ItemRange, lineCounter, type TagLayout } from './tagLayout.ts';
import { newestVersion } from './tagSchema.ts';

/** A tag file as read. Its text is the truth; everything else is derived from it. */
export interface TagFile {
  readonly text: string;
  readonly version: number | undefined;
  readonly reviewer: string | undefined;
  /** The data file, relative to the tag file. A hint. */
  readonly source: string | undefined;
  readonly items: { readonly [S in SectionName]: readonly TagItem<S>[] };
  readonly problems: readonly Problem[];
  readonly state: TagFileState;
  readonly layout: TagLayout;
  readonly head: TagHead;
}

/**
 * `ok`: may be edited. `broken`: not valid YAML; what could be read is given. `newer`: of a version
 * this program does not know. `foreign`: valid, but laid out in a way that splices do not handle
 * (flow lists, aliases, several documents). Only an `ok` file is ever written.
 */
export type TagFileState = 'ok' | 'broken' | 'newer' | 'foreign';

/** An item where it stands: `text` is `[start, end)` of the file, UTF-16 units, without its dash. */
export interface TagItem<S extends SectionName = SectionName> extends ItemRange {
  readonly section: S;
  readonly id: string;
  /** Undefined where the item has a problem. */
  readonly value: Sections[S] | undefined;
  readonly text: string;
  readonly read: ReadItem<S>;
}

export interface ParseOptions {
  /** An earlier parse: items and head whose text is the same are not read again. */
  readonly previous?: TagFile | undefined;
  /** Called for every text that `yaml` reads. */
  readonly onParse?: ((what: SectionName | 'head' | 'whole') => void) | undefined;
}

export function parseTagFile(text: string, options: ParseOptions = {}): TagFile {
  const layout = scanItems(text);
  if (layout === undefined) return parseWhole(text, options);
  const reader = cachedReader(options);
  const reads = pendingItems(text, layout).map((pending) => reader(pending));
  return assemble(text, layout, reads, options);
}

export interface SliceOptions extends ParseOptions {
  /** Transcript whose tags are read first. */
  readonly first?: string | undefined;
  /** Called once, with a file that holds only what has been read, when the first transcript's items have been. */
  readonly onFirst?: ((file: TagFile) => void) | undefined;
  /** Lets other work run between two slices. */
  readonly pause: () => Promise<void>;
}

/** Time one slice may take, in milliseconds: below what a person or the editor's watchdog notices. */
const sliceTime = 20;

/** The same file as `parseTagFile`, read in slices of about 20 ms. */
export async function parseTagFileInSlices(
  text: string,
  options: SliceOptions,
  signal?: AbortSignal,
): Promise<TagFile> {
  let until = performance.now() + sliceTime;
  const layout = scanItems(text);
  if (layout === undefined) return parseWhole(text, options);
  const reader = cachedReader(options);
  const pending = pendingItems(text, layout);
  const reads: (ReadItem | undefined)[] = new Array(pending.length);
  const isFirst = (item: PendingItem) => options.first !== undefined && item.text.includes(options.first);
  const order = [...pending.keys()];
  const early = order.filter((index) => isFirst(pending[index] as PendingItem));
  const late = order.filter((index) => !isFirst(pending[index] as PendingItem));
  for (const [turn, index] of [...early, ...late].entries()) {
    if (turn === early.length && turn > 0) options.onFirst?.(assemble(text, layout, reads, options));
    if (performance.now() >= until) {
      await options.pause();
      signal?.throwIfAborted();
      until = performance.now() + sliceTime;
    }
    reads[index] = reader(pending[index] as PendingItem);
  }
  return assemble(text, layout, reads, options);
}

/** The values of a list, without the items that have problems. */
export function valuesOf<S extends SectionName>(file: TagFile, section: S): Sections[S][] {
  const items = file.items[section] as readonly TagItem<S>[];
  return items.flatMap((item) => (item.value === undefined ? [] : [item.value]));
}

/** The item of an id; of the first, where a file has the id twice. */
export function findItem<S extends SectionName>(file: TagFile, section: S, id: string): TagItem<S> | undefined {
  const items = file.items[section] as readonly TagItem<S>[];
  return items.find((item) => item.id === id);
}

function pendingItems(text: string, layout: TagLayout): PendingItem[] {
  return layout.sections.flatMap((section) =>
    section.items.map((range) => ({ ...range, section: section.name, text: text.slice(range.start, range.end) })),
  );
}

function parseWhole(text: string, options: ParseOptions): TagFile {
  if (options.previous?.text === text) return options.previous;
  options.onParse?.('whole');
  const { layout, reads, faults, head } = scanWhole(text);
  return finish(text, layout, reads, head, faults, 'foreign');
}

function assemble(
  text: string,
  layout: TagLayout,
  reads: readonly (ReadItem | undefined)[],
  options: ParseOptions,
): TagFile {
  const { previous } = options;
  let head = previous?.layout.head === layout.head ? previous.head : undefined;
  if (head === undefined) {
    options.onParse?.('head');
    head = readHead(layout);
  }
  if (head.odd || reads.some((read) => read?.aliases)) return parseWhole(text, options);
  return finish(text, layout, reads, head, [], 'ok');
}

function finish(
  text: string,
  layout: TagLayout,
  reads: readonly (ReadItem | undefined)[],
  head: TagHead,
  wholeFaults: readonly Fault[],
  usual: 'ok' | 'foreign',
): TagFile {
  const items: { [S in SectionName]: TagItem<S>[] } = { reviewed: [], tags: [], links: [], replies: [] };
  const problems: Problem[] = [];
  const lineAt = lineCounter(text);
  const report = (fault: Fault, offset = 0, field = '') => {
    // yaml reports what is missing at the end one character behind it.
    const within = (place: number) => Math.min(place + offset, text.length);
    const range = { start: within(fault.start), end: within(fault.end) };
    const at = { line: lineAt(range.start), range, ...(field !== '' && { field }) };
    problems.push(problem(fault.code, fault.facts, at, fault.severity));
  };
  for (const fault of [...head.faults, ...wholeFaults, ...strayFaults(text, layout)]) report(fault);
  let index = 0;
  let broken = head.broken || layout.strays.length > 0 || wholeFaults.some((fault) => fault.code === 'tags.yaml');
  for (const { name, items: ranges } of layout.sections) {
    const seen = new Set<string>();
    for (const range of ranges) {
      const read = reads[index++];
      if (read === undefined) continue;
      broken ||= read.broken;
      for (const fault of read.faults) report(fault, range.start, `${name}.${read.id}`);
      if (read.id !== '' && seen.has(read.id)) {
        report({ code: 'tags.sameId', facts: { id: read.id }, ...range, severity: 'error' }, 0, `${name}.${read.id}`);
      }
      seen.add(read.id);
      const item = {
        ...range,
        section: name,
        id: read.id,
        value: read.value,
        text: text.slice(range.start, range.end),
        read,
      };
      (items[name] as TagItem[]).push(item);
    }
  }
  const newer = (head.version ?? 0) > newestVersion;
  if (newer)
    report({
      code: 'tags.newer',
      facts: { version: head.version ?? 0, known: newestVersion },
      start: 0,
      end: 0,
      severity: 'warning',
    });
  const state: TagFileState = broken ? 'broken' : newer ? 'newer' : usual;
  if (state === 'foreign') report({ code: 'tags.layout', facts: {}, start: 0, end: 0, severity: 'warning' });
  const { version, reviewer, source } = head;
  return { text, version, reviewer, source, items, problems, state, layout, head };
}

function strayFaults(text: string, layout: TagLayout): Fault[] {
  return layout.strays.map(({ start, end }) => {
    const marker = /^(?:<{7}|={7}|>{7}|\|{7})/.test(text.slice(start, end));
    return { code: marker ? 'tags.conflictMarker' : 'tags.stray', facts: {}, start, end, severity: 'error' };
  });
}
