import type { Examples, Field, Kind } from '../core/codebook/codebook.ts';
import { html, nothing, type TemplateResult } from './html.ts';

/**
 * How to decide, folded away beside what is decided: the codebook's guideline, what each option means, and texts that are
 * to be coded so or not. Text of a file of the workspace: shown as text only.
 */
export function fieldGuide({ title, guideline, options = [] }: Field): TemplateResult | typeof nothing {
  const defined = options.some(({ definition }) => definition !== '');
  if (guideline === undefined && !defined) return nothing;
  return guide(
    title,
    html`${paragraph(guideline)}
      <dl>
        ${options.map(
          ({ id, title: name, definition, key, examples }) =>
            html`<dt>${key === undefined ? nothing : html`<kbd>${key}</kbd> `}${name ?? id}</dt>
              <dd>${definition}${exampleList(examples)}</dd>`,
        )}
      </dl>`,
  );
}

/** The same for the kind itself. */
export function kindGuide({ title, definition, guideline, examples }: Kind): TemplateResult {
  return guide(title, html`${paragraph(definition)}${paragraph(guideline)}${exampleList(examples)}`);
}

function guide(of: string, inside: TemplateResult): TemplateResult {
  return html`<details class="guide">
    <summary aria-label="How to decide: ${of}">How to decide</summary>
    ${inside}
  </details>`;
}

const paragraph = (text: string | undefined): TemplateResult | typeof nothing =>
  text === undefined ? nothing : html`<p>${text}</p>`;

function exampleList(examples: Examples | undefined): TemplateResult | typeof nothing {
  const { positive = [], negative = [] } = examples ?? {};
  if (positive.length + negative.length === 0) return nothing;
  const list = (what: string, texts: readonly string[]) =>
    texts.map((text) => html`<li><span class="quiet">${what}</span> <q>${text}</q></li>`);
  return html`<ul>
    ${list('Yes:', positive)}${list('No:', negative)}
  </ul>`;
}
