import { applyEdits } from '../text/textEdit.ts';
import { newTagFile } from './newTagFile.ts';
import { type ConflictSides, resolveConflict } from './resolveConflict.ts';
import { applyItemEdit, type ItemEdit, invertItemEdit } from './tagEdit.ts';
import { type ParseOptions, parseTagFile, type TagFile } from './tagFile.ts';
import { mergeTagFiles } from './tagMerge.ts';

/** The text on disk cannot be written over: a reviewer has to mend it first. */
export class BrokenTagFileError extends Error {
  override readonly name = 'BrokenTagFileError';
}

/**
 * One tag file while it is edited: the text, what it was last on disk, and what is on disk now where
 * that is broken. Pure: whoever owns it reads and writes the disk.
 */
export class TagSession {
  readonly reviewer: string;
  readonly #empty: string;
  readonly #options: ParseOptions;
  #base: string | undefined;
  #file: TagFile;
  #brokenOnDisk: TagFile | undefined;

  /**
   * `base` is the text on disk, undefined where there is no file; `source` the data file's name. With
   * `options.previous`, a parse of the same file, only what differs from it is read.
   */
  constructor(reviewer: string, source: string, base: string | undefined, options: ParseOptions = {}) {
    this.reviewer = reviewer;
    this.#empty = newTagFile(reviewer, source);
    this.#options = { onParse: options.onParse };
    this.#base = base;
    this.#file = parseTagFile(this.#shown(base), options);
  }

  get file(): TagFile {
    return this.#file;
  }

  /** The merge base: the text that was last seen on disk. */
  get base(): string | undefined {
    return this.#base;
  }

  get dirty(): boolean {
    return this.#file.text !== this.#shown(this.#base);
  }

  /** The file on disk while it is broken and differs from what is shown. */
  get brokenOnDisk(): TagFile | undefined {
    return this.#brokenOnDisk;
  }

  /** Whether edits are taken: not while the shown text is broken, newer or of a foreign layout. */
  get editable(): boolean {
    return this.#file.state === 'ok';
  }

  /** Take up unsaved work of an earlier session: its text, over the disk text it was made on. */
  restore(text: string, base: string | undefined): void {
    const onDisk = this.#base;
    this.#base = base;
    this.#parse(text);
    this.adopt(onDisk);
  }

  edit(edit: ItemEdit): ReturnType<typeof applyItemEdit>['result'] {
    const { edits, result } = applyItemEdit(this.#file, edit);
    this.#parse(applyEdits(this.#file.text, edits));
    return result;
  }

  undo(edit: ItemEdit): ReturnType<typeof applyItemEdit>['result'] {
    return this.edit(invertItemEdit(edit));
  }

  /**
   * The disk now holds `onDisk`. Nothing unsaved: it is shown. Unsaved edits: they are merged into it
   * by tag id. Broken: unsaved edits stay as they are until it is mended.
   */
  adopt(onDisk: string | undefined): 'same' | 'reloaded' | 'merged' | 'broken' {
    if (onDisk === this.#base && this.#brokenOnDisk === undefined) return 'same';
    const { dirty } = this;
    if (onDisk === undefined || onDisk === this.#file.text) {
      // Deleted: what was in it, and what is unsaved, stays in the editor as unsaved.
      this.#base = onDisk;
      this.#brokenOnDisk = undefined;
      if (!dirty && onDisk === undefined) this.#parse(this.#empty);
      return 'reloaded';
    }
    const theirs = parseTagFile(onDisk, { ...this.#options, previous: this.#file });
    if (!dirty) {
      this.#base = onDisk;
      this.#file = theirs;
      this.#brokenOnDisk = undefined;
      return theirs.state === 'broken' ? 'broken' : 'reloaded';
    }
    if (theirs.state !== 'ok') {
      this.#brokenOnDisk = theirs;
      return 'broken';
    }
    this.#brokenOnDisk = undefined;
    this.#parse(this.#merge(onDisk));
    this.#base = onDisk;
    return 'merged';
  }

  /** What a save has to write where the disk holds `onDisk`. Throws `BrokenTagFileError` to refuse. */
  decide(onDisk: string | undefined): string {
    if (!this.editable) throw new BrokenTagFileError('the text to be saved is not valid');
    if (onDisk === this.#base || onDisk === undefined) return this.#file.text;
    if (parseTagFile(onDisk, { ...this.#options, previous: this.#file }).state !== 'ok') {
      throw new BrokenTagFileError('the file on disk is broken');
    }
    return this.#merge(onDisk);
  }

  /** The disk now holds `written`, which `decide` made of `of`. Edits made meanwhile stay unsaved. */
  saved(written: string, of: string): void {
    const meanwhile = this.#file.text;
    this.#brokenOnDisk = undefined;
    this.#base = written;
    if (meanwhile === of) this.#parse(written);
    else if (written !== of) this.#parse(mergeTagFiles(of, meanwhile, written).text);
  }

  /**
   * Put the sides of a conflict that git left together, unsaved: of the text that is shown, or of the one on disk, into
   * which what is unsaved is merged then. Undefined where a side is not valid by itself.
   */
  resolve(stages?: ConflictSides): { undo(): void; redo(): void } | undefined {
    const [before, base, brokenOnDisk] = [this.#file.text, this.#base, this.#brokenOnDisk];
    const conflicted = brokenOnDisk?.text ?? before;
    const both = resolveConflict(conflicted, stages, this.#options)?.text;
    if (both === undefined) return undefined;
    const merged =
      brokenOnDisk === undefined ? both : mergeTagFiles(this.#shown(base), before, both, this.#options).text;
    const redo = (): void => {
      if (this.#base === base) this.#base = conflicted;
      this.#brokenOnDisk = undefined;
      this.#parse(merged);
    };
    const undo = (): void => {
      // Saved meanwhile: then the disk is without the conflict, and stays so.
      if (this.#base === conflicted) [this.#base, this.#brokenOnDisk] = [base, brokenOnDisk];
      this.#parse(before);
    };
    redo();
    return { undo, redo };
  }

  /** Show another text as what is unsaved: a step of undo that is larger than one item. */
  replace(text: string): void {
    this.#parse(text);
  }

  /** Give up what is unsaved. */
  revert(onDisk: string | undefined): void {
    this.#base = onDisk;
    this.#brokenOnDisk = undefined;
    this.#parse(this.#shown(onDisk));
  }

  #merge(theirs: string): string {
    return mergeTagFiles(this.#shown(this.#base), this.#file.text, theirs).text;
  }

  /** No file, and one without a word in it, are shown as a file without tags. */
  #shown(onDisk: string | undefined): string {
    return onDisk === undefined || onDisk.trim() === '' ? this.#empty : onDisk;
  }

  #parse(text: string): void {
    if (text !== this.#file.text) this.#file = parseTagFile(text, { ...this.#options, previous: this.#file });
  }
}
