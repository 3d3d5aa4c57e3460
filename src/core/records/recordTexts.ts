import { asArray, asObject, asString, dig } from '../readers/jsonAccess.ts';
import type { PredictionRecord } from './record.ts';
import type { RecordDraft } from './recordDraft.ts';
import type { RecordField, RecordNode } from './recordNode.ts';

/** What a side is shown by: its own words, else the shortest of what it says. */
const predictionTexts = ['raw', 'answer', 'value', 'probability', 'confidence', 'distribution'];
const outcomeTexts = ['raw', 'answer', 'value'];

/** The texts of a record of its own format, each where it stands. */
export function recordTexts(record: PredictionRecord, node: RecordNode): RecordDraft['texts'] {
  const texts: Record<string, RecordDraft['texts'][string]> = {};
  const add = (field: string, found: RecordField | undefined): void => {
    if (!says(found)) return;
    const { value, source, place } = found;
    const text = asString(value) ?? JSON.stringify(value);
    texts[field] = { text, pointer: place, ...(source !== undefined && { source }) };
  };
  const first = (path: readonly string[], keys: readonly string[]): RecordField | undefined => {
    for (const key of keys) {
      const found = node.locate([...path, key]);
      if (says(found)) return found;
    }
    return undefined;
  };
  add('scenario', node.locate(['scenario', 'prompt']) ?? lastMessage(node));
  add('prediction', first(['prediction'], predictionTexts));
  add('outcome', first(['outcome'], outcomeTexts));
  for (const i of (record.outcome.samples ?? []).keys()) {
    const path = ['outcome', 'samples', String(i)];
    const whole = node.locate(path);
    add(`outcome.${i}`, asObject(whole?.value) === undefined ? whole : first(path, outcomeTexts));
  }
  return texts;
}

const says = (found: RecordField | undefined): found is RecordField =>
  found !== undefined && found.value !== null && found.value !== '';

/** A scenario may be a conversation: what was said last. */
function lastMessage(node: RecordNode): RecordField | undefined {
  const messages = node.locate(['scenario', 'messages'])?.value;
  const last = (asArray(messages)?.length ?? 0) - 1;
  if (asString(dig(messages, last, 'content')) === undefined) return undefined;
  return node.locate(['scenario', 'messages', String(last), 'content']);
}
