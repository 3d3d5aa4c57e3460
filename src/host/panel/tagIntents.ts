import { ulid } from 'ulid';
import * as vscode from 'vscode';
import { describeTarget } from '../../core/anchors/describe.ts';
import { transcriptSha256 } from '../../core/anchors/regions.ts';
import { type Codebook, kindOf } from '../../core/codebook/codebook.ts';
import { keepsFirst } from '../../core/tags/keepsFirst.ts';
import type { Link, Reviewed, Tag, Target } from '../../core/tags/tag.ts';
import { addItem, changeItem, type ItemChange, removeItem } from '../../core/tags/tagEdit.ts';
import { findItem } from '../../core/tags/tagFile.ts';
import { isAdjudicationIntent } from '../../panel/adjudicationIntents.ts';
import type { AdjudicationIntent } from '../../panel/adjudicationMessages.ts';
import type { PanelIntent, SelectedTarget } from '../../panel/intents.ts';
import type { PaneId } from '../../panel/messages.ts';
import { type LinkedTag, linkTags } from '../../panel/viewTags.ts';
import { handleAdjudication } from '../adjudication/adjudicationIntents.ts';
import type { Services } from '../services.ts';
import type { PanelPane } from './panelPane.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';
import { worksBlind } from './worksBlind.ts';

/** The intents that change the reviewer's tag file. */
export type TagIntent = Extract<
  PanelIntent,
  {
    type:
      | 'addTag'
      | 'addTarget'
      | 'removeTarget'
      | 'setField'
      | 'setConfidence'
      | 'setNote'
      | 'removeTag'
      | 'resolveConflict'
      | 'setReviewed';
  }
>;

/** What an intent needs of the panel it comes from. */
export interface TagScope {
  readonly panes: ReadonlyMap<PaneId, PanelPane>;
  fileOf(pane: PaneId): string | undefined;
}

/** Carry out an intent as one undoable edit of the panel's own tag file. Throws a sentence for the user. */
export async function handleTagIntent(
  document: TranscriptDocument,
  scope: TagScope,
  services: Services,
  intent: TagIntent | AdjudicationIntent,
): Promise<void> {
  if (isAdjudicationIntent(intent)) return handleAdjudication(document, services, intent);
  const codebook = services.codebooks.of(document.dataUri);
  const file = document.tagFile;
  const title = (kind: string): string => kindOf(codebook, kind)?.title ?? kind;
  switch (intent.type) {
    case 'addTag': {
      const now = new Date().toISOString();
      const targets = anchored(scope, intent.targets);
      const tag: Tag = {
        id: intent.id,
        kind: intent.kind,
        codebook: `${codebook.id}@${codebook.version}`,
        status: statusOf(
          codebook,
          intent.kind,
          targets.map((target) => target.role),
        ),
        targets,
        fields: {},
        created: now,
        updated: now,
        ...(intent.suggestedBy !== undefined && { suggestedBy: intent.suggestedBy }),
      };
      return document.edit(addItem(file, 'tags', tag), vscode.l10n.t('Tag {0}', title(intent.kind)));
    }
    case 'addTarget': {
      const linked = linkedTag(document, services, intent.tag);
      if (linked.source.path === document.tagUri.path) return addOwnTarget(document, scope, codebook, intent);
      return addLink(document, scope, linked, intent);
    }
    case 'removeTarget': {
      const linked = linkedTag(document, services, intent.tag);
      const side = linked.sides[intent.target];
      if (side === undefined) return;
      const label = vscode.l10n.t('Remove {0}', side.role);
      if (side.link !== undefined) {
        if (side.source.path !== document.tagUri.path) return services.openTagFile(intent.tag);
        return document.edit(removeItem(file, 'links', side.link), label);
      }
      const tag = ownTag(document, intent.tag);
      if (tag === undefined) return services.goToTarget(intent.tag, intent.target);
      const roles = linked.sides.filter((_, i) => i !== intent.target).map((each) => each.role);
      return document.edit(
        changeItem(file, 'tags', intent.tag, [
          { path: ['targets', intent.target] },
          { path: ['status'], value: statusOf(codebook, tag.kind, roles) },
          touched(),
        ]),
        label,
      );
    }
    case 'setField': {
      const tag = ownTag(document, intent.tag);
      if (tag === undefined) return services.goToTarget(intent.tag, 0);
      const changes: ItemChange[] = [{ path: ['fields', intent.field], ...value(intent.value) }, touched()];
      if (keepsFirst(file, tag, intent.field)) {
        changes.push({ path: ['first', intent.field], value: tag.fields[intent.field] ?? null });
      }
      return document.edit(changeItem(file, 'tags', intent.tag, changes), vscode.l10n.t('Set {0}', intent.field));
    }
    case 'setConfidence':
      return change(
        document,
        services,
        intent.tag,
        { path: ['confidence'], ...value(intent.value) },
        vscode.l10n.t('Set Confidence'),
      );
    case 'setNote': {
      const note = intent.text === '' ? {} : { value: intent.text };
      return change(document, services, intent.tag, { path: ['note'], ...note }, vscode.l10n.t('Edit Note'));
    }
    case 'removeTag':
      if (ownTag(document, intent.tag) === undefined) return services.goToTarget(intent.tag, 0);
      return document.edit(removeItem(file, 'tags', intent.tag), vscode.l10n.t('Remove Tag'));
    case 'resolveConflict':
      return document.resolve();
    case 'setReviewed':
      setReviewed(document, scope, codebook, worksBlind(services.settings, document), intent);
      if (intent.reviewed) services.afterReviewed(document, intent.transcript).catch(services.report);
      return;
  }
}

function value<T>(given: T | undefined): { readonly value: T } | object {
  return given === undefined ? {} : { value: given };
}

function touched(): ItemChange {
  return { path: ['updated'], value: new Date().toISOString() };
}

function ownTag(document: TranscriptDocument, id: string): Tag | undefined {
  return findItem(document.tagFile, 'tags', id)?.value;
}

async function change(
  document: TranscriptDocument,
  services: Services,
  id: string,
  what: ItemChange,
  label: string,
): Promise<void> {
  if (ownTag(document, id) === undefined) return services.goToTarget(id, 0);
  document.edit(changeItem(document.tagFile, 'tags', id, [what, touched()]), label);
}

function linkedTag(document: TranscriptDocument, services: Services, id: string): LinkedTag {
  const found = linkTags(services.tagIndex.sources(document.dataUri)).find(
    (linked) => linked.tag.id === id && linked.source.reviewer === document.reviewer,
  );
  if (found === undefined) throw new Error(vscode.l10n.t('The tag {0} is no longer there, or is not yours.', id));
  return found;
}

function addOwnTarget(
  document: TranscriptDocument,
  scope: TagScope,
  codebook: Codebook,
  intent: Extract<TagIntent, { type: 'addTarget' }>,
): void {
  const tag = ownTag(document, intent.tag);
  if (tag === undefined)
    throw new Error(vscode.l10n.t('The tag {0} has errors; mend it in its file first.', intent.tag));
  const added = anchored(scope, intent.targets);
  const roles = [...tag.targets, ...added].map((target) => target.role);
  document.edit(
    changeItem(document.tagFile, 'tags', intent.tag, [
      ...added.map((target, i) => ({ path: ['targets', tag.targets.length + i], value: target as never })),
      { path: ['status'], value: statusOf(codebook, tag.kind, roles) },
      touched(),
    ]),
    vscode.l10n.t('Link {0}', added[0]?.role ?? ''),
  );
}

/** The pair is kept in another of the reviewer's files: this file keeps the side that is here. */
function addLink(
  document: TranscriptDocument,
  scope: TagScope,
  linked: LinkedTag,
  intent: Extract<TagIntent, { type: 'addTarget' }>,
): void {
  for (const [i, { role, ...target }] of anchored(scope, intent.targets).entries()) {
    const link: Link = { id: i === 0 ? intent.id : ulid(), to: linked.tag.id, role, target };
    document.edit(addItem(document.tagFile, 'links', link), vscode.l10n.t('Link {0}', role));
  }
}

function setReviewed(
  document: TranscriptDocument,
  scope: TagScope,
  codebook: Codebook,
  blind: boolean,
  intent: Extract<TagIntent, { type: 'setReviewed' }>,
): void {
  const known = findItem(document.tagFile, 'reviewed', intent.transcript);
  if (!intent.reviewed) {
    if (known === undefined) return;
    document.edit(removeItem(document.tagFile, 'reviewed', intent.transcript), vscode.l10n.t('Mark as Not Reviewed'));
    return;
  }
  if (known !== undefined) return;
  const shown = [...scope.panes.values()].find((pane) => pane.transcript.name === intent.transcript)?.transcript;
  const entry: Reviewed = {
    transcript: intent.transcript,
    at: new Date().toISOString(),
    codebook: `${codebook.id}@${codebook.version}`,
    ...(blind && { blind: true }),
    kinds: codebook.kinds.map((kind) => kind.id),
    ...(shown !== undefined && {
      messages: shown.messages.length,
      textSha256: transcriptSha256(shown, shown.messages.length),
    }),
  };
  document.edit(addItem(document.tagFile, 'reviewed', entry), vscode.l10n.t('Mark as Reviewed'));
}

function statusOf(codebook: Codebook, kindId: string, roles: readonly string[]): Tag['status'] {
  const kind = kindOf(codebook, kindId);
  const whole = kind?.roles.every((role) => roles.filter((each) => each === role.id).length >= role.min) ?? true;
  return whole ? 'complete' : 'open';
}

/** What the page selected, anchored in the transcripts that its panes show. */
function anchored(scope: TagScope, targets: readonly SelectedTarget[]): readonly Target[] {
  return targets.map((selected) => {
    const pane = scope.panes.get(selected.pane);
    if (pane === undefined || pane.transcript.name !== selected.transcript) {
      throw new Error(vscode.l10n.t('The transcript {0} is no longer open in this panel.', selected.transcript));
    }
    const { pane: id, transcript: _name, ...place } = selected;
    const target = describeTarget(pane.transcript, place);
    const file = scope.fileOf(id);
    return file === undefined ? target : { ...target, file };
  });
}
