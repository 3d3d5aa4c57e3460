import * as vscode from 'vscode';

/** Work that takes longer is shown, and can be stopped, in milliseconds. */
const patience = 500;

/** Runs work that may take long; `tell` takes the fraction that is done, from 0 to 1. */
export async function withPatience<T>(
  title: string,
  work: (signal: AbortSignal, tell: (done: number) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let done = 0;
  let shown = 0;
  let progress: vscode.Progress<{ increment: number }> | undefined;
  const working = work(controller.signal, (fraction) => {
    done = Math.min(1, Math.max(done, fraction));
    if (progress === undefined || done - shown < 0.01) return;
    progress.report({ increment: (done - shown) * 100 });
    shown = done;
  });
  const ended = working.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, (bar, token) => {
      progress = bar;
      token.onCancellationRequested(() => controller.abort());
      return ended;
    });
  }, patience);
  try {
    return await working;
  } finally {
    clearTimeout(timer);
  }
}
