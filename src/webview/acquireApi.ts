/** What VS Code gives a page, once. The one file that knows `acquireVsCodeApi`. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export const acquireApi = (): VsCodeApi => acquireVsCodeApi();
