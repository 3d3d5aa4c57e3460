import { logGamma } from './logGamma.ts';

/** The t below which Student's distribution with `freedom` degrees falls with probability p (0 < p < 1): `tQuantile(0.975, 10)` is 2.228139. To about 1e-10. */
export function tQuantile(p: number, freedom: number): number {
  if (!(p > 0 && p < 1 && freedom > 0)) throw new RangeError(`no t quantile for ${p} and ${freedom}`);
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, freedom);
  // P(T > t) is half the incomplete beta at x = freedom / (freedom + t^2): bisect x, on which it rises.
  let [low, high] = [0, 1];
  for (let i = 0; i < 200 && high - low > low * 1e-15; i++) {
    const x = (low + high) / 2;
    if (incompleteBeta(x, freedom / 2, 0.5) < 2 * (1 - p)) low = x;
    else high = x;
  }
  const x = (low + high) / 2;
  return Math.sqrt((freedom * (1 - x)) / x);
}

/** Regularised incomplete beta (Abramowitz and Stegun 26.5.8, by Lentz's method). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return front * fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
