/** A text in three: what it begins with as the other one does, what differs, what it ends with as the other one does. */
export type Differing = readonly [same: string, differs: string, same: string];

/** Where two texts differ, by whole words: what is between their common beginning and their common end. */
export function differing(a: string, b: string): readonly [Differing, Differing] {
  const [one, two] = [words(a), words(b)];
  let start = 0;
  while (start < one.length && start < two.length && one[start] === two[start]) start++;
  let end = 0;
  while (end < one.length - start && end < two.length - start && one.at(-1 - end) === two.at(-1 - end)) end++;
  const split = (all: readonly string[]): Differing => [
    all.slice(0, start).join(''),
    all.slice(start, all.length - end).join(''),
    all.slice(all.length - end).join(''),
  ];
  return [split(one), split(two)];
}

const words = (text: string): readonly string[] => text.match(/\s+|[^\s]+/gu) ?? [];
