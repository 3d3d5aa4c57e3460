import { RE2JS } from 're2js';
import type { Json } from '../../text/json.ts';
import { isNothing } from './readValue.ts';
import { listOf } from './recordMapping.ts';
import { parseReference } from './reference.ts';
import { type RowContext, resolveReference } from './rowContext.ts';
import { numberOf, textOf } from './transform.ts';
import type { Condition, StateSpec } from './valueSchema.ts';

/** Whether a condition holds of a value. */
export type ValueTest = (value: Json | undefined) => boolean;

export function valueTest({ is, not, matches, empty }: Omit<Condition, 'field'>): ValueTest {
  const tests: ValueTest[] = [];
  if (is !== undefined) tests.push((value) => listOf(is).some((each) => same(value, each)));
  if (not !== undefined) tests.push((value) => !listOf(not).some((each) => same(value, each)));
  if (empty !== undefined) tests.push((value) => isNothing(value) === empty);
  if (matches !== undefined) {
    const pattern = RE2JS.compile(matches);
    tests.push((value) => {
      const text = textOf(value);
      return text !== undefined && pattern.matcher(text).find();
    });
  }
  return (value) => tests.every((test) => test(value));
}

/** A cell is text: `True` is true, `1.0` is 1. */
function same(value: Json | undefined, wanted: string | number | boolean): boolean {
  const text = textOf(value);
  if (value === undefined || text === undefined) return false;
  if (typeof wanted === 'boolean') return text.trim().toLowerCase() === String(wanted);
  return typeof wanted === 'number' ? numberOf(value) === wanted : text === wanted;
}

export type RowTest = (context: RowContext) => boolean;

/** Whether all conditions hold of a row; undefined where there are none. */
export function rowTest(where: Condition | readonly Condition[] | undefined): RowTest | undefined {
  const tests = listOf(where).map(({ field, ...rest }) => {
    const reference = parseReference(field);
    const test = valueTest(rest);
    return (context: RowContext): boolean => test(resolveReference(reference, context)?.value);
  });
  return tests.length === 0 ? undefined : (context) => tests.every((test) => test(context));
}

/** Whether a state holds: of the values that its side is read from, or of a field that it names. */
export function stateTest(
  spec: StateSpec | undefined,
): ((context: RowContext, values: readonly (Json | undefined)[]) => boolean) | undefined {
  if (spec === undefined) return undefined;
  const tests = listOf(spec).map((each) => {
    if (typeof each !== 'object')
      return (_: RowContext, values: readonly (Json | undefined)[]) => values.some((value) => same(value, each));
    const { field, ...rest } = each;
    const test = valueTest(rest);
    if (field === undefined) return (_: RowContext, values: readonly (Json | undefined)[]) => values.some(test);
    const reference = parseReference(field);
    return (context: RowContext) => test(resolveReference(reference, context)?.value);
  });
  return (context, values) => tests.some((test) => test(context, values));
}
