import { join } from 'node:path';
import type { Editor } from '../support/editor/editor.ts';
import { eventually } from '../support/editor/eventually.ts';
import { type FrameNotes, notesOf } from './frameWatch.ts';

/** Runs the extension's command as a key would, and gives when. */
export function openTranscript(editor: Editor, path: string): Promise<number> {
  return editor.evaluate(
    (api, file) => {
      const uri = api.Uri.file(file);
      const at = Date.now();
      void api.commands.executeCommand('plumbline.openTranscript', uri);
      return at;
    },
    join(editor.folder, path),
  );
}

/** What the page of the panel noted, once there is enough of it. */
export function notes(editor: Editor, ready: (notes: FrameNotes) => boolean, what: string): Promise<FrameNotes> {
  return eventually(
    what,
    async () => {
      const found = await notesOf(editor.panel());
      return ready(found) ? found : undefined;
    },
    60_000,
  );
}

export function thousands(count: number): string {
  return count.toLocaleString('en').replaceAll(',', ' ');
}
