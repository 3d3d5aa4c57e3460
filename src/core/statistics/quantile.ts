/** The q-quantile (0 to 1) of numbers sorted upwards, between neighbours in a straight line (Hyndman and Fan 1996, type 7: numpy's and R's default). Throws for no numbers. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) throw new RangeError('no quantile of nothing');
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (at - below) * (high - low);
}
