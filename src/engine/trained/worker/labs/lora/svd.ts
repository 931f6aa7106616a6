/** A = U·diag(s)·Vᵀ, by columns: `left[i]` and `right[i]` belong to `values[i]`, the largest first. */
export interface Svd {
  readonly left: readonly Float64Array[];
  readonly values: Float64Array;
  readonly right: readonly Float64Array[];
}

/** So many rounds are plenty: each squares what is left of the angles between columns. */
const ROUNDS = 60;
const SMALL = 1e-14;

/**
 * Singular values of a square matrix, [D, D] by rows: turns pairs of columns until all are at right
 * angles (one-sided Jacobi: Hestenes 1958).
 */
export function svd(matrix: ArrayLike<number>, D: number): Svd {
  const columns = Array.from({ length: D }, (_, j) =>
    Float64Array.from({ length: D }, (_, i) => matrix[i * D + j] ?? 0),
  );
  const turned = Array.from({ length: D }, (_, j) =>
    Float64Array.from({ length: D }, (_, i) => (i === j ? 1 : 0)),
  );
  for (let round = 0; round < ROUNDS && sweep(columns, turned); round++);
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)));
  const order = lengths.map((_, i) => i).sort((a, b) => (lengths[b] ?? 0) - (lengths[a] ?? 0));
  return {
    values: Float64Array.from(order, (i) => lengths[i] ?? 0),
    left: order.map((i) => {
      const length = lengths[i] ?? 0;
      return (columns[i] ?? new Float64Array(D)).map((x) => (length > 0 ? x / length : 0));
    }),
    right: order.map((i) => turned[i] ?? new Float64Array(D)),
  };
}

/** Turns every pair once. Says whether any of them was not at a right angle. */
function sweep(columns: readonly Float64Array[], turned: readonly Float64Array[]): boolean {
  let any = false;
  for (const [i, one] of columns.entries()) {
    for (const [k, other] of columns.slice(i + 1).entries()) {
      const j = i + 1 + k;
      const [a, b, c] = [dot(one, one), dot(other, other), dot(one, other)];
      if (Math.abs(c) <= SMALL * Math.sqrt(a * b)) continue;
      any = true;
      const zeta = (b - a) / (2 * c);
      const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
      turn(one, other, tangent);
      turn(turned[i] ?? one, turned[j] ?? other, tangent);
    }
  }
  return any;
}

/** Turns two columns in their plane. */
function turn(one: Float64Array, other: Float64Array, tangent: number): void {
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < one.length; i++) {
    const [x = 0, y = 0] = [one[i], other[i]];
    one[i] = cosine * x - sine * y;
    other[i] = sine * x + cosine * y;
  }
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, x, i) => sum + x * (other[i] ?? 0), 0);
}
