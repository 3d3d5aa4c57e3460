import type { Json } from '../../text/json.ts';
import { asString, dig } from '../jsonAccess.ts';
import type { SessionFormat } from '../layouts/sessionFile.ts';
import { sdkEventMessage } from './openhandsEvent.ts';

const sources = new Set(['agent', 'user', 'environment']);

/** The event log of OpenHands' newer SDK: an event a line. */
export const openhandsEvents: SessionFormat = {
  format: 'openhands',
  matches: (line: Json) =>
    sources.has(asString(dig(line, 'source')) ?? '') &&
    /(Event|Condensation|Observation)$/.test(asString(dig(line, 'kind')) ?? ''),
  read: (events) => {
    const messages = events.flatMap(({ pointer, value }) => sdkEventMessage(value, pointer));
    return messages.length === 0 ? undefined : { metadata: {}, scores: [], messages };
  },
};
