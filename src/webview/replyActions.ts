import { ulid } from 'ulid';
import type { Reply } from '../core/tags/tag.ts';
import type { ViewReply, ViewTag } from '../panel/messages.ts';
import { type PageContext, tagOf } from './pageContext.ts';
import { isMine } from './reviewers.ts';
import { blockedBy, type PageState, without } from './state.ts';

/** A reply that is being written, by the tag that it is to. It stays until it is sent. */
export interface ReplyDraft {
  /** The reply that it changes. */
  readonly id?: string;
  readonly stance: Reply['stance'];
  readonly text: string;
}

export const stanceWords: Readonly<Record<Reply['stance'], string>> = {
  agree: 'Agree',
  disagree: 'Disagree',
  clarify: 'Clarify',
  model: 'Model’s own view',
};

/** The tag that is meant, unless there is none or nothing can be edited: then why is said. */
function tagToReply(page: PageContext, id: string | undefined): ViewTag | undefined {
  const tag = tagOf(page.store.state, id);
  if (tag === undefined) page.say('No tag is active. Press n for the next one.');
  return tag === undefined || refuse(page) ? undefined : tag;
}

/** Opens the reply to a tag, the active one without an id; of `reply` to change that. */
export function openReply(page: PageContext, id?: string, reply?: ViewReply): void {
  const { state } = page.store;
  const tag = tagToReply(page, id ?? state.shownTags[0]);
  if (tag === undefined) return;
  const begun = state.replyDrafts[tag.id];
  const draft: ReplyDraft =
    reply !== undefined
      ? { id: reply.id, stance: reply.stance, text: reply.text }
      : (begun ?? { stance: 'clarify', text: '' });
  page.store.update((now) => ({ ...now, replyTo: tag.id, replyDrafts: { ...now.replyDrafts, [tag.id]: draft } }));
  page.store.flush();
  document.querySelector<HTMLElement>('.reply-form [data-control]')?.focus();
}

export function changeDraft(
  page: PageContext,
  tag: string,
  change: Partial<Pick<ReplyDraft, 'stance' | 'text'>>,
): void {
  page.store.update((state) => {
    const draft = state.replyDrafts[tag];
    return draft === undefined
      ? state
      : { ...state, replyDrafts: { ...state.replyDrafts, [tag]: { ...draft, ...change } } };
  });
}

/** What was written is there again when the reply is opened again. */
export function closeReply(page: PageContext): void {
  page.store.update((state) => without(state, 'replyTo'));
  page.focusBack();
}

/** To agree or disagree says enough; anything else wants words. */
export function sendReply(page: PageContext, tag: string): void {
  const draft = page.store.state.replyDrafts[tag];
  if (draft === undefined || refuse(page)) return;
  if (draft.text.trim() === '' && (draft.stance === 'clarify' || draft.stance === 'model')) {
    page.say('Write the reply first.');
    return;
  }
  send(page, tag, draft);
  page.store.update((state) => without(withoutDraft(state, tag), 'replyTo'));
  page.focusBack();
  page.say(draft.id === undefined ? 'Replied' : 'Reply changed');
}

/** Agrees or disagrees with the active tag, at once. Said again it takes back the other. */
export function takeStance(page: PageContext, stance: 'agree' | 'disagree'): void {
  const { state } = page.store;
  const tag = tagToReply(page, state.shownTags[0]);
  if (tag === undefined) return;
  const said = ownStance(tag);
  const needless = isMine(state, tag)
    ? 'This tag is your own.'
    : said?.stance === stance
      ? `You ${stance} with it already.`
      : undefined;
  if (needless !== undefined) {
    page.say(needless);
    return;
  }
  send(page, tag.id, { stance, text: said?.text ?? '', ...(said !== undefined && { id: said.id }) });
  page.say(stance === 'agree' ? 'Agreed' : 'Disagreed');
}

export function removeReply(page: PageContext, reply: ViewReply): void {
  if (refuse(page)) return;
  page.port.send({ type: 'removeReply', reply: reply.id });
  page.focusBack();
  page.say('Removed the reply');
}

/** Sends what was written: the page may be gone at any time once it is hidden. */
export function flushReplies(page: PageContext): void {
  const { state } = page.store;
  for (const [tag, draft] of Object.entries(state.replyDrafts)) {
    const known = tagOf(state, tag)?.replies?.find(({ id }) => id === draft.id);
    if (draft.text.trim() !== '' && draft.text !== known?.text) send(page, tag, draft);
  }
  page.store.update((now) => without({ ...now, replyDrafts: {} }, 'replyTo'));
}

function send(page: PageContext, to: string, { id, stance, text }: ReplyDraft): void {
  page.port.send(
    id === undefined
      ? { type: 'addReply', id: ulid(), to, stance, text: text.trim() }
      : { type: 'changeReply', reply: id, stance, text: text.trim() },
  );
}

const ownStance = ({ replies }: ViewTag): ViewReply | undefined =>
  replies?.find(({ own, stance }) => own && (stance === 'agree' || stance === 'disagree'));

function withoutDraft(state: PageState, tag: string): PageState {
  const { [tag]: _sent, ...replyDrafts } = state.replyDrafts;
  return { ...state, replyDrafts };
}

function refuse(page: PageContext): boolean {
  const reason = blockedBy(page.store.state);
  if (reason !== undefined) page.say(reason);
  return reason !== undefined;
}
