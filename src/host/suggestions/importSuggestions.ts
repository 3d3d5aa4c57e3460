import * as vscode from 'vscode';
import type { Codebook, Kind } from '../../core/codebook/codebook.ts';
import { addSuggestions } from '../../core/suggestions/addSuggestions.ts';
import { type Claim, scanClaims, scoreClaims } from '../../core/suggestions/claim.ts';
import { suggestedTag } from '../../core/suggestions/suggestedTag.ts';
import type { Tag } from '../../core/tags/tag.ts';
import { suggestedFileName } from '../../core/tags/tagFileName.ts';
import { basename } from '../../core/text/paths.ts';
import type { Transcript } from '../../core/transcripts/transcript.ts';
import type { OpenFile } from '../files/openFile.ts';
import type { Services } from '../services.ts';
import type { TagStore } from '../tags/tagStore.ts';
import { chooseTagUri } from '../tags/tagUri.ts';

/** What came of an import, in numbers. */
interface Imported {
  readonly added: number;
  readonly judges: number;
  /** Claims of which no place was found in the transcripts. */
  readonly unplaced: number;
}

/**
 * Suggestions for a data file, into a file of suggestions for each judge: from what its own scores cite, or from a file of
 * results of a scan of it. Asks where from and as which kind.
 */
export async function importSuggestions(services: Services, disk: TagStore, data: vscode.Uri): Promise<void> {
  const own = vscode.l10n.t('Scores of This File');
  const picked = await vscode.window.showQuickPick(
    [
      { label: own, detail: vscode.l10n.t('Highlights, references and quotes that its scores cite') },
      { label: vscode.l10n.t('Results of a Scan…'), detail: vscode.l10n.t('A file of Inspect Scout, Parquet or JSON') },
    ],
    { title: vscode.l10n.t('Import Suggestions for {0} From', basename(data.path)), matchOnDetail: true },
  );
  const from = picked?.label === own ? data : picked && (await vscode.window.showOpenDialog({}))?.[0];
  const codebook = services.codebooks.of(data);
  const kind = from && (await pickKind(codebook));
  if (from === undefined || kind === undefined) return;
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Importing suggestions'),
      cancellable: true,
    },
    (_, token) => collect(services, { data, from, kind, codebook }, token),
  );
  if (found === undefined) return;
  tell(await write(services, disk, data, found), services.settings.blind(data));
}

async function pickKind(codebook: Codebook): Promise<Kind | undefined> {
  const picked = await vscode.window.showQuickPick(
    codebook.kinds.map((chosen) => ({ label: chosen.title, detail: chosen.definition, chosen })),
    { title: vscode.l10n.t('Suggest Them As'), matchOnDetail: true },
  );
  return picked?.chosen;
}

interface Wanted {
  readonly data: vscode.Uri;
  readonly from: vscode.Uri;
  readonly kind: Kind;
  readonly codebook: Codebook;
}

interface Found {
  readonly byJudge: ReadonlyMap<string, readonly Tag[]>;
  readonly unplaced: number;
}

/** One transcript of the data file at a time; undefined when it was cancelled. */
async function collect(
  { transcripts }: Services,
  { data, from, kind, codebook }: Wanted,
  token: vscode.CancellationToken,
): Promise<Found | undefined> {
  const scanned = new Map<string, Claim[]>();
  if (from.toString() !== data.toString()) {
    await transcripts.use(from, async (opened) => {
      for await (const row of each(opened, token)) {
        for (const claim of scanClaims(row)) {
          if (claim.file !== undefined && basename(claim.file) !== basename(data.path)) continue;
          append(scanned, claim.transcript, claim);
        }
      }
    });
  }
  const now = new Date().toISOString();
  const byJudge = new Map<string, Tag[]>();
  let unplaced = 0;
  await transcripts.use(data, async (opened) => {
    for await (const transcript of each(opened, token)) {
      const claims = from.toString() === data.toString() ? scoreClaims(transcript) : scanned.get(transcript.name);
      for (const claim of claims ?? []) {
        const tag = suggestedTag(transcript, claim, { kind, codebook, now });
        if (tag === undefined) unplaced++;
        else append(byJudge, claim.judge, tag);
      }
    }
  });
  return token.isCancellationRequested ? undefined : { byJudge, unplaced };
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}

async function* each(opened: OpenFile | object, token: vscode.CancellationToken): AsyncGenerator<Transcript> {
  if (!('file' in opened)) throw new Error(vscode.l10n.t('No transcript could be read from it.'));
  for (const { record } of opened.file.entries) {
    if (token.isCancellationRequested) return;
    const { transcript } = await opened.file.read(record);
    if (transcript !== undefined) yield transcript;
  }
}

async function write(
  services: Services,
  disk: TagStore,
  data: vscode.Uri,
  { byJudge, unplaced }: Found,
): Promise<Imported> {
  let added = 0;
  const source = basename(data.path);
  for (const [judge, tags] of byJudge) {
    const { uri, readOnly } = await chooseTagUri(data, suggestedFileName(source, judge));
    if (readOnly !== undefined) throw new Error(readOnly);
    let now = 0;
    await disk.save(uri, (onDisk) => {
      const merged = addSuggestions(onDisk, { judge, source }, tags);
      now = merged.added;
      return merged.text;
    });
    added += now;
    await services.tagIndex.look(uri);
  }
  return { added, judges: byJudge.size, unplaced };
}

/** Blind reviewers hear that it is done, not how much there is. */
function tell({ added, judges, unplaced }: Imported, blind: boolean): void {
  const done =
    judges === 0
      ? vscode.l10n.t('Nothing was found to suggest.')
      : vscode.l10n.t('{0} new suggestions by {1} judges.', added, judges);
  const lost =
    unplaced === 0 ? '' : ` ${vscode.l10n.t('{0} name no place in the transcripts and were left out.', unplaced)}`;
  void vscode.window.showInformationMessage(
    blind
      ? vscode.l10n.t('Imported. Suggestions show once you have marked their transcript as reviewed.')
      : done + lost,
  );
}
