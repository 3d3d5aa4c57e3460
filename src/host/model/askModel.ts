import { ulid } from 'ulid';
import * as vscode from 'vscode';
import { seenSources } from '../../panel/blindTags.ts';
import { modelPrompt } from '../../panel/modelPrompt.ts';
import { linkTags, targetFile } from '../../panel/viewTags.ts';
import { focusedTag } from '../panel/focusContext.ts';
import type { PanelHost } from '../panel/panelHost.ts';
import { handleReplyIntent } from '../panel/replyIntents.ts';
import { worksBlind } from '../panel/worksBlind.ts';
import type { Services } from '../services.ts';

/** More than a few sentences: what a model says beyond this is left out. In UTF-16 units. */
const longestAnswer = 20_000;

/**
 * Asks a language model of the editor for its view of the tag that the panel is at. Only by this command, only with the
 * setting on, and only what a document shows and the user then agrees to send, word by word as it stands there.
 */
export async function askModel(panel: Pick<PanelHost, 'document' | 'panes'>, services: Services): Promise<void> {
  const { document } = panel;
  if (!vscode.workspace.getConfiguration('plumbline', document.dataUri).get('askModel', false)) return offerSetting();
  const prompt = promptOf(panel, services);
  const model = await pickModel();
  if (model === undefined) return;
  const shown = await vscode.workspace.openTextDocument({ language: 'markdown', content: prompt.text });
  await vscode.window.showTextDocument(shown, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  const send = vscode.l10n.t('Send');
  const agreed = await vscode.window.showWarningMessage(
    vscode.l10n.t('Send this to {0}?', model.name),
    {
      modal: true,
      detail: vscode.l10n.t('Exactly the text of the document that has just opened is sent, and nothing else.'),
    },
    send,
  );
  if (agreed !== send) return;
  const text = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Asking {0}', model.name),
      cancellable: true,
    },
    (_, token) => answerOf(model, shown.getText(), token),
  );
  if (text === '') throw new Error(vscode.l10n.t('{0} gave no answer.', model.name));
  const said = `${text}\n\n— ${model.name}`;
  handleReplyIntent(document, services, { type: 'addReply', id: ulid(), to: prompt.tag, stance: 'model', text: said });
}

async function offerSetting(): Promise<void> {
  const open = vscode.l10n.t('Open Setting');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Asking a model is off. What a model says elsewhere can be pasted as a reply.'),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.openSettings', 'plumbline.askModel');
}

function promptOf(
  panel: Pick<PanelHost, 'document' | 'panes'>,
  { tagIndex, settings, codebooks }: Services,
): { readonly tag: string; readonly text: string } {
  const { document, panes } = panel;
  const all = tagIndex.sources(document.dataUri);
  const sources = worksBlind(settings, document) ? seenSources(document.reviewer, all) : all;
  const id = focusedTag(panel);
  const linked = linkTags(sources).find(({ tag }) => tag.id === id);
  if (linked === undefined) throw new Error(vscode.l10n.t('Go to a tag in the panel first.'));
  const sides = linked.sides.map((side) => {
    const file = targetFile(side.source, side.target);
    const pane = [...panes.values()].find(
      ({ opened, transcript }) => opened.uri.path === file && transcript.name === side.target.transcript,
    );
    return { side, transcript: pane?.transcript };
  });
  return { tag: linked.tag.id, text: modelPrompt(linked.tag, sides, codebooks.of(document.dataUri)) };
}

async function pickModel(): Promise<vscode.LanguageModelChat | undefined> {
  const models = await vscode.lm.selectChatModels();
  if (models.length === 0) {
    throw new Error(
      vscode.l10n.t('VS Code offers no language model here. Paste what the model says as a reply in its own view.'),
    );
  }
  if (models.length === 1) return models[0];
  const picked = await vscode.window.showQuickPick(
    models.map((model) => ({ label: model.name, description: `${model.vendor} ${model.version}`, model })),
    { title: vscode.l10n.t('Ask Which Model') },
  );
  return picked?.model;
}

async function answerOf(
  model: vscode.LanguageModelChat,
  question: string,
  token: vscode.CancellationToken,
): Promise<string> {
  const response = await model.sendRequest([vscode.LanguageModelChatMessage.User(question)], {}, token);
  let answer = '';
  for await (const piece of response.text) {
    answer += piece;
    if (answer.length > longestAnswer || token.isCancellationRequested) break;
  }
  return token.isCancellationRequested ? '' : answer.slice(0, longestAnswer).trim();
}
