import {
  Dropdown,
  provideVSCodeDesignSystem,
  TextArea,
  TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { html, live, nothing, type TemplateResult } from './html.ts';
import { type IconName, icon } from './icons.ts';

// Before the controls are defined: a browser keeps the callbacks that a class has then.
for (const field of [TextField, TextArea]) {
  // The toolkit calls every field "Text field" once it is connected, whatever its label.
  const { connectedCallback } = field.prototype;
  field.prototype.connectedCallback = function (this: TextField | TextArea) {
    const label = this.getAttribute('aria-label');
    connectedCallback.call(this as TextField & TextArea);
    if (label !== null) this.setAttribute('aria-label', label);
  };
}
// The toolkit takes the "s" of Ctrl+S for typing, and jumps to the option that begins with it.
const { keydownHandler } = Dropdown.prototype;
Dropdown.prototype.keydownHandler = function (this: Dropdown, event) {
  return event.ctrlKey || event.metaKey ? true : keydownHandler.call(this, event);
};

/**
 * The only import of the toolkit: every control of the page as a template function, so that another
 * toolkit replaces it here. Text of a transcript never goes into one. The rest of the page knows a
 * control by its `data-control`.
 */
provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

interface Labelled {
  readonly label: string;
  readonly disabled?: boolean;
}

export function button(
  text: string,
  press: () => void,
  {
    appearance = 'secondary',
    title,
    disabled = false,
  }: { appearance?: 'primary' | 'secondary'; title?: string; disabled?: boolean } = {},
): TemplateResult {
  return html`<vscode-button data-control appearance=${appearance} title=${title ?? nothing} ?disabled=${disabled} @click=${press}>${text}</vscode-button>`;
}

/** A toolbar button of one icon; `pressed` makes it a toggle. */
export function iconButton(
  name: IconName,
  { label, pressed, disabled = false }: Labelled & { readonly pressed?: boolean },
  press: () => void,
): TemplateResult {
  return html`<vscode-button data-control
    appearance="icon"
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    ?disabled=${disabled}
    @click=${press}
    >${icon(name)}</vscode-button
  >`;
}

export function textField(
  {
    label,
    value,
    placeholder,
    id,
    disabled = false,
  }: Labelled & { readonly value: string; readonly placeholder?: string; readonly id?: string },
  on: { input?: (value: string) => void; change?: (value: string) => void },
): TemplateResult {
  return html`<vscode-text-field data-control
    id=${id ?? nothing}
    aria-label=${label}
    placeholder=${placeholder ?? nothing}
    ?disabled=${disabled}
    .value=${live(value)}
    @input=${(event: Event) => on.input?.(currentValue(event))}
    @change=${(event: Event) => on.change?.(currentValue(event))}
  ></vscode-text-field>`;
}

export function textArea(
  {
    label,
    value,
    placeholder,
    id,
    disabled = false,
  }: Labelled & { readonly value: string; readonly placeholder?: string; readonly id?: string },
  on: { input: (value: string) => void; change: (value: string) => void },
): TemplateResult {
  return html`<vscode-text-area data-control
    id=${id ?? nothing}
    aria-label=${label}
    placeholder=${placeholder ?? nothing}
    rows="3"
    resize="vertical"
    ?disabled=${disabled}
    .value=${live(value)}
    @input=${(event: Event) => on.input(currentValue(event))}
    @change=${(event: Event) => on.change(currentValue(event))}
  ></vscode-text-area>`;
}

/** The listener comes before the value: a value set by drawing changes the control too, and must not be heard as another. */
export function checkbox(
  text: string,
  {
    checked,
    title,
    disabled = false,
  }: { readonly checked: boolean; readonly title?: string; readonly disabled?: boolean },
  change: (checked: boolean) => void,
): TemplateResult {
  return html`<vscode-checkbox data-control
    title=${title ?? nothing}
    ?disabled=${disabled}
    @change=${(event: Event) => {
      const { checked: now } = event.currentTarget as HTMLInputElement;
      if (now !== checked) change(now);
    }}
    .checked=${live(checked)}
    >${text}</vscode-checkbox
  >`;
}

export interface DropdownOption {
  readonly value: string;
  readonly text: string;
  readonly title?: string;
}

/** The empty value is the first option, called `none`. The value is set by `settleControls`, once the options are there. */
export function dropdown(
  {
    label,
    value,
    id,
    none = 'Not set',
    disabled = false,
  }: Labelled & { readonly value: string; readonly id?: string; readonly none?: string },
  options: readonly DropdownOption[],
  change: (value: string) => void,
): TemplateResult {
  return html`<vscode-dropdown data-control
    id=${id ?? nothing}
    aria-label=${label}
    data-value=${value}
    ?disabled=${disabled}
    @change=${(event: Event) => {
      const now = currentValue(event);
      if (now !== value) change(now);
    }}
  >
    <vscode-option value="">${none}</vscode-option>
    ${options.map(
      (option) =>
        html`<vscode-option value=${option.value} title=${option.title ?? nothing}>${option.text}</vscode-option>`,
    )}
  </vscode-dropdown>`;
}

/** Gives the dropdowns under `root` their values: they take one only after their options have been slotted, a frame later. */
export function settleControls(root: Element): void {
  const dropdowns = [...root.querySelectorAll<HTMLInputElement>('vscode-dropdown[data-value]')];
  if (dropdowns.length === 0) return;
  requestAnimationFrame(() => {
    for (const each of dropdowns)
      if (each.isConnected && each.value !== each.dataset.value) each.value = each.dataset.value ?? '';
  });
}

/** Plain: the toolkit's badge sets a style attribute, which the CSP refuses. */
export function badge(text: string, title?: string): TemplateResult {
  return html`<span class="badge" title=${title ?? nothing}>${text}</span>`;
}

function currentValue(event: Event): string {
  return (event.currentTarget as HTMLInputElement).value;
}
