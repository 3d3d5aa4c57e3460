import type { ViewProblem } from '../panel/messages.ts';
import { button } from './controls.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import type { PageState } from './state.ts';

/** What the reviewer must know before anything else: read-only, broken tag file, problems of the data. */
export function notices(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const { file, tags, panes } = state;
  const shown = state.mode === 'list' ? [] : [panes.a, panes.b].flatMap((pane) => pane?.problems ?? []);
  const listed = state.mode === 'list' ? [...(file?.problems ?? []), ...recordProblems(state)] : [];
  const problems = [...listed, ...shown, ...tags.problems];
  const readOnly = file?.readOnly;
  const blind = blindness(state);
  if (
    blind === undefined &&
    readOnly === undefined &&
    tags.notice === undefined &&
    state.lost === undefined &&
    problems.length === 0
  )
    return nothing;
  return html`<div class="notices">
    ${blind === undefined ? nothing : notice('info', blind)}
    ${readOnly === undefined ? nothing : notice('warning', readOnly)}
    ${
      state.lost === undefined
        ? nothing
        : notice(
            'warning',
            `The file has changed and cannot be read now: what is shown is what it was. ${state.lost.text}`,
          )
    }
    ${tags.notice === undefined ? nothing : notice(tags.notice.blocked ? 'error' : 'warning', tags.notice.text)}
    ${tags.notice?.canResolve ? html`<p>${button('Resolve', () => page.port.send({ type: 'resolveConflict' }))}</p>` : nothing}
    ${problems.length === 0 ? nothing : problemList(problems)}
  </div>`;
}

/** That something is hidden is said as long as it is; how much is hidden is not known here. */
function blindness({ tags, panes, mode }: PageState): string | undefined {
  if (!tags.blind) return undefined;
  if (mode === 'list')
    return 'Blind: others’ tags, scores and models of a transcript are hidden until you mark it as reviewed.';
  return panes.a?.blind || panes.b?.blind
    ? 'Blind: others’ tags, scores and models are hidden until you mark this as reviewed (u).'
    : undefined;
}

function recordProblems({ records }: PageState): readonly ViewProblem[] {
  return (records?.described?.problems ?? []).map((text) => ({ severity: 'warning', text }));
}

function notice(severity: ViewProblem['severity'], text: string): TemplateResult {
  return html`<p class="notice ${severity}" role=${severity === 'error' ? 'alert' : 'note'}>${text}</p>`;
}

function problemList(problems: readonly ViewProblem[]): TemplateResult {
  const worst = problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  const [first] = problems;
  if (problems.length === 1 && first !== undefined) return notice(first.severity, first.text);
  return html`<details class="notice ${worst}">
    <summary>${problems.length} problems</summary>
    <ul>
      ${problems.slice(0, 100).map(({ severity, text }) => html`<li class=${severity}>${text}</li>`)}
      ${problems.length > 100 ? html`<li class="quiet">and ${problems.length - 100} more</li>` : nothing}
    </ul>
  </details>`;
}
