import { printable } from './printable.ts';
import type { QueueReport, QueueStanding } from './queueCommand.ts';

/** For people: a block for the queue, and one for each round of the pilot. */
export function queueText({ queue, rounds }: QueueReport): string {
  const blocks: string[] = [];
  if (queue !== undefined) {
    const { rates } = queue;
    blocks.push(`queue: ${standingText(queue)}`);
    if (rates.reviewed > 0) {
      const width = Math.max(...rates.kinds.map(({ kind }) => printable(kind).length), 0);
      const lines = rates.kinds.map(
        ({ kind, rate }) =>
          `  ${printable(kind).padEnd(width)}  ${rate.kind === 'value' ? rate.value.toFixed(4) : `undefined: ${rate.reason}`}\n`,
      );
      blocks.push(
        `transcripts with each kind, of all ${queue.from} (weighted, from ${rates.reviewed} reviewed)\n${lines.join('') || '  none has a tag\n'}`,
      );
    }
  }
  for (const round of rounds) {
    const state = round.closed === undefined ? 'going on' : `closed ${printable(round.closed)}`;
    blocks.push(`pilot, round ${round.round} (${printable(round.codebook)}, ${state}): ${standingText(round)}`);
  }
  return blocks.join('\n');
}

function standingText({ transcripts, from, drawn, seed, progress }: QueueStanding): string {
  const width = Math.max(...progress.map(({ reviewer }) => printable(reviewer).length), 0);
  const lines = progress.map(({ reviewer, reviewed, total, skipped }) => {
    const left = skipped === 0 ? '' : `, ${skipped} skipped`;
    return `  ${printable(reviewer).padEnd(width)}  ${reviewed} of ${total}${left}\n`;
  });
  return `${transcripts} of ${from} transcripts, drawn ${printable(drawn)}, seed ${printable(seed)}\n${lines.join('')}`;
}
