import type { Field, Kind } from '../core/codebook/codebook.ts';
import type { Json } from '../core/text/json.ts';
import type { ViewTag } from '../panel/messages.ts';
import { fieldGuide, kindGuide } from './codingGuide.ts';
import { checkbox, dropdown, textArea, textField } from './controls.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import { toggled } from './quickFields.ts';

/** All fields of a tag, each with the codebook's definition of what is chosen. Every change is sent at once. */
export function tagForm(page: PageContext, tag: ViewTag, kind: Kind): TemplateResult {
  const send = (field: string, value: Json | undefined): void => {
    page.port.send({ type: 'setField', tag: tag.id, field, ...(value !== undefined && { value }) });
    page.say(value === undefined ? `${field} is not set` : `${field} set`);
  };
  return html`<div class="form">
    ${kindGuide(kind)}
    ${kind.fields.map((field) => fieldRow(field, tag.fields[field.id], send))}
    <div class="field">
      <span class="field-title">Confidence</span>
      ${textField(
        {
          label: 'Confidence, 0 to 1',
          placeholder: '0 to 1',
          value: tag.confidence === undefined ? '' : String(tag.confidence),
        },
        { change: (text) => setConfidence(page, tag, text) },
      )}
    </div>
    <div class="field">
      <span class="field-title">Note</span>
      ${textArea(
        { label: 'Note', value: page.drafts.textOf(tag.id, tag.note) },
        {
          input: (text) => page.drafts.type(tag.id, text),
          change: () => page.drafts.send(tag.id),
        },
      )}
    </div>
  </div>`;
}

function fieldRow(
  field: Field,
  value: Json | undefined,
  send: (field: string, value: Json | undefined) => void,
): TemplateResult {
  return html`<div class="field">
    <span class="field-title">${field.title}${field.required === true && value === undefined ? html` <span class="quiet">required</span>` : nothing}</span>
    ${control(field, value, send)} ${fieldGuide(field)}
  </div>`;
}

function control(
  field: Field,
  value: Json | undefined,
  send: (field: string, value: Json | undefined) => void,
): TemplateResult {
  const options = field.options ?? [];
  switch (field.type) {
    case 'choice':
    case 'scale': {
      const chosen = options.find((option) => option.id === value);
      return html`${dropdown(
        { label: field.title, value: value === undefined ? '' : String(value) },
        options.map(({ id, title, definition }) => ({
          value: String(id),
          text: title ?? String(id),
          title: definition,
        })),
        (text) => send(field.id, options.find((option) => String(option.id) === text)?.id),
      )}${chosen === undefined ? nothing : html`<span class="definition">${chosen.definition}</span>`}`;
    }
    case 'choices':
      return html`<div class="choices">
        ${options.map(({ id, title, definition }) =>
          checkbox(
            title ?? String(id),
            { checked: Array.isArray(value) && value.includes(id), title: definition },
            () => {
              const list = toggled(value, id);
              send(field.id, list.length === 0 ? undefined : list);
            },
          ),
        )}
      </div>`;
    case 'boolean':
      return dropdown(
        { label: field.title, value: value === undefined ? '' : String(value) },
        [
          { value: 'true', text: 'Yes' },
          { value: 'false', text: 'No' },
        ],
        (text) => send(field.id, text === '' ? undefined : text === 'true'),
      );
    case 'number':
      return textField(
        { label: field.title, value: value === undefined ? '' : String(value) },
        {
          change: (text) => {
            const number = Number(text);
            if (text.trim() === '') send(field.id, undefined);
            else if (Number.isFinite(number) && number !== value) send(field.id, number);
          },
        },
      );
    case 'text':
      return textField(
        { label: field.title, value: typeof value === 'string' ? value : '' },
        { change: (text) => text !== (value ?? '') && send(field.id, text === '' ? undefined : text) },
      );
  }
}

function setConfidence(page: PageContext, tag: ViewTag, text: string): void {
  const value = Number(text.replace(',', '.'));
  if (text.trim() === '') {
    if (tag.confidence !== undefined) page.port.send({ type: 'setConfidence', tag: tag.id });
  } else if (Number.isFinite(value) && value >= 0 && value <= 1) {
    if (value !== tag.confidence) page.port.send({ type: 'setConfidence', tag: tag.id, value });
  } else page.say('Confidence is a number from 0 to 1.');
}
