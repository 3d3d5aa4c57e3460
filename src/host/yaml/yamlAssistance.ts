import * as vscode from 'vscode';
import { tagSchemaUnder } from '../../core/codebook/codebookWords.ts';
import { itemWindow } from '../../core/tags/itemWindow.ts';
import { parseTagFileName } from '../../core/tags/tagFileName.ts';
import { basename } from '../../core/text/paths.ts';
import type { JsonSchema } from '../../core/yaml/jsonSchema.ts';
import { type SchemaOf, type YamlWord, yamlHoverAt, yamlWordsAt } from '../../core/yaml/yamlWords.ts';
import type { Codebooks } from '../codebook/codebooks.ts';
import { DisposableStore } from '../disposableStore.ts';

interface Contributed {
  readonly fileMatch: string | readonly string[];
  readonly url: string;
}

/**
 * Completion and hover in every YAML file that the manifest contributes a schema for (`yamlValidation`, which by itself
 * needs another extension); in tag files with the words of the codebook that counts there.
 */
export function registerYamlAssistance(extension: vscode.Extension<unknown>, codebooks: Codebooks): vscode.Disposable {
  const store = new DisposableStore();
  const contributed = extension.packageJSON.contributes.yamlValidation as readonly Contributed[];
  for (const { fileMatch, url } of contributed) {
    const selector = [fileMatch].flat().map((match) => ({ pattern: match.includes('/') ? match : `**/${match}` }));
    let schema: Promise<JsonSchema> | undefined;
    const schemaFor = async ({ uri }: vscode.TextDocument): Promise<SchemaOf> => {
      schema ??= readSchema(vscode.Uri.joinPath(extension.extensionUri, url));
      const plain = await schema;
      if (parseTagFileName(basename(uri.path)) === undefined) return () => plain;
      const codebook = codebooks.of(uri);
      return (path, valueAt) => tagSchemaUnder(codebook, plain, path, valueAt);
    };
    store.add(
      vscode.languages.registerCompletionItemProvider(
        selector,
        {
          provideCompletionItems: async (document, position) => {
            const schemaOf = await schemaFor(document);
            const [text, offset] = [document.getText(), document.offsetAt(position)];
            const { words, range } = yamlWordsAt(text, offset, schemaOf, windowIn(document, offset));
            const at = rangeIn(document, range);
            return words.map((word, order) => item(word, at, order));
          },
        },
        ' ',
        '[',
        '{',
        ',',
      ),
    );
    store.add(
      vscode.languages.registerHoverProvider(selector, {
        provideHover: async (document, position) => {
          const schemaOf = await schemaFor(document);
          const [text, offset] = [document.getText(), document.offsetAt(position)];
          const hover = yamlHoverAt(text, offset, schemaOf, windowIn(document, offset));
          return (
            hover &&
            new vscode.Hover(prose(`**${hover.title}**\n\n${hover.description}`), rangeIn(document, hover.range))
          );
        },
      }),
    );
  }
  return store;
}

async function readSchema(uri: vscode.Uri): Promise<JsonSchema> {
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as JsonSchema;
}

function windowIn(document: vscode.TextDocument, offset: number): ReturnType<typeof itemWindow> {
  return parseTagFileName(basename(document.uri.path)) && itemWindow(document.getText(), offset);
}

function rangeIn(document: vscode.TextDocument, range: { readonly start: number; readonly end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}

function item(word: YamlWord, range: vscode.Range, order: number): vscode.CompletionItem {
  const { label, insert, part, title, description, required } = word;
  const made = new vscode.CompletionItem(
    { label, ...(title !== undefined && title !== label && { description: title }) },
    part === 'key' ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.EnumMember,
  );
  made.insertText = insert;
  made.keepWhitespace = true;
  made.range = range;
  made.sortText = `${required ? 0 : 1}${String(order).padStart(4, '0')}`;
  if (description !== undefined) made.documentation = prose(description);
  // The next word is at hand at once, where a key leads to some.
  if (part === 'key') made.command = { command: 'editor.action.triggerSuggest', title: vscode.l10n.t('Suggest') };
  return made;
}

/** A codebook is a file of the workspace: its words are shown, its links and pictures are not followed. */
function prose(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text.replace(/!\[/g, '!\\[').replace(/</g, '&lt;'));
  markdown.supportHtml = false;
  markdown.isTrusted = false;
  return markdown;
}
