/** Where a command writes. `out` waits until there is room, so that nothing piles up in memory. */
export interface Output {
  out(text: string): Promise<void>;
  error(text: string): void;
}

/** The process's own streams. A reader that has gone away (`| head`) ends the process quietly. */
export const standardOutput: Output = {
  out: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => {
        if (error === undefined || error === null) resolve();
        else if ('code' in error && error.code === 'EPIPE') process.exit(0);
        else reject(error);
      });
    }),
  error: (text) => {
    process.stderr.write(text);
  },
};

// Without a listener a broken pipe is an uncaught exception; `out` has seen it already.
process.stdout.on('error', () => undefined);
