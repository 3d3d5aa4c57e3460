import * as vscode from 'vscode';
import type { RecordSource } from '../../core/readers/reader.ts';
import type { Span } from '../../core/text/span.ts';
import { formattedRecord } from '../../core/transcripts/formattedRecord.ts';

export const recordScheme = 'plumbline-record';

/** A read-only document of one record: for members of archives, and where the raw text is too large to show. */
export function recordUri(data: vscode.Uri, transcript: string): vscode.Uri {
  const name = data.path.slice(data.path.lastIndexOf('/') + 1);
  return vscode.Uri.from({
    scheme: recordScheme,
    path: `/${name}/${transcript.replaceAll('/', '_')}.json`,
    query: JSON.stringify({ data: data.toString(), transcript }),
  });
}

/** What `recordUri` put into its query; undefined for a URI that it did not make. */
export function recordOf(uri: vscode.Uri): { readonly data: vscode.Uri; readonly transcript: string } | undefined {
  try {
    const { data, transcript } = JSON.parse(uri.query) as { data: string; transcript: string };
    return { data: vscode.Uri.parse(data, true), transcript };
  } catch {
    return undefined;
  }
}

/** Serves records, formatted so that every line can be shown; kept while their document is open. */
export class RecordDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #load: (data: vscode.Uri, transcript: string) => Promise<RecordSource | undefined>;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #closed = vscode.workspace.onDidCloseTextDocument((document) => {
    if (document.uri.scheme === recordScheme) this.#texts.delete(document.uri.toString());
  });

  constructor(load: (data: vscode.Uri, transcript: string) => Promise<RecordSource | undefined>) {
    this.#load = load;
  }

  /** Hold the record's formatted text, and say where `span` of its source is in it. */
  put(data: vscode.Uri, transcript: string, source: RecordSource, span: Span): vscode.Range {
    const uri = recordUri(data, transcript);
    const { text, toFormatted } = formattedRecord(source.text);
    const known = this.#texts.get(uri.toString());
    this.#texts.set(uri.toString(), text);
    if (known !== undefined && known !== text) this.#changed.fire(uri);
    return new vscode.Range(positionIn(text, toFormatted(span.start)), positionIn(text, toFormatted(span.end, 'end')));
  }

  /** After a reload of the window nothing was put: the record is read again. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const known = this.#texts.get(uri.toString());
    if (known !== undefined) return known;
    const record = recordOf(uri);
    const source = record && (await this.#load(record.data, record.transcript));
    if (source === undefined) throw new Error(vscode.l10n.t('This record is no longer in its file.'));
    const { text } = formattedRecord(source.text);
    this.#texts.set(uri.toString(), text);
    return text;
  }

  dispose(): void {
    this.#closed.dispose();
    this.#changed.dispose();
  }
}

function positionIn(text: string, offset: number): vscode.Position {
  let line = 0;
  let lineStart = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return new vscode.Position(line, offset - lineStart);
}
