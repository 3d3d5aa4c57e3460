import type * as vscode from 'vscode';
import { nodePlatform } from '../node/platform.ts';
import { startPlumbline } from './plumbline.ts';

/** Entry of the Node extension host. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(startPlumbline(context, nodePlatform));
}
