import * as vscode from 'vscode';
import { basename, dirname, relativePath } from '../../core/text/paths.ts';
import { formatDeepLink } from '../../core/transcripts/locatorText.ts';
import { isComplete, linkTags, targetFile } from '../../panel/viewTags.ts';
import type { Codebooks } from '../codebook/codebooks.ts';
import type { OpenTranscripts } from '../files/openTranscripts.ts';
import type { Panels } from '../panel/panels.ts';
import type { TranscriptDocument } from '../panel/transcriptDocument.ts';
import type { SeenTags } from '../tags/seenTags.ts';
import type { TagIndex } from '../tags/tagIndex.ts';
import { locatorOf, type Place, placeOfTarget } from './place.ts';

/** Ways from a tag to its places, and from a place to its link. */
export class Navigator {
  readonly #panels: Panels;
  readonly #index: TagIndex;
  readonly #seen: SeenTags;
  readonly #transcripts: OpenTranscripts;
  readonly #codebooks: Codebooks;

  constructor(panels: Panels, index: TagIndex, seen: SeenTags, transcripts: OpenTranscripts, codebooks: Codebooks) {
    this.#panels = panels;
    this.#index = index;
    this.#seen = seen;
    this.#transcripts = transcripts;
    this.#codebooks = codebooks;
  }

  /** The places of a tag's sides, in the order in which the page has them. Of a tag that is hidden none. */
  placesOf(tagId: string): readonly Place[] {
    for (const entry of this.#index.files) {
      if (!entry.file.items.tags.some((item) => item.id === tagId)) continue;
      const linked = linkTags(this.#seen.sources(entry.uri)).find((found) => found.tag.id === tagId);
      return (linked?.sides ?? []).map(({ source, target }) =>
        placeOfTarget(entry.uri.with({ path: targetFile(source, target) }), target, tagId),
      );
    }
    return [];
  }

  async goToTarget(tagId: string, side: number): Promise<void> {
    await this.#index.ready;
    const places = this.placesOf(tagId);
    const place = places[side] ?? places[0];
    if (place === undefined) {
      throw new Error(
        this.#seen.blind
          ? vscode.l10n.t('The tag {0} is not there, or hidden while you review blind.', tagId)
          : vscode.l10n.t('The tag {0} is no longer there.', tagId),
      );
    }
    await this.#panels.openAt(place, true);
  }

  async openTagFile(tagId: string): Promise<void> {
    for (const { uri, file } of this.#index.files) {
      const item = file.items.tags.find((candidate) => candidate.id === tagId);
      if (item === undefined) continue;
      const document = await vscode.workspace.openTextDocument(uri);
      // Unsaved edits of the panel are not in that document: then the id is looked for.
      const at = Math.max(document.getText().indexOf(tagId), 0);
      const position = document.positionAt(at);
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.One,
        selection: new vscode.Range(position, position),
      });
      return;
    }
    throw new Error(vscode.l10n.t('The tag {0} is no longer there.', tagId));
  }

  async copyLink(place: Place): Promise<void> {
    const file = vscode.workspace.asRelativePath(place.data, false);
    await vscode.env.clipboard.writeText(formatDeepLink(vscode.env.uriScheme, locatorOf(file, place)));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Link copied'), 3000);
  }

  /** Transcripts to compare with: of the same file, and those that pairs of the reviewer lead to. */
  async pickTranscript(
    document: TranscriptDocument,
    left: string,
  ): Promise<{ readonly name: string; readonly file?: string } | undefined> {
    const opened = await document.opened;
    const here = 'file' in opened ? opened.file.entries.filter((entry) => entry.name !== left) : [];
    const another = vscode.l10n.t('Choose Another File…');
    const picked = await vscode.window.showQuickPick(
      [
        ...here.map((entry) => ({ label: entry.name, description: entry.title ?? '' })),
        { label: another, description: '' },
      ],
      { title: vscode.l10n.t('Compare {0} With', left), matchOnDescription: true },
    );
    if (picked === undefined) return undefined;
    return picked.label === another ? this.#pickElsewhere(document) : { name: picked.label };
  }

  async #pickElsewhere(
    document: TranscriptDocument,
  ): Promise<{ readonly name: string; readonly file: string } | undefined> {
    const files = await vscode.workspace.findFiles('**/*.{json,jsonl,ndjson,eval}', '**/node_modules/**', 2000);
    const other = files.filter((uri) => uri.path !== document.dataUri.path);
    const file = await vscode.window.showQuickPick(
      other.map((uri) => ({ label: basename(uri.path), description: vscode.workspace.asRelativePath(uri), uri })),
      { title: vscode.l10n.t('Compare With a Transcript Of'), matchOnDescription: true },
    );
    if (file === undefined) return undefined;
    return this.#transcripts.use(file.uri, async (opened) => {
      const entries = 'file' in opened ? opened.file.entries : [];
      if (entries.length === 0) {
        throw new Error(vscode.l10n.t('No transcript could be read from {0}.', file.label));
      }
      const name =
        entries.length === 1
          ? entries[0]?.name
          : await vscode.window.showQuickPick(
              entries.map((entry) => entry.name),
              { title: file.label },
            );
      return name === undefined
        ? undefined
        : { name, file: relativePath(dirname(document.dataUri.path), file.uri.path) };
    });
  }

  /** Tags by data file, for the tree and the status bar. Suggestions are not counted. */
  countTags(data: vscode.Uri): { readonly all: number; readonly open: number } {
    const linked = linkTags(this.#seen.sources(data)).filter(
      (found) =>
        !found.source.suggested && found.sides.some((side) => targetFile(side.source, side.target) === data.path),
    );
    const open = linked.filter((found) => !isComplete(found, this.#codebooks.of(data)));
    return { all: linked.length, open: open.length };
  }
}
