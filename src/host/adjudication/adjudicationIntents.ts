import { ulid } from 'ulid';
import * as vscode from 'vscode';
import type { Adjudicated } from '../../core/adjudication/adjudicate.ts';
import { type Decision, type DecisionSetting, decide } from '../../core/adjudication/decide.ts';
import { dirname, relativePath } from '../../core/text/paths.ts';
import type { AdjudicationIntent } from '../../panel/adjudicationMessages.ts';
import type { TranscriptDocument } from '../panel/transcriptDocument.ts';
import type { Services } from '../services.ts';
import { addExamples } from './addExamples.ts';

/** Carry out what who adjudicates decided, as one undoable step. Throws a sentence for the user. */
export async function handleAdjudication(
  document: TranscriptDocument,
  services: Services,
  intent: AdjudicationIntent,
): Promise<void> {
  if (document.purpose !== 'adjudicate') throw new Error(vscode.l10n.t('Run “Plumbline: Adjudicate” first.'));
  const { clusters } = services.adjudications.of(document.dataUri);
  const codebook = services.codebooks.of(document.dataUri);
  const setting: DecisionSetting = {
    codebook,
    now: new Date().toISOString(),
    newId: () => ulid(),
    fileOf: ({ file }) =>
      file === document.dataUri.path ? undefined : relativePath(dirname(document.tagUri.path), file),
  };
  if (intent.type === 'acceptAgreed') {
    const agreed = clusters.filter((cluster) => isAgreed(cluster) && cluster.home.transcript === intent.transcript);
    const steps = agreed.flatMap((cluster) => decide(cluster, { type: 'merge', id: ulid() }, setting));
    if (steps.length === 0) throw new Error(vscode.l10n.t('There is no open cluster here on which all agree.'));
    return document.editAll(steps, vscode.l10n.t('Accept What All Agree On'));
  }
  const cluster = clusters.find(({ id }) => id === intent.cluster);
  if (cluster === undefined) throw new Error(vscode.l10n.t('These tags have changed meanwhile. Look again.'));
  if (intent.type === 'addExamples') return addExamples(services, document.dataUri, cluster);
  const steps = decide(cluster, decisionOf(intent), setting);
  if (steps.length === 0) throw new Error(vscode.l10n.t('Decide on these tags first.'));
  document.editAll(steps, labelOf(intent.type));
}

/** Several looked, and all of them say the same. */
function isAgreed({ state, disagreement, members }: Adjudicated): boolean {
  return state === 'open' && disagreement.value === 0 && new Set(members.map(({ reviewer }) => reviewer)).size > 1;
}

type DecisionIntent = Exclude<AdjudicationIntent, { type: 'acceptAgreed' | 'addExamples' }>;

function decisionOf(intent: DecisionIntent): Decision {
  switch (intent.type) {
    case 'acceptTag':
      return { type: 'accept', tag: intent.tag, id: intent.id };
    case 'mergeTags':
      return { type: 'merge', id: intent.id };
    case 'rejectTags':
      return { type: 'reject' };
    case 'confirmDecision':
      return { type: 'confirm' };
    case 'reopenCluster':
      return { type: 'reopen' };
    case 'explainDifference':
      return { type: 'explain', reason: intent.reason };
  }
}

function labelOf(type: DecisionIntent['type']): string {
  switch (type) {
    case 'acceptTag':
      return vscode.l10n.t('Accept Tag');
    case 'mergeTags':
      return vscode.l10n.t('Merge Tags');
    case 'rejectTags':
      return vscode.l10n.t('Reject Tags');
    case 'confirmDecision':
      return vscode.l10n.t('Keep Decision');
    case 'reopenCluster':
      return vscode.l10n.t('Take Back Decision');
    case 'explainDifference':
      return vscode.l10n.t('Set Reason');
  }
}
