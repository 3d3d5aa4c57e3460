import * as vscode from 'vscode';
import type { ByteSource } from '../../core/readers/byteSource.ts';
import { bytesSource } from '../../core/readers/bytesSource.ts';
import { localPath, type Platform } from '../platform.ts';

/** A file that can only be read whole is held in memory whole, in bytes. */
const largestWhole = 512_000_000;

/**
 * The bytes of a file: by ranges where the platform can, else read whole (`workspace.fs` has no
 * ranged read) up to `largestWhole`. Rejects with an Error that names the file.
 */
export async function openBytes(platform: Platform, uri: vscode.Uri): Promise<ByteSource> {
  const path = localPath(uri);
  const local = path === undefined ? undefined : platform.openLocal(path);
  if (local !== undefined) return local;
  const name = vscode.workspace.asRelativePath(uri);
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largestWhole) {
    const limit = Math.round(largestWhole / 1e6);
    throw new Error(
      vscode.l10n.t('{0} is too large to be read from here: more than {1} MB. Copy it to a local folder.', name, limit),
    );
  }
  return bytesSource(name, await vscode.workspace.fs.readFile(uri));
}
