import * as z from 'zod';
import { type Problem, problem } from '../problem.ts';
import { renderFlow } from '../tags/renderItem.ts';
import { readYaml, schemaProblem } from '../yaml/readYaml.ts';
import { parseList } from './parseList.ts';
import { plainItems } from './plainItems.ts';
import { itemKey, type QueueItem, type ReviewQueue } from './queue.ts';
import { queueItemSchema, queueSchema } from './queueSchema.ts';

/** Where a project keeps its queue, from the folder that it is for. */
export const queuePath = '.plumbline/queue.yaml';

/** A queue as read: its good items count, whatever else is wrong. */
export interface QueueFile {
  readonly queue?: ReviewQueue;
  /** With ranges in the text. */
  readonly problems: readonly Problem[];
}

const headSchema = queueSchema.extend({ items: z.unknown() });

export function parseQueue(text: string): QueueFile {
  const plain = plainItems(text);
  const { root, value, problems: syntax } = readYaml(plain === undefined ? text : `${plain.head}items: []\n`);
  if (value === null || value === undefined) return { problems: syntax };
  const head = headSchema.safeParse(value);
  if (!head.success) {
    return { problems: [...syntax, ...head.error.issues.map((issue) => schemaProblem(root, [], issue))] };
  }
  const { seed, drawn, frame, strata, reviewers, each } = head.data;
  const listed =
    plain === undefined ? parseList(root, value, 'items', queueItemSchema) : { items: plain.items, problems: [] };
  const problems: Problem[] = [...syntax, ...listed.problems];
  const items = new Map<string, QueueItem>();
  for (const { value: item, range } of listed.items) {
    const strangers = item.reviewers.filter((one) => !reviewers.includes(one));
    for (const reviewer of strangers)
      problems.push(problem('queue.stranger', { reviewer, transcript: item.transcript }, { range }, 'warning'));
    if (items.has(itemKey(item)))
      problems.push(problem('queue.twice', { transcript: item.transcript, file: item.file }, { range }));
    else items.set(itemKey(item), item as QueueItem);
  }
  const queue: ReviewQueue = {
    seed: String(seed),
    drawn,
    frame,
    ...(strata !== undefined && { strata: strata as NonNullable<ReviewQueue['strata']> }),
    reviewers,
    ...(each !== undefined && { each }),
    items: [...items.values()],
  };
  return { queue, problems };
}

const header = `# Which transcripts are reviewed, by whom: drawn by “Plumbline: Start Review”. Commit it: all reviewers share it.
# p is the probability with which a transcript was drawn. What is reviewed is read from the tag files.
`;

/** A new file: one line for each item, so that a change of one is a change of one line. */
export function renderQueue({ seed, drawn, frame, strata, reviewers, each, items }: ReviewQueue): string {
  const flow = (key: string, value: unknown): string => `${key}: ${renderFlow(value)}\n`;
  return [
    header,
    flow('seed', seed),
    flow('drawn', drawn),
    `frame:\n  transcripts: ${frame.transcripts}\n`,
    frame.files.length === 0 ? '  files: []\n' : '  files:\n',
    ...frame.files.map((file) => `    - ${renderFlow(file)}\n`),
    strata === undefined ? '' : flow('strata', strata),
    flow('reviewers', reviewers),
    each === undefined ? '' : flow('each', each),
    items.length === 0 ? 'items: []\n' : 'items:\n',
    ...items.map((item) => `  - ${renderFlow(item)}\n`),
  ].join('');
}
