import type { TranscriptEntry } from '../../core/readers/reader.ts';
import type { ViewEntry } from '../../panel/messages.ts';
import type { OpenFile } from '../files/openFile.ts';
import { entryTitle, type Post, viewProblem } from './panelPane.ts';

/** A larger record is not parsed for its row, in bytes: a screen of such rows would take minutes. */
const mostDescribed = 16e6;
/** Rows to a message. */
const chunk = 500;

/** The list of a page: rows as the file's index has them, refined when they are looked at. */
export class PanelList {
  readonly #post: Post;
  readonly #described = new Set<number>();
  readonly #blind: () => boolean;

  /** `blind`: no scores are told. */
  constructor(post: Post, blind: () => boolean) {
    this.#post = post;
    this.#blind = blind;
  }

  /** Sends every row. */
  async start(opened: OpenFile): Promise<void> {
    this.#described.clear();
    await this.#send(opened.file.entries);
  }

  /** Sends what is new or other than it was; of rows that may have changed what was found by parsing them is dropped. */
  async change(before: OpenFile, now: OpenFile): Promise<void> {
    const old = before.file.entries;
    // A file that only grew has the same records as before, but for its last one, which may have been cut.
    const mayDiffer = ({ record }: TranscriptEntry): boolean =>
      this.#described.has(record) && (!now.continued || record >= old.length - 1);
    const rows = now.file.entries.filter((entry) => !sameEntry(entry, old[entry.record]) || mayDiffer(entry));
    for (const { record } of rows) this.#described.delete(record);
    await this.#send(rows);
  }

  /** Parse the rows the reviewer looks at and refine them; each once. */
  async describe(opened: OpenFile, records: readonly number[]): Promise<void> {
    for (const record of records) {
      const entry = opened.file.entries[record];
      if (entry === undefined || this.#described.has(record)) continue;
      if ((opened.file.sizeOf?.(record) ?? 0) > mostDescribed) continue;
      this.#described.add(record);
      const { transcript, problems } = await opened.file.read(record);
      const title = transcript && entryTitle(transcript);
      const row: ViewEntry = {
        ...entry,
        ...(transcript && { messageCount: transcript.messages.length, scores: transcript.scores }),
        ...(title !== undefined && { title }),
        ...(transcript === undefined && problems[0] && { error: viewProblem(problems[0]).text }),
      };
      await this.#send([row]);
    }
  }

  async #send(entries: readonly (TranscriptEntry | ViewEntry)[]): Promise<void> {
    for (let i = 0; i < entries.length; i += chunk) {
      const rows = entries.slice(i, i + chunk).map((row) => (this.#blind() ? withoutScores(row) : row));
      if (!(await this.#post({ type: 'didList', entries: rows }))) return;
    }
  }
}

function withoutScores({ scores: _scores, ...row }: ViewEntry): ViewEntry {
  return row;
}

function sameEntry(a: TranscriptEntry, b: TranscriptEntry | undefined): boolean {
  return (
    b !== undefined &&
    a.name === b.name &&
    a.messageCount === b.messageCount &&
    a.title === b.title &&
    a.error === b.error &&
    JSON.stringify(a.scores) === JSON.stringify(b.scores)
  );
}
