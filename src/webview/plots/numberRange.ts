/** From the least to the largest of the numbers, and a little more on both sides; `within` is always in it. */
export function numberRange(numbers: readonly number[], within: readonly number[] = []): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) [low, high] = [Math.min(low, number), Math.max(high, number)];
  if (low > high) [low, high] = [0, 1];
  const room = low === high ? Math.max(0.5, Math.abs(low) / 10) : (high - low) / 20;
  return [Math.min(low - room, ...within), Math.max(high + room, ...within)];
}

/** As `numberRange`, but of shares, of which 0 and 1 are the natural ends. */
export function shareRange(numbers: readonly number[]): readonly [number, number] {
  const [low, high] = numberRange(numbers);
  return [Math.min(...numbers) < 0 ? low : 0, Math.max(...numbers) > 1 ? high : 1];
}
