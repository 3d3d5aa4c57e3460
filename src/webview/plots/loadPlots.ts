import type * as Plots from './main.ts';

let loading: Promise<typeof Plots> | undefined;

/** The bundle with the plotting library, fetched when the first plot is wanted: who reads transcripts does not wait for it. */
export function loadPlots(): Promise<typeof Plots> {
  loading ??= fetchPlots().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Beside `panel.js`. A name that the bundler cannot see, so that it stays a file of its own; the browser hands the page's nonce on. */
function fetchPlots(): Promise<typeof Plots> {
  const name: string = ['./plots', 'js'].join('.');
  return import(name);
}
