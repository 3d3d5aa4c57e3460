import { badge, iconButton } from './controls.ts';
import { openHelp } from './helpActions.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import { perform } from './performAction.ts';
import type { PageState } from './state.ts';

/** The line above the transcript: what is shown, and what can be done with it. */
export function toolbar(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const { file } = state;
  if (file === undefined) return nothing;
  const a = state.panes.a;
  const reading = state.mode === 'transcript' || state.mode === 'compare';
  const reviewed = a !== undefined && state.tags.reviewed.includes(a.name);
  return html`<div class="toolbar" role="toolbar" aria-label="Transcript">
    ${reading && file.entryCount > 1 ? iconButton('back', { label: file.hasRecords ? 'All records (q)' : 'All transcripts (q)' }, () => perform(page, 'showList')) : nothing}
    <h1 class="title" title=${file.file}>
      ${
        reading && a !== undefined
          ? html`${a.name}${state.panes.b === undefined ? nothing : html`<span class="versus">and</span>${state.panes.b.name}${state.panes.b.file === undefined ? nothing : html`<span class="versus">of ${state.panes.b.file}</span>`}`}`
          : file.file
      }
    </h1>
    <span class="quiet format">${reading ? '' : file.format}</span>
    ${reading && a !== undefined && state.tags.counts[a.name] ? badge(String(state.tags.counts[a.name]), 'Tags in this transcript') : nothing}
    ${
      state.mode === 'compare' && a !== undefined
        ? iconButton('close', { label: 'Close the comparison' }, () =>
            page.port.send({
              type: 'openTranscript',
              pane: 'a',
              name: a.name,
              ...(a.file !== undefined && { file: a.file }),
            }),
          )
        : nothing
    }
    <span class="spring"></span>
    ${
      reading
        ? html`${iconButton('check', { label: reviewed ? 'Reviewed (u)' : 'Mark as reviewed (u)', pressed: reviewed }, () => perform(page, 'toggleReviewed'))}
        ${iconButton('whole', { label: 'Tag the whole transcript (A)', pressed: state.whole !== undefined }, () => perform(page, 'tagTranscript'))}
        ${iconButton('people', { label: 'Whose tags (f)', pressed: state.reviewerBar || state.whose !== 'everyone' }, () => perform(page, 'showReviewers'))}
        ${iconButton('outline', { label: 'Outline by turn (i)', pressed: state.aside === 'outline' }, () => perform(page, 'toggleOutline'))}
        ${iconButton('details', { label: 'Metadata and scores (b)', pressed: state.aside === 'details' }, () => perform(page, 'toggleDetails'))}
        ${state.mode === 'transcript' ? iconButton('compare', { label: 'Compare with another transcript' }, () => perform(page, 'compare')) : nothing}
        ${iconButton('search', { label: 'Search the whole transcript (/)', pressed: state.find !== undefined }, () => perform(page, 'find'))}`
        : nothing
    }
    ${iconButton('help', { label: 'Keys (?)', pressed: state.help }, () => openHelp(page))}
  </div>`;
}
