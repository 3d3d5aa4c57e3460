import * as vscode from 'vscode';
import { firstMapping } from '../../core/readers/mapping/mappingList.ts';
import { basename } from '../../core/text/paths.ts';
import { activeFile } from '../files/activeFile.ts';
import type { OpenFile } from '../files/openFile.ts';
import { toDataUri } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';
import { headOf } from './dataHead.ts';
import { type FileMappings, folderOf, pathIn } from './fileMappings.ts';
import { kindOf, type MappingKind, type NamedMapping, readersKind, recordsKind } from './mappingKinds.ts';

/** Files looked at to find one that a mapping is for. */
const mostFiles = 10_000;

/** A mapping and a data file that it is for. */
export interface PreviewedMapping {
  readonly data: vscode.Uri;
  readonly name: string;
  text(services: Services): Promise<string>;
}

/** The mapping of a data file that is named, or of the active one. */
export async function mappingOfFile(mappings: FileMappings, uri: vscode.Uri | undefined): Promise<PreviewedMapping> {
  const active = uri ?? activeFile();
  if (active === undefined) throw new Error(vscode.l10n.t('Open the file whose mapping to preview first.'));
  const data = toDataUri(active);
  const [records, readers] = [await mappings.find(recordsKind, data), await mappings.find(readersKind, data)];
  if (records !== undefined) return previewed(recordsKind, data, records.mapping);
  if (readers !== undefined) return previewed(readersKind, data, readers.mapping);
  throw new Error(
    vscode.l10n.t(
      'No mapping in {0} is for {1}. Run “Plumbline: Describe This Format” or “Plumbline: Describe These Records”.',
      `${readersKind.path}, ${recordsKind.path}`,
      basename(data.path),
    ),
  );
}

/** The mapping at a place in a file of mappings, and the first data file that it is for. */
export async function mappingAt(file: vscode.Uri, index: number): Promise<PreviewedMapping> {
  return kindOf(file) === recordsKind ? firstOf(recordsKind, file, index) : firstOf(readersKind, file, index);
}

async function firstOf<T extends NamedMapping>(
  kind: MappingKind<T>,
  uri: vscode.Uri,
  index: number,
): Promise<PreviewedMapping> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty) await document.save();
  const file = kind.parse(document.getText());
  const mapping = file.mappings[index]?.mapping;
  if (mapping === undefined) throw new Error(vscode.l10n.t('This mapping is not valid yet.'));
  const folder = folderOf(uri);
  const all = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, '**/*'),
    '**/node_modules/**',
    mostFiles,
  );
  const paths = all
    .map((each) => ({ uri: each, path: pathIn(folder, each) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const found = paths.find(({ path }) => firstMapping(file, path) === mapping);
  if (found === undefined) throw new Error(vscode.l10n.t('No file matches the globs of {0}.', mapping.name));
  return previewed(kind, found.uri, mapping);
}

function previewed<T extends NamedMapping>(kind: MappingKind<T>, data: vscode.Uri, mapping: T): PreviewedMapping {
  const text = async (services: Services): Promise<string> => {
    const head = await headOf(services, data);
    return fresh(services, data, (opened) => kind.preview(mapping, head, opened));
  };
  return { data, name: mapping.name, text };
}

/** Reads the file anew: its mapping may have changed. */
async function fresh(
  services: Services,
  data: vscode.Uri,
  work: (opened: OpenFile) => Promise<string>,
): Promise<string> {
  const lease = await services.transcripts.renew(data);
  if ('code' in lease) throw new Error(vscode.l10n.t('This file could not be read.'));
  try {
    const opened = await lease.opened;
    if ('code' in opened) throw new Error(vscode.l10n.t('This file could not be read.'));
    return await work(opened);
  } finally {
    lease.dispose();
  }
}
