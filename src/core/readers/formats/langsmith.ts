import type { Json } from '../../text/json.ts';
import type { Generation } from '../drafts/generations.ts';
import { tracedList } from '../drafts/tracedList.ts';
import { valueMessages } from '../drafts/valueMessages.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';

/** LangSmith runs: one, a list of them, or a tree by `child_runs`. */
export const langsmith = tracedList('langsmith', (record) => {
  const list = asArray(record);
  return list === undefined ? runsOf(record, '') : list.flatMap((run, i) => runsOf(run, `/${i}`));
});

/** Runs nest as deep as an agent's calls do. */
const maxDepth = 64;

function runsOf(run: Json, pointer: string, depth = 0): Generation[] {
  if (typeof dig(run, 'run_type') !== 'string' || depth > maxDepth) return [];
  const children = (asArray(dig(run, 'child_runs')) ?? []).flatMap((child, i) =>
    runsOf(child, `${pointer}/child_runs/${i}`, depth + 1),
  );
  if (dig(run, 'run_type') !== 'llm') return children;
  const model =
    asString(dig(run, 'extra', 'metadata', 'ls_model_name')) ??
    asString(dig(run, 'extra', 'invocation_params', 'model'));
  const name = asString(dig(run, 'name'));
  const own: Generation = {
    trace: asString(dig(run, 'trace_id')) ?? asString(dig(run, 'id')) ?? '',
    start: asString(dig(run, 'dotted_order')) ?? asString(dig(run, 'start_time')) ?? '',
    input: valueMessages(dig(run, 'inputs'), { pointer: `${pointer}/inputs` }, 'user'),
    output: valueMessages(dig(run, 'outputs'), { pointer: `${pointer}/outputs` }, 'assistant'),
    ...(model !== undefined && { model }),
    ...(name !== undefined && { name }),
  };
  return [own, ...children];
}
