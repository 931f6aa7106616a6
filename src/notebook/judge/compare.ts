import { isGrid, isList, kindOf, sizeOf } from './value.ts';
import type { Grid, Value } from './value.ts';

/** How an answer differs from what was wanted. */
export type Difference =
  /** Another kind of value, or another shape. `path` says where: `[0].weights`, or nothing. */
  | { readonly kind: 'shape'; readonly path: string; readonly wanted: string; readonly got: string }
  | {
      readonly kind: 'numbers';
      readonly path: string;
      readonly wanted: Grid;
      readonly got: Grid;
      /** Where they differ most: the position in `data`. NaN and infinity differ most of all. */
      readonly worst: number;
      /** How many numbers are off. */
      readonly off: number;
    };

/** The first difference that counts; nothing if the answer is as wanted. */
export function compare(
  wanted: Value,
  got: Value,
  tolerance: number,
  path = '',
): Difference | undefined {
  if (typeof wanted === 'number' && typeof got === 'number') {
    return compareGrids(asGrid(wanted), asGrid(got), tolerance, path);
  }
  if (typeof wanted !== 'object' || typeof got !== 'object') {
    return Object.is(wanted, got) ? undefined : otherKind(wanted, got, path);
  }
  if (isGrid(wanted)) {
    return isGrid(got) ? compareGrids(wanted, got, tolerance, path) : otherKind(wanted, got, path);
  }
  if (isGrid(got) || isList(wanted) !== isList(got)) return otherKind(wanted, got, path);
  return compareParts(wanted, got, tolerance, path);
}

/** Lists and objects, part by part. What the answer has besides is as wrong as what it lacks. */
function compareParts(
  wanted: Exclude<Value, Grid | undefined> & object,
  got: Exclude<Value, Grid | undefined> & object,
  tolerance: number,
  path: string,
): Difference | undefined {
  const [names, others] = [Object.keys(wanted), Object.keys(got)];
  if (names.join() !== others.join() && [...names].sort().join() !== [...others].sort().join()) {
    return { kind: 'shape', path, wanted: describeParts(wanted), got: describeParts(got) };
  }
  for (const name of names) {
    const inner = isList(wanted) ? `${path}[${name}]` : `${path}.${name}`;
    const difference = compare(part(wanted, name), part(got, name), tolerance, inner);
    if (difference) return difference;
  }
  return undefined;
}

function compareGrids(
  wanted: Grid,
  got: Grid,
  tolerance: number,
  path: string,
): Difference | undefined {
  if (wanted.shape.join() !== got.shape.join() || got.data.length !== sizeOf(got.shape)) {
    return otherKind(wanted, got, path);
  }
  let [worst, most, off] = [0, 0, 0];
  wanted.data.forEach((value, at) => {
    const gap = gapOf(value, got.data[at] ?? NaN);
    if (gap > tolerance) off += 1;
    if (gap > most) [worst, most] = [at, gap];
  });
  return off > 0 ? { kind: 'numbers', path, wanted, got, worst, off } : undefined;
}

/** The distance of two numbers, relative where they are large. What is not finite is far away. */
export function gapOf(wanted: number, got: number): number {
  if (Object.is(wanted, got)) return 0;
  const gap = Math.abs(wanted - got) / Math.max(1, Math.abs(wanted));
  return Number.isFinite(gap) ? gap : Infinity;
}

function asGrid(number: number): Grid {
  return { shape: [], data: Float32Array.of(number) };
}

function otherKind(wanted: Value, got: Value, path: string): Difference {
  return { kind: 'shape', path, wanted: kindOf(wanted), got: kindOf(got) };
}

function describeParts(value: object): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return `{ ${Object.keys(value).join(', ')} }`;
}

function part(value: object, name: string): Value {
  return (value as Readonly<Record<string, Value>>)[name];
}
