import * as vscode from 'vscode';
import type { Reply, Tag } from '../../core/tags/tag.ts';
import { addItem, changeItem, removeItem } from '../../core/tags/tagEdit.ts';
import { findItem } from '../../core/tags/tagFile.ts';
import { dirname, relativePath, resolvePath } from '../../core/text/paths.ts';
import { seenSources } from '../../panel/blindTags.ts';
import type { PanelIntent } from '../../panel/intents.ts';
import { linkTags, targetFile } from '../../panel/viewTags.ts';
import type { Services } from '../services.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';
import { worksBlind } from './worksBlind.ts';

/** What a reviewer says to others' tags and to suggestions: kept in the reviewer's own file, one undoable edit each. */
export type ReplyIntent = Extract<
  PanelIntent,
  { type: 'addReply' | 'changeReply' | 'removeReply' | 'acceptSuggestion' | 'rejectSuggestion' }
>;

const replyTypes: Readonly<Record<ReplyIntent['type'], true>> = {
  addReply: true,
  changeReply: true,
  removeReply: true,
  acceptSuggestion: true,
  rejectSuggestion: true,
};

export function isReplyIntent(intent: PanelIntent): intent is ReplyIntent {
  return Object.hasOwn(replyTypes, intent.type);
}

/** Throws a sentence for the user. */
export function handleReplyIntent(document: TranscriptDocument, services: Services, intent: ReplyIntent): void {
  const file = document.tagFile;
  const created = new Date().toISOString();
  switch (intent.type) {
    case 'addReply': {
      const { id, to, stance, text } = intent;
      const reply: Reply = { id, to, stance, text, created };
      document.edit(addItem(file, 'replies', reply), vscode.l10n.t('Reply'));
      return;
    }
    case 'changeReply':
      ownReply(document, intent.reply);
      document.edit(
        changeItem(file, 'replies', intent.reply, [
          { path: ['stance'], value: intent.stance },
          { path: ['text'], value: intent.text },
        ]),
        vscode.l10n.t('Change Reply'),
      );
      return;
    case 'removeReply':
      ownReply(document, intent.reply);
      document.edit(removeItem(file, 'replies', intent.reply), vscode.l10n.t('Remove Reply'));
      return;
    case 'acceptSuggestion': {
      const tag = accepted(document, services, intent.id, intent.tag, created);
      document.edit(addItem(file, 'tags', tag), vscode.l10n.t('Accept Suggestion'));
      return;
    }
    case 'rejectSuggestion': {
      const reply: Reply = { id: intent.id, to: intent.tag, stance: 'disagree', text: '', created };
      document.edit(addItem(file, 'replies', reply), vscode.l10n.t('Reject Suggestion'));
    }
  }
}

function ownReply(document: TranscriptDocument, id: string): void {
  if (findItem(document.tagFile, 'replies', id)?.value === undefined) {
    throw new Error(vscode.l10n.t('This reply is in another of your files; open the panel of that file to change it.'));
  }
}

/** The suggestion as my own tag; who suggested it, and which it was, stays written in it. */
function accepted(document: TranscriptDocument, services: Services, id: string, suggestion: string, now: string): Tag {
  const all = services.tagIndex.sources(document.dataUri);
  const sources = worksBlind(services.settings, document) ? seenSources(document.reviewer, all) : all;
  const found = linkTags(sources).find(({ source, tag }) => source.suggested && tag.id === suggestion);
  if (found === undefined) throw new Error(vscode.l10n.t('The suggestion {0} is no longer there.', suggestion));
  const { tag, source, sides } = found;
  const own = dirname(document.tagUri.path);
  const codebook = services.codebooks.of(document.dataUri);
  return {
    id,
    kind: tag.kind,
    codebook: `${codebook.id}@${codebook.version}`,
    status: tag.status,
    targets: sides.map((side) => {
      const { file: _file, ...target } = side.target;
      const path = targetFile(side.source, side.target);
      const elsewhere = path !== resolvePath('/', document.dataUri.path);
      return { role: side.role, ...target, ...(elsewhere && { file: relativePath(own, path) }) };
    }),
    fields: tag.fields,
    ...(tag.note !== undefined && { note: tag.note }),
    created: now,
    suggestedBy: source.reviewer,
    from: [tag.id],
  };
}
