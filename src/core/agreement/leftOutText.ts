import type { LeftOut } from './reading.ts';

/** What does not count, by reason: a heading that its number follows. */
export const leftOutTemplates: Readonly<Record<LeftOut['why'], string>> = {
  'one reviewer': 'Transcripts that only one reviewer marked reviewed under that codebook',
  'made after review': 'Tags made after their transcript was marked reviewed',
  'other codebook': 'Tags made under another version of the codebook than their transcript was reviewed under',
  'open pair': 'Pairs that lack a side',
  conflict: 'Tags in which a merge left two values: choose one',
  'several values': 'Values of reviewers whose tags in one place say different things',
  'not on the scale': 'Kinds and values that the codebook does not have',
  'span without length': 'Spans without length',
  'text differs': 'Spans in texts that reviewers saw differently, or that are no longer so long',
  'length not known': 'Transcripts that are not at hand, so that their messages or characters cannot be counted',
  unreadable: 'Tags with an error, and files of a newer version of Plumbline',
};

export interface LeftOutGroup {
  readonly why: LeftOut['why'];
  readonly text: string;
  readonly items: readonly LeftOut[];
}

/** What was left out, a group for each reason in the order of the above. `translate` may find the text in another language. */
export function leftOutGroups(
  leftOut: readonly LeftOut[],
  translate: (text: string) => string = (text) => text,
): readonly LeftOutGroup[] {
  return Object.entries(leftOutTemplates).flatMap(([why, text]) => {
    const items = leftOut.filter((one) => one.why === why);
    return items.length === 0 ? [] : [{ why: why as LeftOut['why'], text: translate(text), items }];
  });
}
