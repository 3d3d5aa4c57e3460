import type { PanelIntent, PanelWhere } from '../panel/intents.ts';
import type { HostMessage } from '../panel/messages.ts';
import { acquireApi } from './acquireApi.ts';

/** The page's only way out. */
export interface HostPort {
  send(intent: PanelIntent): void;
  listen(receive: (message: HostMessage) => void): void;
  where(): PanelWhere | undefined;
  remember(where: PanelWhere): void;
}

export function connectHost(): HostPort {
  const api = acquireApi();
  return {
    send: (intent) => api.postMessage(intent),
    listen: (receive) => window.addEventListener('message', (event) => receive(event.data as HostMessage)),
    where: () => api.getState() as PanelWhere | undefined,
    remember: (where) => api.setState(where),
  };
}
