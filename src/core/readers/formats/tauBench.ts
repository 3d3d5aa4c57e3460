import { pointerJoin } from '../../text/findPointer.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import type { Score } from '../../transcripts/transcript.ts';
import { chatMessage, isChatMessages } from '../drafts/chatMessage.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { ListFormat } from '../layouts/listFile.ts';
import { tickMessages } from './tauTicks.ts';

/** tau-bench rows (named `<task>#<trial>`), tau2 simulations, and tau2 results that hold many of these. */
export const tauBench: ListFormat = {
  format: 'tau-bench',
  matches: (record) => isRow(record) || isSimulation(record) || simulationsOf(record).some(isSimulation),
  list: (record) => placesOf(record).map(({ value }) => ({ name: nameOf(value) })),
  read: (record, index) => {
    const place = placesOf(record)[index];
    if (place === undefined) return undefined;
    const { value, pointer } = place;
    const object = asObject(value) ?? {};
    const key = ['traj', 'messages'].find((candidate) => isChatMessages(object[candidate]));
    const list = asArray(key === undefined ? undefined : object[key]) ?? [];
    const messages =
      key === undefined
        ? tickMessages(asArray(object['ticks']) ?? [], `${pointer}/ticks`)
        : list.map((message, i) => tauMessage(message, pointerJoin(`${pointer}/${key}`, i)));
    return { metadata: metadataOf(object), scores: scoresOf(object), messages };
  },
};

const isRow = (value: Json): boolean => isChatMessages(dig(value, 'traj')) && dig(value, 'task_id') !== undefined;

const isSimulation = (value: Json): boolean =>
  dig(value, 'task_id') !== undefined &&
  dig(value, 'termination_reason') !== undefined &&
  (isChatMessages(dig(value, 'messages')) || dig(value, 'ticks') !== undefined);

const simulationsOf = (record: Json): readonly Json[] => asArray(dig(record, 'simulations')) ?? [];

function placesOf(record: Json): { readonly value: Json; readonly pointer: string }[] {
  if (isRow(record) || isSimulation(record)) return [{ value: record, pointer: '' }];
  return simulationsOf(record).map((value, i) => ({ value, pointer: `/simulations/${i}` }));
}

function nameOf(value: Json): string {
  const [task, trial] = [dig(value, 'task_id'), dig(value, 'trial')];
  return trial === undefined || trial === null ? String(task) : `${String(task)}#${String(trial)}`;
}

/** A tool's message is named by the call that it answers. */
function tauMessage(value: Json, pointer: string): MessageDraft {
  const { ownId, ...draft } = chatMessage(value, pointer);
  if (draft.role !== 'tool') return { ...draft, ...(ownId !== undefined && { ownId }) };
  const failed = dig(value, 'error') === true;
  const parts = draft.parts.map((part) =>
    part.type === 'tool_result'
      ? {
          ...part,
          ...(part.callId === undefined && ownId !== undefined && { callId: ownId }),
          ...(failed && { isError: true }),
        }
      : part,
  );
  return { ...draft, parts };
}

function metadataOf(row: JsonObject): JsonObject {
  const ticks = asArray(row['ticks'])?.length;
  return { ...smallMembers(row, ['traj', 'messages', 'ticks', 'reward']), ...(ticks !== undefined && { ticks }) };
}

function scoresOf(row: JsonObject): Score[] {
  const reward = row['reward'] ?? dig(row, 'reward_info', 'reward');
  const info = asString(dig(row, 'reward_info', 'info', 'note'));
  return reward === undefined || reward === null
    ? []
    : [{ name: 'reward', value: reward, ...(info !== undefined && { explanation: info }) }];
}
