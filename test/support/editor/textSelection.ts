import type { Editor } from './editor.ts';
import { eventually } from './eventually.ts';

export interface TextSelection {
  readonly scheme: string;
  /** Last segment of the document's path. */
  readonly file: string;
  readonly text: string;
  /** The line that the selection begins in, and how many characters stand before it there. */
  readonly line: string;
  readonly column: number;
}

/** Waits until a text editor is active with something selected in it. */
export function textSelection(editor: Editor): Promise<TextSelection> {
  return eventually('text is selected in a text editor', () =>
    editor.evaluate((api) => {
      const active = api.window.activeTextEditor;
      if (active === undefined || active.selection.isEmpty) return undefined;
      const { document, selection } = active;
      return {
        scheme: document.uri.scheme,
        file: document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1),
        text: document.getText(selection),
        line: document.lineAt(selection.start.line).text,
        column: selection.start.character,
      };
    }),
  );
}
