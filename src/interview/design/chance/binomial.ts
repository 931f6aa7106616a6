/** The chance of at least `k` successes in `n` trials of chance `p`: Σ C(n, i)·pⁱ·(1−p)ⁿ⁻ⁱ, i ≥ k. */
export function atLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (p <= 0) return 0;
  if (p >= 1) return k <= n ? 1 : 0;
  // The smallest terms first, so that none is lost beside a large one.
  let sum = 0;
  for (let i = n; i >= k; i--) sum += Math.exp(logTerm(i, n, p));
  return Math.min(1, sum);
}

function logTerm(i: number, n: number, p: number): number {
  return logChoose(n, i) + i * Math.log(p) + (n - i) * Math.log(1 - p);
}

/** ln C(n, k), as a sum of logarithms: exact enough for a few thousand. */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i++) sum += Math.log((n - i + 1) / i);
  return sum;
}
