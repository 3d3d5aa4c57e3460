import * as vscode from 'vscode';

const fallbackFolder = '.plumbline/tags';

/** `.plumbline/tags/<path>` of the workspace folder, for data in a folder that cannot be written. */
function tagUriInWorkspace(data: vscode.Uri, name: string): vscode.Uri | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(data);
  if (folder === undefined) return undefined;
  const relative = data.path.slice(folder.uri.path.length).replace(/^\//, '');
  return vscode.Uri.joinPath(folder.uri, fallbackFolder, relative, '..', name);
}

/** The data file that a tag file belongs to: the one beside it, or the one its fallback path stands for. */
export function dataUriOf(tags: vscode.Uri, dataName: string): vscode.Uri {
  const beside = vscode.Uri.joinPath(tags, '..', dataName);
  const folder = vscode.workspace.getWorkspaceFolder(tags);
  const root = folder && `${folder.uri.path.replace(/\/$/, '')}/${fallbackFolder}/`;
  if (folder === undefined || root === undefined || !beside.path.startsWith(root)) return beside;
  return vscode.Uri.joinPath(folder.uri, beside.path.slice(root.length));
}

/** Where the tag file of `data` with this name is kept, and whether it can be written there. */
export async function chooseTagUri(
  data: vscode.Uri,
  name: string,
): Promise<{ readonly uri: vscode.Uri; readonly readOnly?: string }> {
  const beside = vscode.Uri.joinPath(data, '..', name);
  const inWorkspace = tagUriInWorkspace(data, name);
  for (const uri of [beside, inWorkspace]) {
    if (uri !== undefined && (await exists(uri))) return { uri };
  }
  if (await canWriteIn(vscode.Uri.joinPath(beside, '..'))) return { uri: beside };
  const root = vscode.workspace.getWorkspaceFolder(data)?.uri;
  if (inWorkspace !== undefined && root !== undefined && (await canWriteIn(root))) return { uri: inWorkspace };
  const readOnly = vscode.l10n.t(
    'Tags cannot be saved: neither the folder of {0} nor the workspace can be written.',
    vscode.workspace.asRelativePath(data),
  );
  return { uri: beside, readOnly };
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** Permissions and ACLs say too little: try, with a file that is gone at once. */
async function canWriteIn(folder: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(folder.scheme) === false) return false;
  const probe = vscode.Uri.joinPath(folder, `.plumbline-${crypto.randomUUID()}.tmp`);
  try {
    await vscode.workspace.fs.writeFile(probe, new Uint8Array());
    await vscode.workspace.fs.delete(probe);
    return true;
  } catch {
    return false;
  }
}
