import type { Codebook } from '../core/codebook/codebook.ts';

export interface KeyHelp {
  readonly keys: string;
  readonly does: string;
}

/** Every key of the page, for the overlay that `?` opens. */
export function keyHelp(
  codebook: Codebook,
  hasRecords = false,
): readonly { readonly title: string; readonly keys: readonly KeyHelp[] }[] {
  return [
    {
      title: 'Tag',
      keys: [
        ...codebook.kinds.map(({ key, title }) => ({ keys: key, does: title })),
        {
          keys: '',
          does: 'These tag the selection, or the focused message; with text selected they go before the keys below',
        },
        { keys: 'l', does: 'Link the selection as the other side of the open pair' },
        { keys: '0–9', does: 'Set the next field of the tag' },
        { keys: 'Space / Backspace', does: 'Leave a field out / go back to the one before' },
        { keys: 'Enter', does: 'Open the form of the tag' },
        { keys: 'Delete', does: 'Remove the tag' },
        { keys: 'r', does: 'Reply to the tag; Ctrl+Enter sends' },
        { keys: '+ / -', does: 'Agree / disagree with the tag' },
        { keys: 'v', does: 'Next suggestion' },
        { keys: 'y / Y / X', does: 'Accept it / accept and edit it / reject it' },
        {
          keys: 'R',
          does: 'Tags that moved; there a accepts, A all with the same text, 1–9 choose, h anchors to the selection, x leaves',
        },
      ],
    },
    {
      title: 'Select',
      keys: [
        { keys: '→ / ←', does: 'Next / previous sentence' },
        { keys: 'Shift+→ / Shift+←', does: 'One word more / less' },
        { keys: 'Shift+↓ / Shift+↑', does: 'One sentence more / less' },
        { keys: 'Alt+Shift+→ / ←', does: 'One character more / less' },
        { keys: 'a', does: 'The whole message; again: the next one too' },
        { keys: 'A', does: 'Mean the whole transcript' },
        { keys: 'x', does: 'Move the other end of the selection' },
      ],
    },
    {
      title: 'Go',
      keys: [
        { keys: '↓ / ↑ or j / k', does: 'Next / previous message' },
        { keys: 'Home / End', does: 'First / last message' },
        { keys: '[ / ]', does: 'Left / right side of a comparison' },
        { keys: 'd', does: 'First difference of a comparison' },
        { keys: 'n / N', does: 'Next / previous tag' },
        { keys: 'o', does: 'Other end of the pair' },
        { keys: '/', does: 'Search the whole transcript' },
        { keys: 't', does: 'Tray of open pairs' },
        { keys: 'f / F', does: 'Whose tags are shown / only mine, or everyone’s' },
        { keys: 'u', does: 'Reviewed, or not' },
        { keys: 'Alt+N', does: 'Next transcript to review' },
        { keys: 'Alt+S / Alt+Shift+S', does: 'Skip the transcript / return to the one skipped first' },
        { keys: 'e', does: 'Source text of what is selected' },
        { keys: 'c', does: 'Copy a link to it' },
        { keys: 'i / b', does: 'Outline / metadata and scores' },
        { keys: 'q', does: 'List of transcripts' },
        { keys: 'Escape', does: 'Close what is open, then clear the selection' },
        { keys: '?', does: 'These keys' },
      ],
    },
    ...(hasRecords ? [recordHelp] : []),
  ];
}

const recordHelp = {
  title: 'Records',
  keys: [
    { keys: '↓ / ↑, Page, Home / End', does: 'Move in the table' },
    { keys: '↑ from the first row', does: 'The headings; Enter sorts by one' },
    { keys: '→ / ←', does: 'From cell to cell' },
    { keys: 'Enter', does: 'Open the record' },
    { keys: '1–4', does: 'Records, scores and the other views' },
    { keys: 'Escape', does: 'From the records behind a number back to it; clear the filter' },
    { keys: 'J / K', does: 'Next / previous record' },
    { keys: 'P / B', does: 'Transcript of the prediction / of the behaviour' },
    { keys: 'p', does: 'With nothing selected: a miss, the prediction beside the outcome' },
  ],
};
