import type { Json, JsonObject } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import { basename } from '../../text/paths.ts';
import { formatLocator } from '../../transcripts/locatorText.ts';
import type { Part, Score } from '../../transcripts/transcript.ts';
import { otherPart } from '../drafts/chatContent.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import { type FieldNode, fieldAt, jsonNode, openedNode } from '../drafts/fieldNode.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, member, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** Shown as messages, or of no use to a reader. */
const notMetadata = [
  'value',
  'answer',
  'explanation',
  'message_references',
  'event_references',
  'scan_events',
  'scan_error',
];
const mostReferences = 2000;

/**
 * A row of an Inspect Scout scan: what a scanner found in a transcript. Each part of the result is a message of the
 * scanner, so that it can be tagged; what it cites is told by locators of the log that was scanned.
 */
export const scoutScan: RecordFormat = {
  format: 'scout-scan',
  matches: (record) => {
    const scanner = member(record, 'scanner_name') ?? member(record, 'scanner_key');
    return typeof scanner === 'string' && ['value', 'scan_error'].some((key) => member(record, key) !== undefined);
  },
  read: (record) => {
    const row = asObject(record);
    if (row === undefined) return undefined;
    const scanner = asString(row['scanner_name']) ?? asString(row['scanner_key']) ?? '';
    const said = ['value', 'answer', 'explanation', 'scan_error'].flatMap((key): MessageDraft[] => {
      const value = row[key] ?? '';
      const parts = typeof value === 'string' ? spokenPart('text', value, `/${key}`) : [otherPart(key, `/${key}`)];
      return parts.length === 0 ? [] : [{ role: 'other', name: `${scanner} ${key}`, pointer: `/${key}`, parts }];
    });
    const cited = ['message_references', 'event_references'].flatMap((key) => referenceMessages(row, key));
    const metadata = { ...smallMembers(row, notMetadata), ...citedPlaces(row) };
    return { metadata, scores: [scoreOf(row, scanner)], messages: [...said, ...cited] };
  },
};

function scoreOf(row: JsonObject, name: string): Score {
  const [answer, explanation] = [asString(row['answer']), asString(row['explanation'])];
  return {
    name,
    value: typedValue(row),
    ...(answer !== undefined && { answer }),
    ...(explanation !== undefined && { explanation }),
  };
}

/** A column holds values of one type: `value_type` says what the text is. */
function typedValue(row: JsonObject): Json {
  const { value = null, value_type: type } = row;
  if (typeof value !== 'string' || type === 'string' || type === undefined) return value;
  const parsed = parseJson(value.replace(/^(True|False)$/, (word) => word.toLowerCase()));
  return parsed.ok ? parsed.value : value;
}

interface Reference {
  readonly node: FieldNode;
  readonly id: string;
  readonly cite: string | undefined;
}

function referencesOf(row: JsonObject, key: string): Reference[] {
  const list = fieldAt(jsonNode(row, ''), [key]);
  const opened = list && openedNode(list);
  return (asArray(opened?.value) ?? []).slice(0, mostReferences).flatMap((reference, i) => {
    const id = asString(member(reference, 'id'));
    const node = opened && fieldAt(opened, [String(i)]);
    return id === undefined || node === undefined ? [] : [{ node, id, cite: asString(member(reference, 'cite')) }];
  });
}

/** The references of one kind, each as its mark in the explanation and the id that it stands for. */
function referenceMessages(row: JsonObject, key: string): MessageDraft[] {
  const parts = referencesOf(row, key).flatMap(({ node }) =>
    ['cite', 'id'].flatMap((name): Part[] => {
      const field = fieldAt(node, [name]);
      return typeof field?.value === 'string' ? [{ type: 'text', text: field.value, source: field.source }] : [];
    }),
  );
  return parts.length === 0 ? [] : [{ role: 'other', name: key.replace('_', ' '), pointer: `/${key}`, parts }];
}

/** Where the messages stand that the result refers to, by what stands for them in its explanation. */
function citedPlaces(row: JsonObject): JsonObject {
  const places = referencesOf(row, 'message_references').flatMap(({ id, cite }): [string, Json][] => {
    const place = locatorOf(row, id);
    return place === undefined ? [] : [[cite ?? id, place]];
  });
  return places.length === 0 ? {} : { cites: Object.fromEntries(places) };
}

/** Of logs of Inspect a transcript is named by sample and epoch; of others by its id. */
function locatorOf(row: JsonObject, message: string): string | undefined {
  const file = asString(row['transcript_source_uri']);
  const sample = row['id'] ?? row['transcript_task_id'];
  const epoch = row['epoch'] ?? row['transcript_task_repeat'];
  const inLog = (typeof sample === 'string' || typeof sample === 'number') && typeof epoch === 'number';
  const transcript = inLog ? `${sample}/${epoch}` : asString(row['transcript_id']);
  if (file === undefined || transcript === undefined) return undefined;
  return formatLocator({ file: basename(file), transcript, message });
}
