/**
 * Which token lies where: windows on a grid, chunks of a sequence. Without tfjs, for pages that only
 * count and draw. Sizes are taken as they are: the layers check them.
 */

/** How high and how wide a window is, in tokens. A window on a sequence is `[1, width]`. */
export type WindowSize = readonly [height: number, width: number];

/** Rows and columns of a grid of tokens. A sequence is a grid of one row, `[1, T]`. */
export type GridSize = readonly [Y: number, X: number];

/** A token's place on the grid. */
export interface Place {
  readonly y: number;
  readonly x: number;
}

/** How many windows lie below and beside each other. */
export function countWindows([Y, X]: GridSize, [height, width]: WindowSize): [number, number] {
  return [Y / height, X / width];
}

/** The places of each window's tokens, row by row: the order of `partitionWindows`. */
export function windowPlaces(size: GridSize, [height, width]: WindowSize): Place[][] {
  const [rows, columns] = countWindows(size, [height, width]);
  return Array.from({ length: rows * columns }, (_, n) =>
    Array.from({ length: height * width }, (_, w) => ({
      y: Math.floor(n / columns) * height + Math.floor(w / width),
      x: (n % columns) * width + (w % width),
    })),
  );
}

/**
 * How far a shifted block moves the grid: by half a window, or not at all along an axis that one
 * window covers. Liu et al. 2021, section 3.2.
 */
export function windowShift([Y, X]: GridSize, [height, width]: WindowSize): [number, number] {
  const half = (length: number, window: number) => (window >= length ? 0 : Math.floor(window / 2));
  return [half(Y, height), half(X, width)];
}

/** How many distances two tokens of a window may have. */
export function countDistances([height, width]: WindowSize): number {
  return (2 * height - 1) * (2 * width - 1);
}

/** A number for the distance of each query and key of a window, row-major [W, W]. */
export function distanceRows([height, width]: WindowSize): number[] {
  const W = height * width;
  return Array.from({ length: W * W }, (_, cell) => {
    const [query, key] = [Math.floor(cell / W), cell % W];
    const down = Math.floor(query / width) - Math.floor(key / width);
    const right = (query % width) - (key % width);
    return (down + height - 1) * (2 * width - 1) + right + width - 1;
  });
}

/** Which tokens see which: `localGlobalAttention` says how. */
export interface LocalGlobalReach {
  /** A token sees the tokens less than this far away, to either side. */
  readonly window: number;
  /** Whether a token sees only what came before it. No, unless told otherwise. */
  readonly causal?: boolean | undefined;
  /** The tokens that see all and are seen by all, in ascending order. None, unless told otherwise. */
  readonly globals?: readonly number[] | undefined;
}

/** How a sequence of T tokens is cut. */
export interface Chunks {
  /** W, the tokens of a chunk. */
  readonly size: number;
  /** N */
  readonly count: number;
  /** How many chunks of keys a chunk of queries meets: the one before, its own, the one after. */
  readonly sides: 2 | 3;
  /** S, the keys that it meets, with the global ones. */
  readonly keys: number;
}

/**
 * Chunks as long as the window reaches to one side: no query sees farther than the next chunk. Of
 * the 3·W keys that a query meets, 2·W + 1 are within its window.
 */
export function chunksOf(T: number, { window, causal, globals = [] }: LocalGlobalReach): Chunks {
  const size = Math.min(T, Math.max(1, window - 1));
  const sides = causal ? 2 : 3;
  return { size, count: Math.ceil(T / size), sides, keys: sides * size + globals.length };
}

/**
 * Which tokens of a clip a layer lets meet: all (`joint`), those of the same frame (`space`), those
 * at the same place of every frame (`time`), or first the latter, then the former (`divided`).
 */
export type SpaceTimeKind = 'joint' | 'space' | 'time' | 'divided';

/** How a stack deals with space and time. `alternating`: a layer in space, a layer in time, … */
export type SpaceTimeAttention = 'joint' | 'divided' | 'alternating';

/** What layer i of a stack does. */
export function layerKind(attention: SpaceTimeAttention, i: number): SpaceTimeKind {
  if (attention !== 'alternating') return attention;
  return i % 2 === 0 ? 'space' : 'time';
}
