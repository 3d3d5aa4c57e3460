import type { AdjudicationAction } from '../../panel/adjudicationActions.ts';
import type { PanelAction } from '../../panel/panelActions.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../state.ts';
import {
  acceptAgreed,
  acceptTag,
  addExamples,
  askWhy,
  confirmDecision,
  editDecision,
  explain,
  mergeTags,
  nextTranscript,
  rejectTags,
  reopenCluster,
  stepCluster,
} from './adjudicationActions.ts';

const actions: Readonly<Record<AdjudicationAction, (page: PageContext) => void>> = {
  nextCluster: (page) => stepCluster(page, 1),
  previousCluster: (page) => stepCluster(page, -1),
  nextDisagreement: nextTranscript,
  acceptCluster: (page) => acceptTag(page),
  acceptAgreed,
  mergeCluster: mergeTags,
  editConsensus: editDecision,
  rejectCluster: rejectTags,
  explainDifference: askWhy,
  confirmDecision,
  reopenCluster,
  addExamples,
};

const keys: Readonly<Record<string, AdjudicationAction>> = {
  n: 'nextCluster',
  p: 'previousCluster',
  N: 'nextDisagreement',
  a: 'acceptCluster',
  A: 'acceptAgreed',
  m: 'mergeCluster',
  e: 'editConsensus',
  x: 'rejectCluster',
  r: 'explainDifference',
  s: 'confirmDecision',
  Delete: 'reopenCluster',
};

export const adjudicationHelp = {
  title: 'Adjudicate',
  keys: [
    { keys: 'n / p', does: 'Next / previous of the tags that lie together' },
    { keys: 'N', does: 'Next transcript: where reviewers disagree most' },
    { keys: 'a, then 1–9', does: 'Accept this reviewer’s tag' },
    { keys: 'm', does: 'Merge: of every field what most say' },
    { keys: 'e', does: 'Edit the consensus' },
    { keys: 'x', does: 'Reject all of them' },
    { keys: '1 / 2 / 3', does: 'After that, why they differed: slip, guideline unclear, real ambiguity' },
    { keys: 'r', does: 'Say why again' },
    { keys: 'A', does: 'Accept everything here on which all agree' },
    { keys: 's', does: 'It still stands, although tags changed since' },
    { keys: 'Delete', does: 'Take the decision back' },
    { keys: '', does: 'With text selected the keys below count' },
  ],
};

/** The keys of a panel that adjudicates; as long as text is selected they are the page's own. */
export function adjudicationKey(page: PageContext, state: PageState, { key, altKey }: KeyboardEvent): boolean {
  const { adjudication } = state;
  if (adjudication === undefined || altKey || state.selection.length > 0) return false;
  if (/^[1-9]$/u.test(key) && adjudication.asks !== undefined) {
    if (adjudication.asks === 'which') acceptTag(page, Number(key));
    else explain(page, Number(key));
    return true;
  }
  const action = keys[key];
  if (action !== undefined) actions[action](page);
  return action !== undefined;
}

/** Whether the action is one of adjudication; done where the page adjudicates. */
export function performAdjudication(page: PageContext, action: PanelAction): boolean {
  if (!Object.hasOwn(actions, action)) return false;
  const { adjudication, mode } = page.store.state;
  if (adjudication === undefined) page.say('Run “Plumbline: Adjudicate” first.');
  else if (mode === 'list' && action !== 'nextDisagreement') page.say('Open a transcript first.');
  else actions[action as AdjudicationAction](page);
  return true;
}
