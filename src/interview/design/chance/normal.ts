/** The normal distribution, and what rests on it. */

// Acklam's rational approximation of the quantile: relative error below 1.2e-9.
const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const B = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
const TAIL = 0.02425;

/** The z below which a standard normal number lies with chance `p`, 0 < p < 1: 0.975 gives 1.96. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < TAIL) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(C, q) / polynomial([...D, 1], q);
  }
  const q = p - 0.5;
  return (q * polynomial(A, q * q)) / polynomial([...B, 1], q * q);
}

/** Horner's rule, the highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/** z for an interval that holds the truth with chance `confidence`, and errs on both sides alike. */
export function twoSided(confidence: number): number {
  return normalQuantile(1 - (1 - confidence) / 2);
}

/**
 * The interval of a share that was observed as `p` in `n` trials (Wilson's score interval): unlike
 * p ± z·√(p(1−p)/n) it stays within 0 and 1.
 *
 *     (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
 */
export function wilson(p: number, n: number, z: number): readonly [low: number, high: number] {
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [(middle - half) / scale, (middle + half) / scale];
}
