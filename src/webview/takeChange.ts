import type { DidChangeFile, DidChangeTranscript } from '../panel/messages.ts';
import type { PageContext } from './pageContext.ts';
import type { PageState } from './state.ts';

/** Takes over what changed in the file on disk, and says in a few words what is new, if anything is. */
export function takeChange(page: PageContext, message: DidChangeFile | DidChangeTranscript, before: PageState): void {
  if (message.type === 'didChangeFile') {
    sayMore(page, 'transcript', message.entryCount - (before.file?.entryCount ?? 0));
    return;
  }
  const { type: _type, from, ...open } = message;
  page.view.change({ ...open, type: 'didOpenTranscript' }, from);
  sayMore(page, 'message', message.messageCount - (before.panes[message.pane]?.messageCount ?? 0));
}

function sayMore(page: PageContext, what: string, count: number): void {
  if (count > 0) page.say(count === 1 ? `1 new ${what}` : `${count} new ${what}s`);
}
