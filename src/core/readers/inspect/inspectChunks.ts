import { type Problem, problem } from '../../problem.ts';
import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import { asWarning } from '../asWarning.ts';
import { isProblem } from '../isProblem.ts';
import { member } from '../jsonAccess.ts';
import { hardLimit, holdLimit } from '../layouts/holdLimit.ts';
import type { Zip } from '../zip/zip.ts';
import { attachmentText } from './chunkAttachments.ts';
import { type Chunk, type ChunkedText, chunksOf, listText, type MemberText, sizeOf } from './chunkLists.ts';
import { eventCount, eventWindow, spansAround } from './eventWindow.ts';
import { poolRanges } from './inspectPools.ts';

/** More than any run has: a chunk's name that claims a later place is wrong. */
const mostItems = 5_000_000;
/** An id that the source did not give. */
const ownId = /^([a-z]+-\d+\/)?#\d+$/;

/**
 * One JSON text for a sample that is kept in many members: `sample.json` with `metadata`, the messages
 * as `events_data.messages` (which `message_refs` selects from, and events share), `events`, and the
 * attachments that these name. Places that were not read are `null`, so that indices hold.
 * Of a long sample only some events are read, with the messages that they refer to: from its start, or where
 * the message or event `near` is.
 */
export async function chunkedRecord(
  zip: Zip,
  folder: string,
  read: MemberText,
  near?: string,
  signal?: AbortSignal,
): Promise<ChunkedText | Problem> {
  const at = { file: zip.source.name, member: `${folder}/sample.json` };
  const sample = await read(at.member, signal);
  if (typeof sample !== 'string') return sample;
  const parsed = parseJson(sample);
  if (!parsed.ok) return problem('json.invalid', { reason: parsed.message }, at);
  const json = async (name: string): Promise<Json | undefined> => {
    const text = zip.members.has(`${folder}/${name}`) ? await read(`${folder}/${name}`, signal) : undefined;
    const found = typeof text === 'string' ? parseJson(text) : undefined;
    return found?.ok ? found.value : undefined;
  };
  const skeleton = await json('skeleton.json');
  const lists = {
    messages: chunksOf(zip, folder, 'messages'),
    events: chunksOf(zip, folder, 'events', eventCount(skeleton, mostItems)),
    attachments: chunksOf(zip, folder, 'attachments'),
  };
  const wrong = Object.values(lists)
    .flat()
    .find(({ start }) => start > mostItems);
  if (wrong !== undefined)
    return problem('zip.memberDamaged', { member: wrong.member, reason: 'its name is no place' }, at);

  const shown = shownChunks(lists.messages, member(parsed.value, 'message_refs'));
  const limit = holdLimit(zip.source);
  if (sizeOf(shown) > limit) return problem('record.tooLarge', { size: sizeOf(shown), limit, most: hardLimit }, at);
  const main = await listText(lists.messages, shown, read, signal);
  if (isProblem(main)) return main;
  const place = near === undefined || ownId.test(near) || main.text.includes(JSON.stringify(near)) ? undefined : near;
  const uuids = place === undefined ? undefined : await json('events/uuids.json');
  const window = await eventWindow(
    { ...lists, shown },
    read,
    place === undefined ? undefined : { id: place, uuids },
    signal,
  );
  const kept: MemberText = async (name, stop) => window.texts.get(name) ?? read(name, stop);

  const problems: Problem[] = [];
  if (window.events.length < lists.events.length) {
    const [first, last] = [window.events[0], window.events.at(-1)];
    const facts = { from: first?.start ?? 0, to: last?.end ?? 0, size: sizeOf(lists.events) };
    problems.push(problem('inspect.eventsLeft', facts, at, 'info'));
  }
  const more = window.messages.length > 0;
  const all = more ? await listText(lists.messages, [...shown, ...window.messages], read, signal) : main;
  const messages = isProblem(all) ? { ...main, problems: [...main.problems, asWarning(all)] } : all;
  const found = await listText(lists.events, window.events, kept, signal, spansAround(skeleton, window.events));
  const events = isProblem(found) ? { text: '[]', problems: [asWarning(found)] } : found;
  const attachments = await attachmentText(
    lists.attachments,
    [sample, messages.text, events.text],
    read,
    limit,
    signal,
  );
  problems.push(...messages.problems, ...events.problems, ...attachments.problems);

  const members = [
    `"events_data":{"messages":${messages.text}}`,
    `"events":${events.text}`,
    `"attachments":${attachments.text}`,
  ];
  const metadata = zip.members.has(`${folder}/metadata.json`)
    ? await read(`${folder}/metadata.json`, signal)
    : undefined;
  if (typeof metadata === 'string') members.unshift(`"metadata":${metadata.trim()}`);
  else if (metadata !== undefined) problems.push(asWarning(metadata));
  const open = sample.trimEnd().replace(/\}$/, '').trimEnd();
  return { text: `${open}${open.endsWith('{') ? '' : ','}${members.join(',')}}`, problems };
}

function shownChunks(chunks: readonly Chunk[], refs: Json | undefined): Chunk[] {
  const ranges = poolRanges(refs, mostItems);
  return chunks.filter((chunk) => ranges.some(({ start, end }) => start < chunk.end && chunk.start < end));
}
