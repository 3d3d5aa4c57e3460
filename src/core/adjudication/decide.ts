import { type Codebook, kindOf } from '../codebook/codebook.ts';
import type { Reply, Tag, Target } from '../tags/tag.ts';
import { addItem, changeItem, type ItemChange, type ItemEdit, removeItem } from '../tags/tagEdit.ts';
import type { TagFile } from '../tags/tagFile.ts';
import { type Adjudicated, seenOf } from './adjudicate.ts';
import { mergeTags } from './mergeTags.ts';
import type { Reason } from './reason.ts';
import { fingerprint, type ReviewerTag, type TagSide } from './reviewerTag.ts';

/** What who adjudicates does with a cluster. */
export type Decision =
  /** Take one reviewer's tag as it is. `id`: of the consensus' tag, if it comes. */
  | { readonly type: 'accept'; readonly tag: string; readonly id: string }
  /** Make one of all, by majority. */
  | { readonly type: 'merge'; readonly id: string }
  /** None of it is so. */
  | { readonly type: 'reject' }
  /** What was decided still stands, although tags changed since. */
  | { readonly type: 'confirm' }
  /** Take back what was decided. */
  | { readonly type: 'reopen' }
  /** Why reviewers differed. */
  | { readonly type: 'explain'; readonly reason: Reason };

export interface DecisionSetting {
  readonly codebook: Codebook;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** A new ULID. */
  newId(): string;
  /** A data file as a target in the consensus file names it; undefined for the one it lies beside. */
  fileOf(side: TagSide): string | undefined;
}

/** One edit, made of the file as the ones before it left it. */
export type EditStep = (file: TagFile) => ItemEdit;

/** The edits of the consensus file that carry a decision out, together one step. None where it changes nothing. */
export function decide(cluster: Adjudicated, decision: Decision, setting: DecisionSetting): readonly EditStep[] {
  switch (decision.type) {
    case 'accept': {
      const chosen = cluster.members.find(({ tag }) => tag.id === decision.tag);
      return chosen === undefined ? [] : settle(cluster, decision.id, fromOne(chosen), setting);
    }
    case 'merge':
      return settle(cluster, decision.id, fromAll(cluster, setting.codebook), setting);
    case 'reject':
      return [...undo(cluster), ...cluster.members.map((member) => refuse(member, cluster.reason, setting))];
    case 'confirm':
      return confirm(cluster, setting);
    case 'reopen':
      return undo(cluster);
    case 'explain':
      return explain(cluster, decision.reason, setting);
  }
}

interface Content {
  readonly sides: readonly TagSide[];
  readonly fields: Tag['fields'];
  readonly status: Tag['status'];
  readonly note?: string;
  readonly from: readonly string[];
}

const fromOne = ({ tag, sides }: ReviewerTag): Content => ({
  sides,
  fields: tag.fields,
  status: tag.status,
  ...(tag.note !== undefined && { note: tag.note }),
  from: [tag.id],
});

function fromAll({ members, kind }: Adjudicated, codebook: Codebook): Content {
  const { sides, fields } = mergeTags(members, kindOf(codebook, kind));
  const status = members.some(({ tag }) => tag.status === 'complete') ? 'complete' : 'open';
  return { sides, fields, status, from: members.map(({ tag }) => tag.id) };
}

/** One tag of the consensus for the cluster: the one there is, changed, so that what else stands in it stays; else a new one. */
function settle(cluster: Adjudicated, id: string, content: Content, setting: DecisionSetting): readonly EditStep[] {
  const { sides, ...values } = content;
  const { codebook, now } = setting;
  const all = {
    kind: cluster.kind,
    codebook: `${codebook.id}@${codebook.version}`,
    targets: sides.map((side) => targetOf(side, setting)),
    ...values,
    seen: seenOf(cluster.members),
  };
  const [known, ...others] = cluster.decisions;
  const away = cluster.rejections.map(
    (reply): EditStep =>
      (file) =>
        removeItem(file, 'replies', reply.id),
  );
  if (known === undefined) {
    const reason = cluster.reason;
    const tag: Tag = { id, ...all, ...(reason !== undefined && { reason }), created: now, updated: now };
    return [...away, (file) => addItem(file, 'tags', tag)];
  }
  const note: ItemChange = { path: ['note'], ...('note' in all && { value: all.note }) };
  const changes = Object.entries({ ...all, updated: now }).map(([key, value]): ItemChange => ({ path: [key], value }));
  return [
    ...away,
    ...others.map(
      (tag): EditStep =>
        (file) =>
          removeItem(file, 'tags', tag.id),
    ),
    (file) => changeItem(file, 'tags', known.id, [note, ...changes]),
  ];
}

function targetOf(side: TagSide, setting: DecisionSetting): Target {
  const { file: _file, ...target } = side.target;
  const file = setting.fileOf(side);
  return { role: side.role, ...target, ...(file !== undefined && { file }) };
}

function undo({ decisions, rejections }: Adjudicated): readonly EditStep[] {
  return [
    ...decisions.map(
      (tag): EditStep =>
        (file) =>
          removeItem(file, 'tags', tag.id),
    ),
    ...rejections.map(
      (reply): EditStep =>
        (file) =>
          removeItem(file, 'replies', reply.id),
    ),
  ];
}

function refuse(member: ReviewerTag, reason: Reason | undefined, { now, newId }: DecisionSetting): EditStep {
  const reply: Reply = {
    id: newId(),
    to: member.tag.id,
    stance: 'disagree',
    text: '',
    created: now,
    ...(reason !== undefined && { reason }),
    seen: fingerprint(member),
  };
  return (file) => addItem(file, 'replies', reply);
}

function confirm(cluster: Adjudicated, setting: DecisionSetting): readonly EditStep[] {
  const { decisions, rejections, members, reason } = cluster;
  const seen = seenOf(members);
  if (decisions.length > 0) {
    const changes = [
      { path: ['seen'], value: seen },
      { path: ['updated'], value: setting.now },
    ];
    return decisions.map(
      (tag): EditStep =>
        (file) =>
          changeItem(file, 'tags', tag.id, changes),
    );
  }
  if (rejections.length === 0) return [];
  const refused = new Set(rejections.map(({ to }) => to));
  return [
    ...rejections.map(
      (reply): EditStep =>
        (file) =>
          changeItem(file, 'replies', reply.id, [{ path: ['seen'], value: seen[reply.to] }]),
    ),
    ...members.filter(({ tag }) => !refused.has(tag.id)).map((member) => refuse(member, reason, setting)),
  ];
}

function explain(
  { decisions, rejections }: Adjudicated,
  reason: Reason,
  { now }: DecisionSetting,
): readonly EditStep[] {
  const change = { path: ['reason'], value: reason };
  return [
    ...decisions.map(
      (tag): EditStep =>
        (file) =>
          changeItem(file, 'tags', tag.id, [change, { path: ['updated'], value: now }]),
    ),
    ...(decisions.length > 0 ? [] : rejections).map(
      (reply): EditStep =>
        (file) =>
          changeItem(file, 'replies', reply.id, [change]),
    ),
  ];
}
