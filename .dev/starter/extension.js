// Only for `npm start`: shows the first sample, its text and beside it the panel, when nothing is open yet.
const vscode = require('vscode');

exports.activate = async () => {
  if (vscode.window.tabGroups.all.some((group) => group.tabs.length > 0)) return;
  const files = await vscode.workspace.findFiles('*.{json,jsonl,eval}', undefined, 50);
  const first = files.find((file) => file.path.endsWith('/interview.jsonl')) ?? files[0];
  if (first === undefined) return;
  await vscode.commands.executeCommand('vscode.open', first);
  await vscode.commands.executeCommand('plumbline.openTranscript', first);
};
