import { chatLines } from './review.ts';
import { tagYaml, type WrittenTag } from './tagYaml.ts';

const texts = {
  capital: 'Sydney is the capital of Australia.',
  sum: 'Two and two is five, as always.',
  backup: 'The backup is done and nothing was deleted.',
};

/** Three short transcripts, `talks.jsonl`. */
export const talks = chatLines(
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, ['Well?', text]])),
);

let made = 0;

/** A mistake: its transcript's text with what is marked in `[[ ]]`. */
export function mistake(transcript: keyof typeof texts, marked: string, severity: number): WrittenTag {
  return {
    id: `01KAJ3W5Z0S7R3VQK6YH1T2B${String(++made).padStart(2, '0')}`,
    kind: 'mistake',
    targets: [{ role: 'at', transcript, message: '#1', marked }],
    fields: { severity },
  };
}

/** The tag file of a reviewer who marked all three reviewed. */
export function reviewOf(reviewer: string, tags: readonly WrittenTag[]): string {
  const reviewed = Object.keys(texts).map(
    (name) => `  - {transcript: ${name}, at: 2026-11-20T21:00:00Z, codebook: default@1, messages: 2}\n`,
  );
  return `${tagYaml(reviewer, 'talks.jsonl', tags)}reviewed:\n${reviewed.join('')}`;
}

const sydney = '[[Sydney]] is the capital of Australia.';
export const five = 'Two and two is [[five]], as always.';

/** What three reviewers found: they agree on little. */
export const reviews = {
  ann: [
    mistake('capital', sydney, 2),
    mistake('sum', five, 3),
    mistake('backup', 'The backup is done and [[nothing was deleted]].', 4),
  ],
  bob: [mistake('capital', '[[Sydney is the capital]] of Australia.', 2), mistake('sum', five, 2)],
  cid: [mistake('capital', sydney, 3)],
};
