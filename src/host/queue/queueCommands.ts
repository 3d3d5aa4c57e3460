import * as vscode from 'vscode';
import { parsePilot, pilotPath } from '../../core/queue/pilotFile.ts';
import { parseQueue, queuePath } from '../../core/queue/queueFile.ts';
import { parseSkips } from '../../core/queue/skips.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { Panels } from '../panel/panels.ts';
import { localPath } from '../platform.ts';
import type { Reports } from '../reports/reports.ts';
import type { Services } from '../services.ts';
import { registerYamlProblems } from '../yaml/yamlProblems.ts';
import { PilotSource } from './pilotSource.ts';
import { registerQueueStatus } from './queueStatus.ts';
import type { Queues } from './queues.ts';
import { QueueTree } from './queueTree.ts';
import type { ReviewWalk } from './reviewWalk.ts';
import { startReview } from './startReview.ts';

/** Start Review, next, skip, return, and the pilot; the queue in the tree, the status bar and the list of problems. */
export function registerQueue(
  services: Services,
  panels: Panels,
  queues: Queues,
  walk: ReviewWalk,
  reports: Reports,
): vscode.Disposable {
  const store = new DisposableStore();
  const register = (id: string, run: (...args: never[]) => Promise<void>): void => {
    store.add(
      vscode.commands.registerCommand(id, (...args: unknown[]) =>
        (run as (...given: unknown[]) => Promise<void>)(...args).catch((error: unknown) => {
          // Stopped by the user.
          if (!(error instanceof Error && error.name === 'AbortError')) services.report(error);
        }),
      ),
    );
  };
  register('plumbline.startReview', async (uri?: vscode.Uri, chosen?: readonly vscode.Uri[]) => {
    const given = chosen ?? (uri instanceof vscode.Uri ? [uri] : []);
    if (!(await startReview(services, queues, given))) return;
    await walk.next();
  });
  const pilot = store.add(new PilotSource(services, queues));
  register('plumbline.showPilot', async () => {
    await queues.ready;
    if (await pilot.choose()) reports.show(pilot);
  });
  register('plumbline.nextInQueue', () => walk.next());
  register('plumbline.skipInQueue', () => walk.skip());
  register('plumbline.returnToSkipped', () => walk.returnToSkipped());
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const account = services.platform
    .userName(folder && vscode.workspace.isTrusted ? localPath(folder) : undefined)
    .then((name) => name.trim())
    .catch(() => '');
  store.add(new QueueTree(queues));
  store.add(registerQueueStatus(queues, panels, services.settings, account));
  store.add(
    registerYamlProblems('plumbline.queue', [
      { pattern: `**/${queuePath}`, problems: (text) => parseQueue(text).problems },
      { pattern: '**/.plumbline/queue.*.yaml', problems: (text) => parseSkips(text).problems },
      { pattern: `**/${pilotPath}`, problems: (text) => parsePilot(text).problems },
    ]),
  );
  return store;
}
