import { adjudicationActions } from './adjudicationActions.ts';

/** What a command or a key of VS Code can ask of the page. */
export const panelActions = [
  'tag',
  'linkRevealed',
  'editTag',
  'removeTag',
  'nextTag',
  'previousTag',
  'otherEnd',
  'nextMessage',
  'previousMessage',
  'toggleReviewed',
  'openSource',
  'copyLink',
  'showList',
  'compare',
  'find',
  'toggleOutline',
  'toggleDetails',
  'focusTray',
  'showReviewers',
  'toggleMine',
  'reply',
  'agree',
  'disagree',
  'nextSuggestion',
  'acceptSuggestion',
  'editSuggestion',
  'rejectSuggestion',
  ...adjudicationActions,
] as const;
export type PanelAction = (typeof panelActions)[number];
