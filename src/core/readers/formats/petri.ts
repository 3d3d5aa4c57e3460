import type { Json, JsonObject } from '../../text/json.ts';
import type { Part, Score } from '../../transcripts/transcript.ts';
import { highlightCitations } from '../drafts/scoreCitations.ts';
import type { MessageDraft, ThreadDraft } from '../drafts/transcriptDraft.ts';
import { inspectMessage } from '../inspect/inspectMessage.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';
import { petriView, type View, type ViewMessage } from './petriViews.ts';

const noAttachments = { strings: {}, pointer: '' };
const eventTypes = new Set(['transcript_event', 'tool_creation_event', 'info_event', 'decision_event']);
const views = ['target', 'auditor', 'combined'];

/**
 * Petri's transcript file, v1 and v2 of the tool: an audit in three views. What the target saw is the
 * main thread; what the auditor did is a thread beside it, what was rolled back are branches.
 */
export const petri: RecordFormat = {
  format: 'petri',
  matches: (record) =>
    asString(dig(record, 'metadata', 'transcript_id')) !== undefined &&
    // The messages come last, after all that a head may show.
    ((asArray(dig(record, 'events')) ?? []).some((event) => eventTypes.has(asString(dig(event, 'type')) ?? '')) ||
      asArray(dig(record, 'target_messages')) !== undefined),
  nameOf: (record) => asString(dig(record, 'metadata', 'transcript_id')),
  read: (record) => {
    const log = asObject(record);
    const metadata = asObject(log?.['metadata']);
    if (log === undefined || metadata === undefined) return undefined;
    const events = asArray(log['events']) ?? [];
    const built = views.map((name) => viewOf(log, events, name));
    const at = built.findIndex(({ messages }) => messages.length > 0);
    const main = built[at] ?? { messages: [], branches: [] };
    const shownIds = new Set(
      built
        .slice(0, 2)
        .flatMap(({ messages, branches }) => [messages, ...branches.map((each) => each.messages)].flat().map(idOf)),
    );
    const threads = built.flatMap((view, i): ThreadDraft[] => {
      const title = views[i] as string;
      // All of it is in the other two, as a rule.
      const repeats = title === 'combined' && view.messages.every((message) => shownIds.has(idOf(message)));
      const whole = i === at || repeats ? [] : [{ kind: 'other', title, messages: view.messages.map(draft) } as const];
      return [...whole, ...(repeats ? [] : branchesOf(view, i === at ? main : undefined, i === at ? '' : title))];
    });
    return {
      metadata: { ...smallMembers(metadata, ['judge_output']), ...asideFacts(events) },
      scores: judgeScores(dig(metadata, 'judge_output')),
      messages: main.messages.map(draft),
      threads,
    };
  },
};

const idOf = ({ value, pointer }: ViewMessage): string => asString(dig(value, 'id')) ?? pointer;

/** From its events; a file without any has the last state of the views only. */
function viewOf(log: JsonObject, events: readonly Json[], name: string): View {
  const built = petriView(events, name);
  if (built.messages.length > 0 || built.branches.length > 0) return built;
  const key = name === 'target' ? 'target_messages' : name === 'auditor' ? 'messages' : '';
  const messages = (asArray(log[key]) ?? []).map((value, i) => ({ value, pointer: `/${key}/${i}` }));
  return { messages, branches: [] };
}

/** In the main thread a branch stands after the last message before it that is still there. */
function branchesOf({ branches }: View, main: View | undefined, title: string): ThreadDraft[] {
  const places = new Map(main?.messages.map((message, i) => [message.pointer, i]));
  return branches.map(({ before, messages }) => {
    const kept = before.findLast(({ pointer }) => places.has(pointer));
    const after = kept === undefined ? undefined : places.get(kept.pointer);
    return { kind: 'branch', title, ...(after !== undefined && { after }), messages: messages.map(draft) };
  });
}

function draft({ value, pointer, patched }: ViewMessage): MessageDraft {
  const message = inspectMessage(value, pointer, noAttachments);
  return patched ? { ...message, parts: message.parts.map((part) => unplaced(part)) } : message;
}

/** A patched text has no place in the source. */
function unplaced(part: Part): Part {
  const { source: _source, ...rest } = part;
  return part.type === 'tool_call'
    ? { ...(rest as typeof part), text: JSON.stringify(part.arguments ?? null) }
    : (rest as Part);
}

/** What the auditor noted and made beside the messages, as it is. */
function asideFacts(events: readonly Json[]): JsonObject {
  const facts = (type: string, key: string) =>
    events.filter((event) => dig(event, 'type') === type).map((event) => dig(event, key) ?? null);
  return smallMembers(
    Object.fromEntries(
      Object.entries({
        decisions: facts('decision_event', 'content'),
        infos: facts('info_event', 'info'),
        tools: facts('tool_creation_event', 'tool').map((tool) => dig(tool, 'name') ?? tool),
      }).filter(([, values]) => values.length > 0),
    ),
    [],
  );
}

/** A score per dimension, and the judge's summary, which cites. */
function judgeScores(judge: Json | undefined): Score[] {
  const citations = highlightCitations(dig(judge, 'highlights'));
  const summary = asString(dig(judge, 'summary'));
  const justification = asString(dig(judge, 'justification'));
  const scores = Object.entries(asObject(dig(judge, 'scores')) ?? {}).map(([name, value]): Score => {
    const explanation = asString(dig(judge, 'score_descriptions', name));
    return { name, value, ...(explanation !== undefined && { explanation }) };
  });
  if (summary === undefined && justification === undefined && citations.length === 0) return scores;
  const overall = {
    name: 'judge',
    value: summary ?? '',
    ...(justification !== undefined && { explanation: justification }),
    ...(citations.length > 0 && { citations }),
  };
  return [...scores, overall];
}
