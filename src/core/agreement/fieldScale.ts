import type { Field } from '../codebook/codebook.ts';
import type { Scale } from './scale.ts';

/** The option that says the transcript does not show it: a category of its own in a choice, no grade on a scale. */
const cannotTell = 'cannot-tell';

/**
 * The scale of a field: `choice` nominal, `choices` set, `scale` ordinal in the order of its options, `number` interval, `boolean`
 * nominal. Undefined for text, on which agreement is not measured.
 */
export function fieldScale({ type, options }: Field): Scale | undefined {
  const values = options?.map(({ id }) => id);
  switch (type) {
    case 'choice':
      return { level: 'nominal', values };
    case 'choices':
      return { level: 'set', values };
    case 'scale':
      return { level: 'ordinal', values: values?.filter((id) => id !== cannotTell) };
    case 'number':
      return { level: 'interval' };
    case 'boolean':
      return { level: 'nominal', values: [false, true] };
    case 'text':
      return undefined;
  }
}
