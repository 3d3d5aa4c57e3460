import type * as vscode from 'vscode';
import { readHead } from '../../core/readers/fileHead.ts';
import type { FileHead } from '../../core/readers/reader.ts';
import { openBytes } from '../files/fileBytes.ts';
import type { Services } from '../services.ts';

/** Enough for fifty records of most files. */
const headLength = 1 << 20;

/** The first bytes of a data file, and what they look like. */
export async function headOf(services: Services, data: vscode.Uri): Promise<FileHead> {
  const source = await openBytes(services.platform, data);
  try {
    return await readHead(source, headLength);
  } finally {
    await source.close();
  }
}
