import * as vscode from 'vscode';
import type { PanelIntent, SelectedTarget } from '../../panel/intents.ts';
import type { Place } from '../jumping/place.ts';
import type { Services } from '../services.ts';

/** The intents that lead out of the page: to the source, to a tag, to the clipboard, to a command of VS Code. */
export type PlaceIntent = Extract<
  PanelIntent,
  { type: 'openSource' | 'copyLink' | 'copyText' | 'goTo' | 'openTagFile' | 'runCommand' }
>;

const placeTypes: Readonly<Record<PlaceIntent['type'], true>> = {
  openSource: true,
  copyLink: true,
  copyText: true,
  goTo: true,
  openTagFile: true,
  runCommand: true,
};

export function isPlaceIntent(intent: PanelIntent): intent is PlaceIntent {
  return Object.hasOwn(placeTypes, intent.type);
}

export async function handlePlaceIntent(
  services: Services,
  placeOf: (target: Omit<SelectedTarget, 'role'>) => Place,
  intent: PlaceIntent,
): Promise<void> {
  switch (intent.type) {
    case 'openSource':
      return services.openSource(placeOf(intent.target));
    case 'copyLink':
      return services.copyLink(placeOf(intent.target));
    case 'copyText':
      return vscode.env.clipboard.writeText(intent.text);
    case 'goTo':
      return services.goToTarget(intent.tag, intent.target);
    case 'openTagFile':
      return services.openTagFile(intent.tag);
    case 'runCommand':
      await vscode.commands.executeCommand(intent.command === 'save' ? 'workbench.action.files.save' : intent.command);
  }
}
