import * as vscode from 'vscode';
import { type MappingListStart, readersStart } from '../../core/readers/mapping/addMapping.ts';
import { draftMapping } from '../../core/readers/mapping/draftMapping.ts';
import type { Mapping } from '../../core/readers/mapping/mapping.ts';
import type { MappingList } from '../../core/readers/mapping/mappingList.ts';
import { mappingPreview } from '../../core/readers/mapping/mappingPreview.ts';
import { parseReadersFile, readersPath } from '../../core/readers/mapping/readersFile.ts';
import type { FileHead } from '../../core/readers/reader.ts';
import { draftRecordMapping } from '../../core/records/mapping/draftRecordMapping.ts';
import type { RecordMapping } from '../../core/records/mapping/recordMapping.ts';
import { recordPreview } from '../../core/records/mapping/recordPreview.ts';
import { parseRecordsFile, recordsPath, recordsStart } from '../../core/records/mapping/recordsFile.ts';
import type { OpenFile } from '../files/openFile.ts';

export interface NamedMapping {
  readonly name: string;
  readonly files: string | readonly string[];
}

/** What a mapping makes of a file: transcripts, or self-prediction records. */
export interface MappingKind<T extends NamedMapping> {
  /** Where the file of mappings is, from the folder that it is for. */
  readonly path: string;
  readonly pattern: string;
  readonly start: MappingListStart;
  parse(text: string): MappingList<T>;
  draft(head: FileHead): object | undefined;
  preview(mapping: T, head: FileHead, opened: OpenFile): Promise<string>;
}

export const readersKind: MappingKind<Mapping> = {
  path: readersPath,
  pattern: `**/${readersPath}`,
  start: readersStart,
  parse: parseReadersFile,
  draft: draftMapping,
  preview: async (mapping, head, { file, read }) => {
    const first = file.entries[0];
    return mappingPreview(mapping, head, file, first && (await read(first.record)), vscode.l10n.t);
  },
};

export const recordsKind: MappingKind<RecordMapping> = {
  path: recordsPath,
  pattern: `**/${recordsPath}`,
  start: recordsStart,
  parse: parseRecordsFile,
  draft: draftRecordMapping,
  preview: (mapping, head, { file }) => recordPreview(mapping, head, file, vscode.l10n.t),
};

/** The first that has a mapping for a file counts. */
export const mappingKinds = [recordsKind, readersKind] as const;

/** What a file of mappings holds, by its path. */
export function kindOf(uri: vscode.Uri): (typeof mappingKinds)[number] {
  return mappingKinds.find(({ path }) => uri.path.endsWith(`/${path}`)) ?? readersKind;
}
