import type { EventNode } from '../core/transcripts/transcript.ts';
import type { ViewEvent } from './messages.ts';
import { wireSize } from './wireSize.ts';

/** What one chunk of events may take on its way to the page, in bytes. */
const chunkSize = 100_000;
/** An id longer than this, in UTF-16 units, is not sent: its event leads nowhere. */
const longestId = 1000;

/** A tree of events in the order of its log, each with its depth, in chunks. */
export function eventChunks(events: readonly EventNode[]): readonly (readonly ViewEvent[])[] {
  const chunks: ViewEvent[][] = [[]];
  let size = 0;
  const add = ({ kind, title, message, children }: EventNode, depth: number): void => {
    const leads = message !== undefined && message.length <= longestId;
    const event = { kind, title, depth, ...(leads && { message }) };
    size += wireSize(JSON.stringify(event));
    if (size > chunkSize) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(event);
    for (const child of children) add(child, depth + 1);
  };
  for (const event of events) add(event, 0);
  return chunks;
}

/** How many events a tree has, groups too. */
export const countEvents = (events: readonly EventNode[] = []): number =>
  events.reduce((sum, { children }) => sum + 1 + countEvents(children), 0);
