import type { Reply } from '../core/tags/tag.ts';
import type { ViewReply, ViewTag } from '../panel/messages.ts';
import { button, iconButton, textArea } from './controls.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import {
  changeDraft,
  closeReply,
  openReply,
  type ReplyDraft,
  removeReply,
  sendReply,
  stanceWords,
} from './replyActions.ts';
import { reviewerChip } from './reviewerChip.ts';
import { blockedBy, type PageState } from './state.ts';

/** What was said to a tag, and the reply that is being written. */
export function replyList(page: PageContext, state: PageState, tag: ViewTag): TemplateResult | typeof nothing {
  const { replies = [] } = tag;
  const draft = state.replyTo === tag.id ? state.replyDrafts[tag.id] : undefined;
  if (replies.length === 0 && draft === undefined) return nothing;
  return html`<section class="replies" aria-label="Replies">
    ${replies.length === 0 ? nothing : html`<ol>${replies.map((reply) => replyRow(page, state, tag, reply))}</ol>`}
    ${draft === undefined ? nothing : replyForm(page, tag, draft)}
  </section>`;
}

function replyRow(page: PageContext, state: PageState, tag: ViewTag, reply: ViewReply): TemplateResult {
  const editable = reply.own && blockedBy(state) === undefined;
  return html`<li class="reply ${reply.stance}">
    ${reviewerChip(reply.reviewer)}
    <div class="reply-said">
      <span class="reply-stance" title=${reply.created ?? nothing}>${stanceWords[reply.stance]}</span>
      ${reply.text === '' ? nothing : html`<p class="note">${reply.text}</p>`}
    </div>
    ${
      editable
        ? html`${iconButton('edit', { label: 'Change this reply' }, () => openReply(page, tag.id, reply))}
          ${iconButton('close', { label: 'Remove this reply' }, () => removeReply(page, reply))}`
        : nothing
    }
  </li>`;
}

function replyForm(page: PageContext, tag: ViewTag, draft: ReplyDraft): TemplateResult {
  const label = draft.stance === 'model' ? 'What the model says of it' : 'Reply';
  return html`<div class="form reply-form">
    ${textArea(
      { label, placeholder: label, value: draft.text },
      {
        input: (text) => changeDraft(page, tag.id, { text }),
        change: (text) => changeDraft(page, tag.id, { text }),
      },
    )}
    <div class="stances" role="group" aria-label="Stance">
      ${(Object.keys(stanceWords) as Reply['stance'][]).map(
        (stance) =>
          html`<button type="button" class="quick-option" aria-pressed=${String(stance === draft.stance)} @click=${() => changeDraft(page, tag.id, { stance })}>
            ${stanceWords[stance]}
          </button>`,
      )}
    </div>
    <div class="reply-ends">
      ${button('Send', () => sendReply(page, tag.id), { appearance: 'primary', title: 'Send (Ctrl+Enter)' })}
      ${button('Close', () => closeReply(page), { title: 'Close; what is written stays (Escape)' })}
    </div>
  </div>`;
}
