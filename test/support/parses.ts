/** How many times `JSON.parse` runs, and on how much, while `work` does. */
export async function parses(work: () => Promise<void>): Promise<number[]> {
  const lengths: number[] = [];
  const parse = JSON.parse;
  JSON.parse = (text, reviver) => {
    lengths.push(text.length);
    return parse(text, reviver);
  };
  try {
    await work();
  } finally {
    JSON.parse = parse;
  }
  return lengths;
}
