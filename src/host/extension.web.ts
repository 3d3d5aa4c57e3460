import type * as vscode from 'vscode';
import { pureDecompressors } from '../core/readers/pureDecompressors.ts';
import { startPlumbline } from './plumbline.ts';

/** Entry of the web extension host: whole-file reads, `workspace.fs` writes, no account name. */
export function activate(context: vscode.ExtensionContext): void {
  const platform = {
    decompressors: pureDecompressors,
    openLocal: () => undefined,
    saveLocal: () => undefined,
    userName: () => Promise.resolve(''),
  };
  context.subscriptions.push(startPlumbline(context, platform));
}
