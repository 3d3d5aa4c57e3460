import type { Json } from '../../text/json.ts';
import type { Generation } from '../drafts/generations.ts';
import { tracedList } from '../drafts/tracedList.ts';
import { valueMessages } from '../drafts/valueMessages.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';

/** Langfuse traces with their observations. A trace whose generations say nothing is read by its own input and output. */
export const langfuse = tracedList('langfuse', (record) => {
  for (const [base, trace, list] of [
    ['/observations', dig(record, 'trace'), dig(record, 'observations')],
    ['/trace/observations', dig(record, 'trace'), dig(record, 'trace', 'observations')],
    ['/observations', record, dig(record, 'observations')],
    ['', undefined, record],
  ] as const) {
    const observations = asArray(list) ?? [];
    if (!observations.some(isObservation)) continue;
    const id = asString(dig(trace ?? null, 'id')) ?? asString(dig(observations[0] ?? null, 'traceId')) ?? '';
    const made = observations.flatMap((each, i) => generationOf(each, `${base}/${i}`, id));
    if (made.some(({ input, output }) => input.length + output.length > 0)) return made;
    const at = trace === record ? '' : '/trace';
    return [{ trace: id, start: '', ...said(trace ?? null, at) }];
  }
  return [];
});

const isObservation = (value: Json): boolean =>
  typeof dig(value, 'type') === 'string' &&
  typeof dig(value, 'startTime') === 'string' &&
  dig(value, 'input') !== undefined;

const said = (value: Json, pointer: string): Pick<Generation, 'input' | 'output'> => ({
  input: valueMessages(dig(value, 'input'), { pointer: `${pointer}/input` }, 'user'),
  output: valueMessages(dig(value, 'output'), { pointer: `${pointer}/output` }, 'assistant'),
});

function generationOf(observation: Json, pointer: string, trace: string): Generation[] {
  if (dig(observation, 'type') !== 'GENERATION') return [];
  const model = asString(dig(observation, 'model'));
  const name = asString(dig(observation, 'name'));
  return [
    {
      trace: asString(dig(observation, 'traceId')) ?? trace,
      start: asString(dig(observation, 'startTime')) ?? '',
      ...said(observation, pointer),
      ...(model !== undefined && { model }),
      ...(name !== undefined && { name }),
    },
  ];
}
