import type { EventNode, Message, Thread, Transcript } from '../../transcripts/transcript.ts';

/** An event as a format finds it: the message that it made is named in any way that the format knows. */
export interface EventDraft {
  readonly kind: EventNode['kind'];
  readonly title: string;
  readonly made?: {
    /** Index in the main thread. */
    readonly shown?: number;
    readonly id?: string;
    readonly pointer?: string;
    /** Of the tool call that it answers. */
    readonly call?: string;
  };
  readonly children: readonly EventDraft[];
}

/**
 * Events with the ids of their messages. A group leads to the first message in it; what made none leads to
 * the one before it in the log. A generation whose answer is in a thread of retries is a retry.
 */
export function finishEvents(drafts: readonly EventDraft[], transcript: Transcript): readonly EventNode[] {
  const threads: readonly (Pick<Thread, 'messages'> & Partial<Thread>)[] = [
    { messages: transcript.messages },
    ...(transcript.threads ?? []),
  ];
  const ids = new Set<string>();
  const retried = new Set<string>();
  const byPointer = new Map<string, string>();
  const byCall = new Map<string, string>();
  for (const { kind, messages } of threads) {
    for (const message of messages) {
      ids.add(message.id);
      if (kind === 'retry') retried.add(message.id);
      byPointer.set(message.pointer, message.id);
      for (const call of answered(message)) if (!byCall.has(call)) byCall.set(call, message.id);
    }
  }
  let last: string | undefined;
  const finish = ({ kind, title, made, children }: EventDraft): EventNode => {
    const own =
      (made?.shown === undefined ? undefined : transcript.messages[made.shown]?.id) ??
      (made?.id !== undefined && ids.has(made.id) ? made.id : undefined) ??
      byPointer.get(made?.pointer ?? '') ??
      byCall.get(made?.call ?? '');
    const before = last;
    last = own ?? last;
    const inside = children.map(finish);
    const message = own ?? inside.find((child) => child.message !== undefined)?.message ?? before;
    return {
      kind: kind === 'model' && own !== undefined && retried.has(own) ? 'retry' : kind,
      title,
      ...(message !== undefined && { message }),
      children: inside,
    };
  };
  return drafts.map(finish);
}

const answered = ({ parts }: Message): readonly string[] =>
  parts.flatMap((part) => (part.type === 'tool_result' && part.callId !== undefined ? [part.callId] : []));
