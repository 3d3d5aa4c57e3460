import { ulid } from 'ulid';
import { type Reason, reasons } from '../../core/adjudication/reason.ts';
import type { ViewCluster } from '../../panel/adjudicationMessages.ts';
import type { ViewTarget } from '../../panel/messages.ts';
import { goToTarget, showTags } from '../goActions.ts';
import { type PageContext, tagOf } from '../pageContext.ts';
import { blockedBy, without } from '../state.ts';
import { openForm } from '../tagActions.ts';
import { type AdjudicationState, currentCluster, waits } from './adjudicationState.ts';

const whyText = reasons.map((reason, i) => `${i + 1} ${reason}`).join(', ');

/** Shows a cluster: its text in the transcript, its tags side by side. */
export function showCluster(page: PageContext, cluster: ViewCluster | undefined): void {
  const clusters = page.store.state.adjudication?.clusters ?? [];
  if (cluster === undefined) return;
  change(page, ({ asks: _asks, edit: _edit, ...rest }) => ({
    ...rest,
    cluster: cluster.id,
    at: clusters.indexOf(cluster),
  }));
  page.store.update((state) => without(state, 'form', 'quick'));
  goToTag(page, cluster.tags[0]);
  page.say(`${clusters.indexOf(cluster) + 1} of ${clusters.length}, ${stateText(cluster)}`);
}

/** Shows where one of the tags is: a side of it, else the first one here. */
export function goToTag(page: PageContext, id: string | undefined, side?: number): void {
  const { state } = page.store;
  const tag = tagOf(state, id);
  if (tag === undefined) return;
  const isHere = ({ transcript, file }: ViewTarget): boolean =>
    file === undefined && transcript === state.panes.a?.name;
  const at = side ?? Math.max(0, tag.targets.findIndex(isHere));
  const target = tag.targets[at];
  if (target === undefined) return;
  const { transcript, message, part, start, end } = target;
  if (!isHere(target) || message === undefined || page.view.indexOf('a', message) !== undefined) {
    goToTarget(page, tag, at);
    return;
  }
  // Not here yet, or in another thread: the extension shows it in this panel.
  showTags(page, [tag.id], at);
  page.port.send({
    type: 'goToPlace',
    target: {
      pane: 'a',
      transcript,
      message,
      ...(part !== undefined && { part }),
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
    },
  });
}

/** The next (or previous) cluster of the transcript; behind the last one the next transcript. */
export function stepCluster(page: PageContext, step: 1 | -1): void {
  const { adjudication } = page.store.state;
  if (adjudication === undefined) return;
  const { clusters, cluster, at } = adjudication;
  const next = clusters[cluster === undefined ? (step === 1 ? 0 : clusters.length - 1) : at + step];
  if (next !== undefined) showCluster(page, next);
  else if (step === 1) nextTranscript(page);
  else page.say('This is the first.');
}

/** The next cluster that waits, here or in the next transcript. */
export function nextWaiting(page: PageContext): void {
  const { clusters, at } = page.store.state.adjudication ?? { clusters: [], at: 0 };
  const next =
    clusters.find((cluster, i) => i > at && waits(cluster)) ?? clusters.find((each, i) => i < at && waits(each));
  if (next !== undefined) showCluster(page, next);
  else nextTranscript(page);
}

/** The transcript on which reviewers disagree most of those that wait. */
export function nextTranscript(page: PageContext): void {
  const { adjudication, panes } = page.store.state;
  const next = adjudication?.transcripts.find(({ name, open, stale }) => name !== panes.a?.name && open + stale > 0);
  if (next === undefined) page.say('Nothing else waits in this file.');
  else openToAdjudicate(page, next.name);
}

export function openToAdjudicate(page: PageContext, name: string): void {
  change(page, ({ cluster: _cluster, asks: _asks, edit: _edit, ...rest }) => ({ ...rest, clusters: [], begin: name }));
  page.port.send({ type: 'openTranscript', pane: 'a', name });
}

/** Shows the first cluster of a transcript that was opened for it, once it is here. */
export function beginTranscript(page: PageContext): void {
  const { adjudication, panes } = page.store.state;
  if (adjudication?.begin === undefined || adjudication.begin !== panes.a?.name) return;
  const cluster = currentCluster(page.store.state);
  if (cluster === undefined || tagOf(page.store.state, cluster.tags[0]) === undefined) return;
  change(page, ({ begin: _begin, ...rest }) => rest);
  showCluster(page, cluster);
}

/** Takes the tag of that number, from 1; without one it asks, unless there is one only. */
export function acceptTag(page: PageContext, number?: number): void {
  const cluster = workOn(page);
  if (cluster === undefined) return;
  const wanted = number ?? (cluster.tags.length === 1 ? 1 : undefined);
  if (wanted === undefined) {
    change(page, (now) => ({ ...now, asks: 'which' }));
    page.say(`Whose? Press 1 to ${Math.min(9, cluster.tags.length)}`);
    return;
  }
  const tag = cluster.tags[wanted - 1];
  if (tag === undefined) return;
  page.port.send({ type: 'acceptTag', cluster: cluster.id, tag, id: cluster.decision ?? ulid() });
  decided(page, cluster, `Accepted ${tagOf(page.store.state, tag)?.reviewer ?? 'the tag'}’s`);
}

export function mergeTags(page: PageContext): void {
  const cluster = workOn(page);
  if (cluster === undefined) return;
  page.port.send({ type: 'mergeTags', cluster: cluster.id, id: cluster.decision ?? ulid() });
  decided(page, cluster, 'Merged by majority');
}

export function rejectTags(page: PageContext): void {
  const cluster = workOn(page);
  if (cluster === undefined) return;
  page.port.send({ type: 'rejectTags', cluster: cluster.id });
  decided(page, cluster, 'Rejected');
}

/** Opens the form of what was decided; of what is open, once it is merged. */
export function editDecision(page: PageContext): void {
  const cluster = workOn(page);
  if (cluster === undefined) return;
  if (cluster.decision === undefined) {
    page.port.send({ type: 'mergeTags', cluster: cluster.id, id: ulid() });
    change(page, ({ asks: _asks, ...rest }) => ({ ...rest, edit: cluster.id }));
    return;
  }
  change(page, ({ edit: _edit, asks: _asks, ...rest }) => rest);
  page.store.update((state) => ({ ...state, shownTags: [cluster.decision as string] }));
  openForm(page);
}

/** Opens the form that `editDecision` waits for, once the tag is here. */
export function openAwaitedForm(page: PageContext): void {
  const { state } = page.store;
  const cluster = currentCluster(state);
  if (cluster === undefined || state.adjudication?.edit !== cluster.id) return;
  if (tagOf(state, cluster.decision) !== undefined) editDecision(page);
}

export function explain(page: PageContext, number: number): void {
  const cluster = workOn(page);
  const reason = reasons[number - 1] as Reason | undefined;
  if (cluster === undefined || reason === undefined) return;
  page.port.send({ type: 'explainDifference', cluster: cluster.id, reason });
  change(page, ({ asks: _asks, ...rest }) => rest);
  nextWaiting(page);
}

export function askWhy(page: PageContext): void {
  const cluster = currentCluster(page.store.state);
  if (cluster === undefined) return;
  if (cluster.state === 'open') page.say('Decide first: accept, merge or reject.');
  else {
    change(page, (now) => ({ ...now, asks: 'why' }));
    page.say(`Why did they differ? ${whyText}`);
  }
}

export function confirmDecision(page: PageContext): void {
  const cluster = workOn(page);
  if (cluster?.stale === undefined) {
    if (cluster !== undefined) page.say('Nothing has changed since this was decided.');
    return;
  }
  page.port.send({ type: 'confirmDecision', cluster: cluster.id });
  page.say('Kept');
}

export function reopenCluster(page: PageContext): void {
  const cluster = workOn(page);
  if (cluster === undefined || cluster.state === 'open') return;
  page.port.send({ type: 'reopenCluster', cluster: cluster.id });
  page.say('Taken back');
}

export function acceptAgreed(page: PageContext): void {
  const name = page.store.state.panes.a?.name;
  if (name !== undefined && workOn(page) !== undefined) page.port.send({ type: 'acceptAgreed', transcript: name });
}

export function addExamples(page: PageContext): void {
  const cluster = currentCluster(page.store.state);
  if (cluster !== undefined) page.port.send({ type: 'addExamples', cluster: cluster.id });
}

/** Where they differed the next digit says why; else on to what waits. */
function decided(page: PageContext, cluster: ViewCluster, text: string): void {
  page.store.update((state) => without(state, 'form', 'quick'));
  if (cluster.disagreement === 0) {
    change(page, ({ asks: _asks, ...rest }) => rest);
    nextWaiting(page);
    return;
  }
  change(page, (now) => ({ ...now, asks: 'why' }));
  page.say(`${text}. Why did they differ? ${whyText}`);
}

/** The cluster to be changed, unless nothing can be. */
function workOn(page: PageContext): ViewCluster | undefined {
  const blocked = blockedBy(page.store.state);
  if (blocked !== undefined) page.say(blocked);
  return blocked === undefined ? currentCluster(page.store.state) : undefined;
}

function change(page: PageContext, how: (now: AdjudicationState) => AdjudicationState): void {
  page.store.update((state) =>
    state.adjudication === undefined ? state : { ...state, adjudication: how(state.adjudication) },
  );
}

export function stateText({ state, reason, stale }: ViewCluster): string {
  return [state, reason, stale === undefined ? undefined : 'changed since'].filter(Boolean).join(', ');
}
