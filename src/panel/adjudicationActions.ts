/** What a command can ask of a page that adjudicates. */
export const adjudicationActions = [
  'nextCluster',
  'previousCluster',
  'nextDisagreement',
  'acceptCluster',
  'acceptAgreed',
  'mergeCluster',
  'editConsensus',
  'rejectCluster',
  'explainDifference',
  'confirmDecision',
  'reopenCluster',
  'addExamples',
] as const;
export type AdjudicationAction = (typeof adjudicationActions)[number];
