import * as vscode from 'vscode';

/** What we use of a repository in the API of VS Code's own Git extension. */
export interface GitRepository {
  show(ref: string, path: string): Promise<string>;
  getRefs(query: object): Promise<readonly { readonly name?: string }[]>;
  log(options: {
    readonly path: string;
    readonly maxEntries: number;
  }): Promise<readonly { readonly hash: string; readonly message: string }[]>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: vscode.Uri): GitRepository | null };
}

/** Undefined where there is no Git, or the file is in no repository. */
export async function gitRepository(uri: vscode.Uri): Promise<GitRepository | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  const git = await extension?.activate();
  return git?.enabled ? (git.getAPI(1).getRepository(uri) ?? undefined) : undefined;
}
