/** The two-sided 95 % point of the normal distribution. */
const Z = 1.959964;

/**
 * The interval of 95 % confidence of a share, after Wilson 1927. With p = share and n = count:
 *
 *     (p + z²/2n ± z·√(p·(1 − p)/n + z²/4n²)) / (1 + z²/n)
 */
export function wilson(share: number, count: number): { low: number; high: number } {
  const z2 = Z ** 2 / count;
  const half = Z * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count));
  return {
    low: Math.max(0, (share + z2 / 2 - half) / (1 + z2)),
    high: Math.min(1, (share + z2 / 2 + half) / (1 + z2)),
  };
}
