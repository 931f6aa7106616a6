/** Who is faster counts only among those who compute the same. */
export function expectSame(name: string, ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
  const gaps = Float32Array.from(ours, (value, i) => Math.abs(value - (theirs[i] ?? NaN)));
  const far = gaps.find((gap) => !(gap < 1e-3));
  if (far !== undefined) throw new Error(`${name}: the peer is ${far} away from ours`);
}
