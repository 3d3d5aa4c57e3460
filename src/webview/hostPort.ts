import type { PanelIntent, PanelWhere } from '../panel/intents.ts';
import type { HostMessage } from '../panel/messages.ts';

/** The page's only way out. The one file that knows `acquireVsCodeApi`. */
export interface HostPort {
  send(intent: PanelIntent): void;
  listen(receive: (message: HostMessage) => void): void;
  where(): PanelWhere | undefined;
  remember(where: PanelWhere): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export function connectHost(): HostPort {
  const api = acquireVsCodeApi();
  return {
    send: (intent) => api.postMessage(intent),
    listen: (receive) => window.addEventListener('message', (event) => receive(event.data as HostMessage)),
    where: () => api.getState() as PanelWhere | undefined,
    remember: (where) => api.setState(where),
  };
}
