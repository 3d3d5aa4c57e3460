import type * as vscode from 'vscode';
import { resolveTarget } from '../../core/anchors/resolve.ts';
import type { Target } from '../../core/tags/tag.ts';
import type { Span } from '../../core/text/span.ts';
import type { Locator, PartSelector } from '../../core/transcripts/locator.ts';
import type { Transcript } from '../../core/transcripts/transcript.ts';

/** A locator whose file is known: where a jump goes. */
export interface Place {
  readonly data: vscode.Uri;
  readonly transcript?: string;
  readonly message?: string;
  readonly part?: PartSelector;
  readonly span?: Span;
  /** The tag that led here, to be shown as chosen. */
  readonly tag?: string;
  /** The anchor that led here: where it is now counts, not where it was made. */
  readonly target?: Omit<Target, 'role'>;
}

export function placeOfTarget(data: vscode.Uri, target: Omit<Target, 'role'>, tag: string): Place {
  const { start, end } = target;
  return {
    ...placeOf(data, { ...target, ...(start !== undefined && end !== undefined && { span: { start, end } }) }),
    tag,
    target,
  };
}

/** The place of an anchor in the transcript as it is; a lost or doubtful one stays where it was made. */
export function resolvePlace(transcript: Transcript, place: Place): Place {
  const found = place.target && resolveTarget(transcript, place.target);
  if (found?.outcome !== 'exact' && found?.outcome !== 'moved') return place;
  const { start, end } = found;
  return {
    ...place,
    ...(found.message !== undefined && { message: found.message }),
    ...(found.part !== undefined && { part: found.part }),
    ...(start !== undefined && end !== undefined && { span: { start, end } }),
  };
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
  const { data: _data, tag: _tag, target: _target, ...rest } = place;
  return { file, ...rest };
}
