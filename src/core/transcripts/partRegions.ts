import type { PartSelector } from './locator.ts';
import type { Part } from './transcript.ts';
import { toolArguments } from './transcriptText.ts';

/** A text of a part that a reader sees, and that a span counts in. */
export interface PartRegion {
  readonly part: PartSelector;
  readonly text: string;
}

/** The regions of a part as it is shown: the arguments of a call each, else the part's text. */
export function partRegions(part: Part, index: number): readonly PartRegion[] {
  const args = part.type === 'tool_call' ? toolArguments(part) : [];
  if (part.type === 'tool_call' && args.length > 0) {
    return args.map(({ pointer, text }) => ({ part: { call: part.callId, argument: pointer }, text }));
  }
  return part.text === '' ? [] : [{ part: index, text: part.text }];
}
