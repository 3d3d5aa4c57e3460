/** Standard normal distribution function, to about 1e-15 (series, then Lentz's continued fraction: Abramowitz and Stegun 26.2.10, 26.2.14). */
export function normalCdf(z: number): number {
  const x = Math.abs(z);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const upper = x < 3 ? 0.5 - density * centralSeries(x) : density * tailFraction(x);
  return z > 0 ? 1 - upper : upper;
}

function centralSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return sum;
}

/** 1 / (x + 1 / (x + 2 / (x + ...))), from its tail; 60 levels are exact from 3 on. */
function tailFraction(x: number): number {
  let fraction = x;
  for (let k = 60; k > 0; k--) fraction = x + k / fraction;
  return 1 / fraction;
}

/**
 * The z below which a standard normal falls with probability p (0 < p < 1): Acklam's rational start, one step of Halley
 * on `normalCdf`, good to about 1e-14. `normalQuantile(0.975)` is 1.959964.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`not a probability inside (0, 1): ${p}`);
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  const z = start(p);
  const error = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return z - error / (1 + (z * error) / 2);
}

const centre = {
  a: [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ],
  b: [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
};
const tail = {
  c: [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  d: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
};

/** Relative error below 1.15e-9; for p < 0.5. */
function start(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return horner(tail.c, q) / horner(tail.d, q);
  }
  const q = p - 0.5;
  return (q * horner(centre.a, q * q)) / horner(centre.b, q * q);
}

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
