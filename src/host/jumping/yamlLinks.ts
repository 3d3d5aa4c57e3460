import * as vscode from 'vscode';
import { type Codebook, kindOf } from '../../core/codebook/codebook.ts';
import type { Target } from '../../core/tags/tag.ts';
import { parseTagFile, type TagFile } from '../../core/tags/tagFile.ts';
import { parseTagFileName } from '../../core/tags/tagFileName.ts';
import { targetRanges } from '../../core/tags/targetRanges.ts';
import { basename, dirname, resolvePath } from '../../core/text/paths.ts';
import type { Codebooks } from '../codebook/codebooks.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { OpenTranscripts } from '../files/openTranscripts.ts';
import { dataUriOf } from '../tags/tagUri.ts';
import { type Place, placeOfTarget } from './place.ts';
import type { RecordDocuments } from './recordDocuments.ts';
import { findSource } from './sourceJump.ts';

export const tagFileSelector: vscode.DocumentSelector = { pattern: '**/*.{tags,suggested}.yaml' };

/** From a tag file to the panel and to the source: document links, CodeLens, Go to Definition. */
export function registerYamlLinks(
  codebooks: Codebooks,
  transcripts: OpenTranscripts,
  records: RecordDocuments,
): vscode.Disposable {
  const store = new DisposableStore();
  const parse = cachedParser();
  store.add(
    vscode.languages.registerDocumentLinkProvider(tagFileSelector, {
      provideDocumentLinks: (document) =>
        targetsOf(document, parse(document)).map((found) => {
          const link = new vscode.DocumentLink(
            found.quote ?? found.range,
            commandUri('plumbline.openPlace', found.place),
          );
          link.tooltip = vscode.l10n.t('Show in Panel');
          return link;
        }),
    }),
  );
  store.add(
    vscode.languages.registerCodeLensProvider(tagFileSelector, {
      provideCodeLenses: (document) => lenses(document, parse(document), codebooks.of(document.uri)),
    }),
  );
  store.add(
    vscode.languages.registerDefinitionProvider(tagFileSelector, {
      provideDefinition: async (document, position) => {
        const found = targetsOf(document, parse(document)).find((target) => target.range.contains(position));
        // A Ctrl+click follows the link and the definition, both: on the quote there is the link alone.
        if (found === undefined || found.quote?.contains(position)) return undefined;
        return findSource(found.place, transcripts, records);
      },
    }),
  );
  return store;
}

/** The place of the target that `position` is in, for commands with the cursor in a tag file. */
export function placeAt(document: vscode.TextDocument, position: vscode.Position): Place | undefined {
  const targets = targetsOf(document, parseTagFile(document.getText()));
  return targets.find((target) => target.range.contains(position))?.place;
}

interface FoundTarget {
  readonly range: vscode.Range;
  readonly quote?: vscode.Range;
  readonly place: Place;
}

function targetsOf(document: vscode.TextDocument, file: TagFile): readonly FoundTarget[] {
  const name = parseTagFileName(basename(document.uri.path));
  if (name === undefined) return [];
  const data = dataUriOf(document.uri, name.data);
  const dataOf = (target: Omit<Target, 'role'>): vscode.Uri =>
    target.file === undefined ? data : data.with({ path: resolvePath(dirname(document.uri.path), target.file) });
  const range = (start: number, end: number): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  return [...file.items.tags, ...file.items.links].flatMap((item) => {
    const { value } = item;
    if (value === undefined) return [];
    const targets: readonly Omit<Target, 'role'>[] = 'targets' in value ? value.targets : [value.target];
    const tag = 'targets' in value ? value.id : value.to;
    return targetRanges(item).flatMap((found, i): FoundTarget[] => {
      const target = targets[i];
      if (target === undefined) return [];
      const quote = found.quote && range(item.start + found.quote.start, item.start + found.quote.end);
      return [
        {
          range: range(item.start + found.start, item.start + found.end),
          ...(quote !== undefined && { quote }),
          place: placeOfTarget(dataOf(target), target, tag),
        },
      ];
    });
  });
}

function lenses(document: vscode.TextDocument, file: TagFile, codebook: Codebook): vscode.CodeLens[] {
  return file.items.tags.flatMap((item) => {
    const tag = item.value;
    if (tag === undefined) return [];
    const at = document.positionAt(item.start);
    const range = new vscode.Range(at, at);
    const title = kindOf(codebook, tag.kind)?.title ?? tag.kind;
    return tag.targets.map(
      (target, i) =>
        new vscode.CodeLens(range, {
          title: i === 0 ? vscode.l10n.t('{0}: show {1}', title, target.role) : vscode.l10n.t('show {0}', target.role),
          command: 'plumbline.showTag',
          arguments: [tag.id, document.uri, i],
        }),
    );
  });
}

function commandUri(command: string, place: Place): vscode.Uri {
  return vscode.Uri.parse(
    `command:${command}?${encodeURIComponent(JSON.stringify([{ ...place, data: place.data.toString() }]))}`,
  );
}

/** Only what changed since the last look is read again. */
function cachedParser(): (document: vscode.TextDocument) => TagFile {
  const known = new WeakMap<vscode.TextDocument, TagFile>();
  return (document) => {
    const text = document.getText();
    const previous = known.get(document);
    if (previous?.text === text) return previous;
    const file = parseTagFile(text, { previous });
    known.set(document, file);
    return file;
  };
}
