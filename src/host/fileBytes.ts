import * as vscode from 'vscode';
import type { ByteSource } from '../core/readers/byteSource.ts';
import { bytesSource } from '../core/readers/bytesSource.ts';
import { localPath, type Platform } from './platform.ts';

/**
 * The bytes of a file: by ranges where the platform can, else read whole (`workspace.fs` has no
 * ranged read). Rejects with an Error that names the file.
 */
export async function openBytes(platform: Platform, uri: vscode.Uri): Promise<ByteSource> {
  const path = localPath(uri);
  const local = path === undefined ? undefined : platform.openLocal(path);
  if (local !== undefined) return local;
  return bytesSource(vscode.workspace.asRelativePath(uri), await vscode.workspace.fs.readFile(uri));
}
