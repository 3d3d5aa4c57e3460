import { type Field, kindOf } from '../core/codebook/codebook.ts';
import type { Json } from '../core/text/json.ts';
import { type PageContext, tagOf } from './pageContext.ts';
import { blockedBy, type PageState, without } from './state.ts';

/**
 * Fields by digits: after a tag is made or gone to, each digit sets the next field that has options.
 * Space leaves a field out, Backspace goes back to the one before.
 */

export interface QuickOption {
  readonly digit: string;
  readonly value: Json;
  readonly title: string;
  readonly definition: string;
}

/** The state with the cursor on the first unset field of a tag that can be edited here. */
export function startQuick(state: PageState, tag: string, kind: string): PageState {
  const known = tagOf(state, tag);
  if (known !== undefined && !known.own) return without(state, 'quick');
  const fields = quickFields(state, kind);
  const first = fields.findIndex(({ id }) => known?.fields[id] === undefined);
  return { ...state, quick: { tag, kind, field: first < 0 ? fields.length : first, values: {} } };
}

export function quickFields(state: PageState, kind: string): readonly Field[] {
  const fields = (state.file && kindOf(state.file.codebook, kind)?.fields) ?? [];
  return fields.filter((field) => quickOptions(field).length > 0);
}

export function quickOptions(field: Field): readonly QuickOption[] {
  if (field.type === 'boolean') {
    return [
      { digit: '1', value: true, title: 'yes', definition: '' },
      { digit: '2', value: false, title: 'no', definition: '' },
    ];
  }
  if (field.type !== 'choice' && field.type !== 'choices' && field.type !== 'scale') return [];
  return (field.options ?? []).flatMap(({ id, title, definition, key }) =>
    key === undefined ? [] : [{ digit: key, value: id, title: title ?? String(id), definition }],
  );
}

/** Sets the field at the cursor. False when the digit means nothing here. */
export function pressDigit(page: PageContext, digit: string): boolean {
  const { state } = page.store;
  const { quick } = state;
  const field = quick && quickFields(state, quick.kind)[quick.field];
  const option = field && quickOptions(field).find((each) => each.digit === digit);
  if (quick === undefined || field === undefined || option === undefined) return false;
  const reason = blockedBy(state);
  if (reason !== undefined) {
    page.say(reason);
    return true;
  }
  const value = field.type === 'choices' ? toggled(currentValue(state, field), option.value) : option.value;
  page.port.send({ type: 'setField', tag: quick.tag, field: field.id, value });
  page.store.update((now) => ({
    ...now,
    quick: { ...quick, field: quick.field + 1, values: { ...quick.values, [field.id]: value } },
  }));
  page.say(`${field.title}: ${option.title}`);
  return true;
}

export function stepField(page: PageContext, step: 1 | -1): boolean {
  const { quick } = page.store.state;
  if (quick === undefined) return false;
  const field = quick.field + step;
  if (field < 0 || field > quickFields(page.store.state, quick.kind).length) return false;
  page.store.update((now) => ({ ...now, quick: { ...quick, field } }));
  return true;
}

function currentValue({ quick, ...state }: PageState, { id }: Field): Json | undefined {
  return quick?.values[id] ?? tagOf(state, quick?.tag)?.fields[id];
}

/** A list with `value` added, or taken out where it was in. */
export function toggled(list: Json | undefined, value: Json): readonly Json[] {
  const values = Array.isArray(list) ? (list as readonly Json[]) : [];
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}
