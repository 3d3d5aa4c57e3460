import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AgreementFile } from '../core/agreement/collectReadings.ts';
import { type Problem, problem } from '../core/problem.ts';
import { placeText, problemText } from '../core/problemText.ts';
import { type PilotRound, parsePilot, pilotPath } from '../core/queue/pilotFile.ts';
import { type Progress, progressOf } from '../core/queue/progress.ts';
import { itemKey, type ReviewQueue } from '../core/queue/queue.ts';
import { parseQueue, queuePath } from '../core/queue/queueFile.ts';
import { type QueueRates, queueRates } from '../core/queue/queueRates.ts';
import { parseSkips } from '../core/queue/skips.ts';
import { parseTagFile } from '../core/tags/tagFile.ts';
import type { Output } from './output.ts';
import { queueText } from './queueText.ts';
import { dataFileOf, tagFilesAt } from './tagFilesAt.ts';
import { slashed } from './tagSources.ts';

export const queueHelp = `usage: plumbline queue [FOLDER] [--json]

How far the reviewers of FOLDER (the current one unless given) are with its queue (.plumbline/queue.yaml) and the rounds
of its pilot, and how often each kind of tag occurs in all that the queue was drawn from: the reviewed part of the
sample, each transcript weighted by the inverse of the probability with which it was drawn.

  --json   one JSON object with every number

Exit status: 0 clean, 1 problems in the data, 2 failure (no queue and no pilot too).
`;

/** What `plumbline queue` tells. */
export interface QueueReport {
  readonly queue?: QueueStanding & { readonly rates: QueueRates };
  readonly rounds: readonly (QueueStanding & Pick<PilotRound, 'round' | 'codebook' | 'closed' | 'figures'>)[];
}

export interface QueueStanding {
  readonly drawn: string;
  readonly seed: string;
  readonly transcripts: number;
  /** How many there were to draw from. */
  readonly from: number;
  readonly progress: readonly Progress[];
}

/** `plumbline queue`. Returns the exit status. */
export async function queueCommand(args: readonly string[], output: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } },
    });
    if (values.help) {
      await output.out(queueHelp);
      return 0;
    }
    if (positionals.length > 1) throw new Error('one folder at a time');
    const { report, problems } = await queueReport(resolve(positionals[0] ?? '.'));
    for (const one of problems) output.error(`plumbline queue: ${placeText(one)}: ${problemText(one)}\n`);
    await output.out(values.json ? `${JSON.stringify(report)}\n` : queueText(report));
    return problems.length > 0 ? 1 : 0;
  } catch (cause) {
    output.error(`plumbline queue: ${cause instanceof Error ? cause.message : String(cause)}\n\n${queueHelp}`);
    return 2;
  }
}

async function queueReport(
  folder: string,
): Promise<{ readonly report: QueueReport; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const note = (file: string, found: readonly Problem[]): void => {
    for (const one of found) problems.push({ ...one, at: { file, ...one.at } });
  };
  const [queueFile, pilotFile] = await Promise.all([textOf(folder, queuePath), textOf(folder, pilotPath)]);
  if (queueFile === undefined && pilotFile === undefined)
    throw new Error(`${folder} has neither ${queuePath} nor ${pilotPath}. “Plumbline: Start Review” makes one.`);
  const { queue, problems: ofQueue } = parseQueue(queueFile ?? '');
  note(queuePath, ofQueue);
  const { rounds, problems: ofPilot } = parsePilot(pilotFile ?? '');
  note(pilotPath, ofPilot);
  const skipped = await skippedIn(folder, note);
  const files = await filesIn(folder);
  const standing = (of: ReviewQueue): QueueStanding => ({
    drawn: of.drawn,
    seed: of.seed,
    transcripts: of.items.length,
    from: of.frame.transcripts,
    progress: of.reviewers.map((reviewer) =>
      progressOf(of, reviewer, { reviewed: reviewedBy(files, reviewer), skipped: skipped.get(reviewer) ?? [] }),
    ),
  });
  return {
    report: {
      ...(queue !== undefined && { queue: { ...standing(queue), rates: queueRates(queue, files) } }),
      rounds: rounds.map((one) => ({
        round: one.round,
        ...standing(one),
        codebook: one.codebook,
        ...(one.closed !== undefined && { closed: one.closed }),
        ...(one.figures !== undefined && { figures: one.figures }),
      })),
    },
    problems,
  };
}

function reviewedBy(files: readonly AgreementFile[], reviewer: string): ReadonlySet<string> {
  const own = files.filter(({ file }) => file.reviewer === reviewer);
  return new Set(
    own.flatMap(({ dataFile, file }) =>
      file.items.reviewed.map(({ id }) => itemKey({ file: dataFile, transcript: id })),
    ),
  );
}

/** Tag files below a folder, by paths from it. */
async function filesIn(folder: string): Promise<readonly AgreementFile[]> {
  const root = `${slashed(folder).replace(/\/$/, '')}/`;
  const below = (path: string): string => (path.startsWith(root) ? path.slice(root.length) : path);
  return Promise.all(
    (await tagFilesAt([folder])).map(async (path) => ({
      path: below(slashed(path)),
      dataFile: below(dataFileOf(slashed(path))),
      file: parseTagFile(await readFile(path, 'utf8')),
    })),
  );
}

async function skippedIn(
  folder: string,
  note: (file: string, found: readonly Problem[]) => void,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const names = await readdir(join(folder, '.plumbline'));
  for (const name of names.filter((each) => /^queue\..+\.yaml$/s.test(each))) {
    const path = `.plumbline/${name}`;
    const { reviewer, skipped, problems } = parseSkips((await textOf(folder, path)) ?? '');
    note(path, problems);
    if (reviewer === undefined) continue;
    if (found.has(reviewer)) note(path, [problem('queue.sameReviewer', { reviewer }, {}, 'warning')]);
    else found.set(reviewer, skipped.map(itemKey));
  }
  return found;
}

async function textOf(folder: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${join(folder, path)} cannot be read`, { cause });
  }
}
