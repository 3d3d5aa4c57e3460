import { renderFlow } from '../tags/renderItem.ts';
import type { ListItem } from './parseList.ts';
import type { QueueItem } from './queue.ts';

const value = String.raw`("(?:[^"\\]|\\.)*"|[^",{}[\]]+)`;
const line = new RegExp(
  String.raw`^  - (\{file: ${value}, transcript: ${value}, p: ([\d.e-]+)(?:, stratum: ${value})?, reviewers: \[([^\]]+)\]\})$`,
);

/**
 * The items of a queue as `renderQueue` lays them out, and the text before them: a YAML parser takes seconds for thousands of
 * lines. A line counts as read only where it is what writing its item gives; undefined where one is not.
 */
export function plainItems(
  text: string,
): { readonly head: string; readonly items: readonly Omit<ListItem<QueueItem>, 'node'>[] } | undefined {
  const at = text.indexOf('\nitems:\n');
  if (at < 0 || !text.endsWith('\n')) return undefined;
  const head = text.slice(0, at + 1);
  const items: Omit<ListItem<QueueItem>, 'node'>[] = [];
  let start = at + '\nitems:\n'.length;
  for (const written of text.slice(start, -1).split('\n')) {
    const item = itemOf(written);
    if (item === undefined) return undefined;
    items.push({ value: item, range: { start: start + 4, end: start + written.length } });
    start += written.length + 1;
  }
  return { head, items };
}

function itemOf(written: string): QueueItem | undefined {
  const [, flow, file, transcript, p, stratum, reviewers] = line.exec(written) ?? [];
  if (flow === undefined) return undefined;
  try {
    const item: QueueItem = {
      file: stringOf(file as string),
      transcript: stringOf(transcript as string),
      p: Number(p),
      ...(stratum !== undefined && { stratum: stringOf(stratum) }),
      reviewers: (reviewers as string).split(', ').map(stringOf),
    };
    return item.p > 0 && item.p <= 1 && renderFlow(item) === flow ? item : undefined;
  } catch {
    // An escape that YAML has and JSON has not, or a name with a comma in it.
    return undefined;
  }
}

const stringOf = (written: string): string => (written.startsWith('"') ? (JSON.parse(written) as string) : written);
