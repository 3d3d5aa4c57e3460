import * as vscode from 'vscode';
import { codebookName } from '../../core/agreement/collectReadings.ts';
import { drawItems } from '../../core/queue/drawQueue.ts';
import { addRound, type PilotRound, pilotPath } from '../../core/queue/pilotFile.ts';
import { itemKey } from '../../core/queue/queue.ts';
import { pathIn } from '../mapping/fileMappings.ts';
import type { Services } from '../services.ts';
import { askFiles, askNumber, askReviewers, askSeed } from './askDraw.ts';
import type { Queues } from './queues.ts';
import { readFrame } from './readFrame.ts';
import { knownReviewers } from './startReview.ts';

/** Where the codebook of a round is kept: figures are counted on it, whatever becomes of the codebook. */
export function roundCodebookPath(round: number): string {
  return `.plumbline/pilot/round-${round}.codebook.yaml`;
}

/**
 * Asks what to draw and begins a round of transcripts that none of its reviewers has seen: of no round, not in the queue, and
 * neither tagged nor marked as reviewed by any of them. True when there is one now.
 */
export async function drawRound(services: Services, queues: Queues, folder: vscode.Uri): Promise<boolean> {
  const project = queues.projects.find((each) => each.folder.toString() === folder.toString());
  const rounds = project?.rounds ?? [];
  const number = Math.max(0, ...rounds.map(({ round }) => round)) + 1;
  const title = vscode.l10n.t('Pilot, Round {0}', number);
  const files = await askFiles(title, folder, []);
  if (files === undefined) return false;
  const reviewers = await askReviewers(title, rounds.at(-1)?.reviewers ?? (await knownReviewers(services, folder)));
  if (reviewers === undefined) return false;
  if (reviewers.length < 2)
    throw new Error(vscode.l10n.t('A pilot needs two reviewers or more: it measures agreement.'));
  queues.look();
  const drawn = [...rounds, ...(project?.queue === undefined ? [] : [project.queue])];
  const seen = new Set([...drawn.flatMap(({ items }) => items.map(itemKey)), ...queues.seenBy(folder, reviewers)]);
  const fresh = (await readFrame(services, folder, files, false)).filter((item) => !seen.has(itemKey(item)));
  if (fresh.length === 0)
    throw new Error(vscode.l10n.t('There is no transcript left that no one has seen. Choose other files.'));
  const prompt = vscode.l10n.t('How many transcripts does everybody label, of {0} that no one has seen?', fresh.length);
  const size = await askNumber(title, prompt, Math.min(fresh.length, 10), [1, fresh.length]);
  if (size === undefined) return false;
  const seed = (await askSeed(title))?.trim();
  if (seed === undefined) return false;
  const own = services.codebooks.fileOf(vscode.Uri.joinPath(folder, '.plumbline'));
  const frame = fresh.map(({ file, transcript }) => ({ file, transcript }));
  const round: PilotRound = {
    round: number,
    seed,
    drawn: new Date().toISOString(),
    frame: { files: files.map((uri) => pathIn(folder, uri)), transcripts: fresh.length },
    reviewers,
    codebook: codebookName(services.codebooks.of(vscode.Uri.joinPath(folder, '.plumbline'))),
    items: drawItems(frame, { seed, size, overlap: size, reviewers }),
  };
  if (own !== undefined) await queues.write(folder, roundCodebookPath(number), () => own.text);
  await queues.write(folder, pilotPath, (text) => addRound(text, round));
  return true;
}
