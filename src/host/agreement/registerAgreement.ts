import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { Reports } from '../reports/reports.ts';
import type { Services } from '../services.ts';
import { AgreementSource } from './agreementSource.ts';

/** The command that shows how far reviewers agree. */
export function registerAgreement(services: Services, reports: Reports): vscode.Disposable {
  const store = new DisposableStore();
  const source = store.add(new AgreementSource(services));
  store.add(vscode.commands.registerCommand('plumbline.showAgreement', () => reports.show(source)));
  return store;
}
