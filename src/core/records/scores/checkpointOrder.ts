/** `before` (or `base`) comes first, then steps and stages in natural order (step 2 before step 10), `after` last. */
export function checkpointOrder(checkpoints: Iterable<string>): string[] {
  return [...new Set(checkpoints)].sort((a, b) => place(a) - place(b) || naturally.compare(a, b));
}

function place(checkpoint: string): number {
  const word = checkpoint.trim().toLowerCase();
  return word === 'before' || word === 'base' ? 0 : word === 'after' ? 2 : 1;
}

const naturally = new Intl.Collator('en', { numeric: true });
