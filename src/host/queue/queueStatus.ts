import * as vscode from 'vscode';
import { openRound } from '../../core/queue/pilotFile.ts';
import { progressOf } from '../../core/queue/progress.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { Panels } from '../panel/panels.ts';
import type { Settings } from '../settings.ts';
import type { Queues } from './queues.ts';

/** How far the reviewer at work is in the queue at hand: "12 of 40". A click goes to the next. */
export function registerQueueStatus(
  queues: Queues,
  panels: Panels,
  settings: Settings,
  accountName: Promise<string>,
): vscode.Disposable {
  const store = new DisposableStore();
  const item = store.add(
    vscode.window.createStatusBarItem('plumbline.queueProgress', vscode.StatusBarAlignment.Right, 101),
  );
  item.name = vscode.l10n.t('Plumbline Queue');
  item.command = 'plumbline.nextInQueue';
  let account = '';
  const update = (): void => {
    const document = panels.active?.document;
    const own = document?.purpose === 'review' ? document.reviewer : '';
    const reviewer = own || settings.reviewer || account;
    const project = queues.of(document?.dataUri);
    const queue = queues.queueFor(project, reviewer);
    if (project === undefined || queue === undefined) {
      item.hide();
      return;
    }
    const { total, reviewed, skipped } = progressOf(queue, reviewer, queues.work(project.folder, reviewer));
    item.text = `$(checklist) ${vscode.l10n.t('{0} of {1}', reviewed, total)}`;
    const round = openRound(project.rounds);
    const where = queue === round ? vscode.l10n.t('pilot, round {0}', round.round) : vscode.l10n.t('queue');
    const told = vscode.l10n.t('{0} has reviewed {1} of {2} ({3}).', reviewer, reviewed, total, where);
    const left = skipped === 0 ? '' : ` ${vscode.l10n.t('{0} skipped.', skipped)}`;
    item.tooltip = `${told}${left} ${vscode.l10n.t('Click for the next one.')}`;
    item.show();
  };
  void accountName.then((name) => {
    account = name;
    update();
  });
  store.add(queues.onDidChange(update));
  store.add(panels.onDidChangeActive(update));
  store.add(settings.onDidChange(update));
  return store;
}
