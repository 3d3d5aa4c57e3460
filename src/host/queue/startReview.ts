import * as vscode from 'vscode';
import { groupBy } from '../../core/agreement/groupBy.ts';
import { drawItems } from '../../core/queue/drawQueue.ts';
import { itemKey, type ReviewQueue } from '../../core/queue/queue.ts';
import { queuePath, renderQueue } from '../../core/queue/queueFile.ts';
import { type FoundTranscript, stratify } from '../../core/queue/strataOf.ts';
import { activeFile } from '../files/activeFile.ts';
import { pathIn } from '../mapping/fileMappings.ts';
import { toDataUri } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';
import { findReviewer } from '../tags/reviewer.ts';
import { askAllocation, askFiles, askNumber, askReviewers, askSeed, askStrata } from './askDraw.ts';
import type { Queues } from './queues.ts';
import { readFrame } from './readFrame.ts';

/** Transcripts that are read for their scores and stages without asking. */
const mostRead = 1000;

/** Asks what to draw, shows what that would be, and writes the queue. True when there is one now. */
export async function startReview(services: Services, queues: Queues, given: readonly vscode.Uri[]): Promise<boolean> {
  const title = vscode.l10n.t('Start Review');
  const folder = await reviewFolder(given[0]);
  if (folder === undefined) return false;
  await queues.ready;
  const project = queues.projects.find((each) => each.folder.toString() === folder.toString());
  const files = await askFiles(title, folder, given);
  if (files === undefined) return false;
  const reviewers = await askReviewers(title, project?.queue?.reviewers ?? (await knownReviewers(services, folder)));
  if (reviewers === undefined) return false;
  const pilot = new Set(project?.rounds.flatMap((round) => round.items.map(itemKey)));
  const read = async (deep: boolean): Promise<readonly FoundTranscript[]> =>
    (await readFrame(services, folder, files, deep)).filter((item) => !pilot.has(itemKey(item)));
  let found = await read(false);
  if (found.length === 0) throw new Error(vscode.l10n.t('There are no transcripts to draw from.'));
  const size = await askNumber(
    title,
    vscode.l10n.t('How many transcripts, of {0}?', found.length),
    Math.min(found.length, 40),
    [1, found.length],
  );
  if (size === undefined) return false;
  let unread = found.length > mostRead;
  if (!unread) found = await read(true);
  let how = await askStrata(title, found, unread);
  if (how?.how === 'read') {
    unread = false;
    found = await read(true);
    how = await askStrata(title, found, unread);
  }
  if (how === undefined || how.how === 'read') return false;
  const allocation = how.how && (await askAllocation(title));
  if (how.how !== undefined && allocation === undefined) return false;
  const overlap = await askOverlap(title, size, reviewers);
  if (overlap === undefined) return false;
  const seed = (await askSeed(title))?.trim();
  if (seed === undefined) return false;
  const strata = how.how && allocation && { ...how.how, allocation };
  const frame = stratify(found, how.how);
  const queue: ReviewQueue = {
    seed,
    drawn: new Date().toISOString(),
    frame: { files: files.map((uri) => pathIn(folder, uri)), transcripts: found.length },
    ...(strata !== undefined && { strata }),
    reviewers,
    ...(overlap.each !== undefined && { each: overlap.each }),
    items: drawItems(frame, { seed, size, reviewers, ...overlap, ...(strata !== undefined && { strata }) }),
  };
  if (!(await accept(title, queue, project?.queue))) return false;
  await queues.write(folder, queuePath, () => renderQueue(queue));
  return true;
}

/** Of the file at hand, or the only one; the user picks among several. */
export async function reviewFolder(given?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const file = given ?? activeFile();
  const own = file && vscode.workspace.getWorkspaceFolder(toDataUri(file));
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    throw new Error(vscode.l10n.t('Open a folder first: the queue is kept in {0} there.', queuePath));
  return (own ?? (folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0]))?.uri;
}

/** Who has tagged here, and who is at work. */
export async function knownReviewers(services: Services, folder: vscode.Uri): Promise<readonly string[]> {
  await services.tagIndex.ready;
  const me = await findReviewer(services.settings, services.platform, folder);
  const others = services.tagIndex.files
    .filter(({ uri, suggested }) => !suggested && uri.path.startsWith(`${folder.path}/`))
    .flatMap(({ file }) => file.reviewer ?? []);
  return [...new Set([...(me === undefined ? [] : [me]), ...others.sort()])].filter((name) => name !== 'consensus');
}

async function askOverlap(
  title: string,
  size: number,
  reviewers: readonly string[],
): Promise<{ readonly overlap: number; readonly each?: number } | undefined> {
  if (reviewers.length === 1) return { overlap: 0 };
  const overlap = await askNumber(
    title,
    vscode.l10n.t('How many of them do several reviewers label, so that agreement can be measured?'),
    Math.min(size, Math.max(10, Math.ceil(size / 5))),
    [0, size],
  );
  if (overlap === undefined) return undefined;
  if (overlap === 0 || reviewers.length === 2) return { overlap };
  const prompt = vscode.l10n.t('How many reviewers label each of those?');
  const each = await askNumber(title, prompt, reviewers.length, [2, reviewers.length]);
  return each === undefined ? undefined : { overlap, ...(each < reviewers.length && { each }) };
}

/** What would be drawn, before anything is written. */
async function accept(title: string, queue: ReviewQueue, before: ReviewQueue | undefined): Promise<boolean> {
  const { items, frame, reviewers } = queue;
  const strata = groupBy(items, ({ stratum }) => stratum ?? '');
  const several = items.filter((item) => item.reviewers.length > 1).length;
  const write = vscode.l10n.t('Write {0}', queuePath);
  const rows: vscode.QuickPickItem[] = [
    {
      label: `$(check) ${write}`,
      detail:
        before === undefined
          ? vscode.l10n.t('Commit it, so that all reviewers share it.')
          : vscode.l10n.t(
              'It replaces the queue of {0} transcripts that is there. What is tagged stays.',
              before.items.length,
            ),
    },
    { label: vscode.l10n.t('What is drawn'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('{0} of {1} transcripts', items.length, frame.transcripts),
      description: vscode.l10n.t('{0} labelled by several', several),
    },
    ...[...strata].flatMap(([stratum, of]) =>
      queue.strata === undefined
        ? []
        : [
            {
              label: stratum,
              description: vscode.l10n.t(
                '{0}, each drawn with probability {1}',
                of.length,
                of[0]?.p.toPrecision(3) ?? '',
              ),
            },
          ],
    ),
    ...reviewers.map((reviewer) => ({
      label: `$(person) ${reviewer}`,
      description: vscode.l10n.t('{0} transcripts', items.filter((item) => item.reviewers.includes(reviewer)).length),
    })),
  ];
  // A row that only tells is no answer: the list comes again.
  for (;;) {
    const picked = await vscode.window.showQuickPick(rows, {
      title,
      placeHolder: vscode.l10n.t('Draw this?'),
      ignoreFocusOut: true,
    });
    if (picked === undefined || picked === rows[0]) return picked !== undefined;
  }
}
