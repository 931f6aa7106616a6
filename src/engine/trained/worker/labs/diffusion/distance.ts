/**
 * How far two sets of points [·, 2] are from being draws of the same distribution:
 *
 *     2·E|a − b| − E|a − a'| − E|b − b'|
 *
 * The energy distance, as the mean over all pairs of different points: 0 in the mean if they are.
 */
export function energyDistance(a: Float32Array, b: Float32Array): number {
  return 2 * meanGap(a, b, false) - meanGap(a, a, true) - meanGap(b, b, true);
}

function meanGap(a: Float32Array, b: Float32Array, same: boolean): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 2) {
    for (let j = 0; j < b.length; j += 2) {
      sum += Math.sqrt(
        square((a[i] ?? 0) - (b[j] ?? 0)) + square((a[i + 1] ?? 0) - (b[j + 1] ?? 0)),
      ); // much faster than hypot
    }
  }
  const [N, M] = [a.length / 2, b.length / 2];
  return sum / (N * (same ? M - 1 : M));
}

/** The mean distance of each point from its partner. */
export function meanDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 2) {
    sum += Math.hypot((a[i] ?? 0) - (b[i] ?? 0), (a[i + 1] ?? 0) - (b[i + 1] ?? 0));
  }
  return sum / (a.length / 2);
}

function square(value: number): number {
  return value * value;
}
