import type * as vscode from 'vscode';
import type { Problem } from '../../core/problem.ts';
import type { SearchHit } from '../../core/search/searchFile.ts';

export type SearchNode = FileNode | TranscriptNode | HitNode | ProblemNode;

export interface FileNode {
  readonly type: 'file';
  readonly uri: vscode.Uri;
  readonly children: (TranscriptNode | ProblemNode)[];
  hits: number;
}
export interface TranscriptNode {
  readonly type: 'transcript';
  readonly file: FileNode;
  readonly name: string;
  readonly record: number;
  readonly hits: HitNode[];
}
export interface HitNode {
  readonly type: 'hit';
  readonly transcript: TranscriptNode;
  readonly hit: SearchHit;
}
export interface ProblemNode {
  readonly type: 'problem';
  readonly file: FileNode;
  readonly problem: Problem;
}

/** What a search has found so far, as a tree: file, transcript, match. */
export class SearchResults {
  readonly files: FileNode[] = [];
  hits = 0;
  transcripts = 0;

  addHit(uri: vscode.Uri, hit: SearchHit): void {
    const file = this.#file(uri);
    let last = file.children.findLast((child) => child.type === 'transcript');
    if (last?.record !== hit.record) {
      last = { type: 'transcript', file, name: hit.transcript, record: hit.record, hits: [] };
      file.children.push(last);
      this.transcripts++;
    }
    last.hits.push({ type: 'hit', transcript: last, hit });
    file.hits++;
    this.hits++;
  }

  addProblem(uri: vscode.Uri, problem: Problem): void {
    const file = this.#file(uri);
    file.children.push({ type: 'problem', file, problem });
  }

  /** Files come one after the other, so that only the last can be meant. */
  #file(uri: vscode.Uri): FileNode {
    const last = this.files.at(-1);
    if (last?.uri.toString() === uri.toString()) return last;
    const file: FileNode = { type: 'file', uri, children: [], hits: 0 };
    this.files.push(file);
    return file;
  }
}
