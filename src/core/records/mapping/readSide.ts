import type { Json } from '../../text/json.ts';
import type { ParseStatus } from '../record.ts';
import { stateTest } from './condition.ts';
import { shownText } from './fields.ts';
import { type ReadValue, valueReader } from './readValue.ts';
import type { Found, RowContext } from './rowContext.ts';
import { numberOf, textOf, yesNo } from './transform.ts';
import type { StateSpec, ValueSpec } from './valueSchema.ts';

/** One side of a record, the prediction or an outcome, as one row gives it. */
export interface SideRead {
  readonly parseStatus: ParseStatus;
  readonly answer?: string;
  readonly raw?: string;
  /** Of `numbers`, by name. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly distribution?: Readonly<Record<string, number>>;
  /** What is shown of the side, and where it stands. */
  readonly shown?: Found;
}

export interface SideSpec {
  readonly answer?: ValueSpec | undefined;
  readonly raw?: ValueSpec | undefined;
  readonly distribution?: ValueSpec | undefined;
  readonly numbers: Readonly<Record<string, ValueSpec | undefined>>;
  readonly states: Readonly<Partial<Record<ParseStatus, StateSpec | undefined>>>;
  readonly binary: boolean;
}

export type SideReader = (context: RowContext) => SideRead;

/** In this order: what the source calls unparseable may be a refusal that another condition tells. */
const told = ['missing', 'refused', 'abstained', 'unparseable'] as const;

/**
 * The states are those that the mapping tells; then a value that a step cannot take, or that is none, makes the side
 * unparseable; a side of which the row holds nothing is missing. A side that is not `ok` has its raw text and no answer.
 */
export function sideReader(spec: SideSpec): SideReader {
  const raw = spec.raw === undefined ? undefined : valueReader(spec.raw);
  const parts = Object.entries({ answer: spec.answer, distribution: spec.distribution, ...spec.numbers }).flatMap(
    ([name, value]) => (value === undefined ? [] : [{ name, fixed: isConstant(value), read: valueReader(value) }]),
  );
  const tests = told.flatMap((state) => {
    const test = stateTest(spec.states[state]);
    return test === undefined ? [] : [{ state, test }];
  });
  const names = parts.map(({ name }) => name);
  const fixed = parts.length > 0 && parts.every((part) => part.fixed);

  return (context) => {
    const written = raw === undefined ? undefined : beforeOf(raw(context));
    const reads: ReadValue[] = [];
    const before: Found[] = written === undefined ? [] : [written];
    let holds = fixed;
    for (const part of parts) {
      const value = part.read(context);
      reads.push(value);
      // What is always so says nothing of whether the row holds anything.
      if (part.fixed || value.state === 'absent') continue;
      holds = true;
      before.push(value.before);
    }
    const [shown] = before;
    const none = (parseStatus: ParseStatus): SideRead => ({
      parseStatus,
      numbers: {},
      ...(shown !== undefined && { raw: shownText(shown.value), shown }),
    });
    if (tests.length > 0) {
      const values = before.map(({ value }) => value);
      const state = tests.find(({ test }) => test(context, values))?.state;
      if (state !== undefined) return none(state);
    }
    if (!holds) return none(written === undefined ? 'missing' : 'unparseable');
    const side = parsed(names, reads, spec.binary);
    if (side === undefined) return none('unparseable');
    const kept = written === undefined ? {} : { raw: shownText(written.value) };
    return { ...side, ...kept, ...(shown !== undefined && { shown }) };
  };
}

function parsed(names: readonly string[], reads: readonly ReadValue[], binary: boolean): SideRead | undefined {
  const numbers: Record<string, number> = {};
  let side: SideRead = { parseStatus: 'ok', numbers };
  for (const [i, read] of reads.entries()) {
    const name = names[i] as string;
    if (read.state === 'failed') return undefined;
    if (read.state === 'absent') continue;
    if (name === 'answer') {
      const answer = binary ? yesNo(read.value) : textOf(read.value);
      if (answer === undefined) return undefined;
      side = { ...side, answer };
    } else if (name === 'distribution') {
      const distribution = distributionOf(read.value);
      if (distribution === undefined) return undefined;
      side = { ...side, distribution };
    } else {
      const number = typeof read.value === 'boolean' ? Number(read.value) : numberOf(read.value);
      if (number === undefined || (name === 'probability' && (number < 0 || number > 1))) return undefined;
      numbers[name] = number;
    }
  }
  return side;
}

function distributionOf(value: Json): Readonly<Record<string, number>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).map(([answer, share]) => [answer, numberOf(share)] as const);
  return entries.every(([, share]) => share !== undefined && share >= 0 && share <= 1)
    ? (Object.fromEntries(entries) as Record<string, number>)
    : undefined;
}

const beforeOf = (read: ReadValue): Found | undefined => (read.state === 'absent' ? undefined : read.before);

const isConstant = (value: ValueSpec): boolean => typeof value === 'object' && value.is !== undefined;
