import type * as vscode from 'vscode';
import type { Span } from '../core/text/span.ts';
import type { Locator, PartSelector } from '../core/transcripts/locator.ts';

/** A locator whose file is known: where a jump goes. */
export interface Place {
  readonly data: vscode.Uri;
  readonly transcript?: string;
  readonly message?: string;
  readonly part?: PartSelector;
  readonly span?: Span;
  /** The tag that led here, to be shown as chosen. */
  readonly tag?: string;
}

export function placeOf(data: vscode.Uri, locator: Omit<Locator, 'file'>): Place {
  return {
    data,
    ...(locator.transcript !== undefined && { transcript: locator.transcript }),
    ...(locator.message !== undefined && { message: locator.message }),
    ...(locator.part !== undefined && { part: locator.part }),
    ...(locator.span !== undefined && { span: locator.span }),
  };
}

export function locatorOf(file: string, place: Place): Locator {
  const { data: _data, tag: _tag, ...rest } = place;
  return { file, ...rest };
}
