import type { Json } from '../../text/json.ts';
import type { ListFormat } from '../layouts/listFile.ts';
import { type Generation, type Thread, threadsOf } from './generations.ts';

/** A format that records calls of models: a transcript per conversation, named by its trace. */
export function tracedList(format: string, generationsOf: (record: Json) => Generation[]): ListFormat {
  const known = new WeakMap<object, readonly Thread[]>();
  const threads = (record: Json): readonly Thread[] => {
    if (typeof record !== 'object' || record === null) return [];
    const found = known.get(record) ?? threadsOf(generationsOf(record));
    known.set(record, found);
    return found;
  };
  return {
    format,
    matches: (record) => threads(record).length > 0,
    list: (record) => {
      const all = threads(record);
      return all.map(({ trace }, i) => {
        const before = all.slice(0, i).filter((thread) => thread.trace === trace).length;
        const several = all.some((thread, k) => k !== i && thread.trace === trace);
        return { ...(trace !== '' && { name: trace }), ...(several && { branch: String(before) }) };
      });
    },
    read: (record, index) => threads(record)[index]?.draft,
  };
}
