/** Places as near to the wanted ones as can be, in their order, at least `gap` apart and, if they fit, between `low` and `high`. */
export function dodge(wanted: readonly number[], gap: number, [low, high]: readonly [number, number]): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed: number[] = [];
  for (const [rank, i] of order.entries())
    placed.push(rank === 0 ? Math.max(low, wanted[i]!) : Math.max(wanted[i]!, placed[rank - 1]! + gap));
  // Back down from the upper end.
  let most = high;
  for (let rank = placed.length - 1; rank >= 0; rank--) {
    placed[rank] = Math.min(placed[rank]!, most);
    most = placed[rank]! - gap;
  }
  const places = new Array<number>(wanted.length);
  for (const [rank, i] of order.entries()) places[i] = placed[rank]!;
  return places;
}
