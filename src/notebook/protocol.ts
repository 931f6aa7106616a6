/** What a running cell tells the page: plain data, no tensors, no functions. */

/** The numbers of a tensor, as tfjs keeps them. */
export type Numbers = Float32Array | Int32Array | Uint8Array;

/** A value made fit for the screen. */
export type Shown =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'tensor';
      readonly dtype: string;
      readonly shape: readonly number[];
      /** Row-major. Only the first numbers of a large tensor: compare with `shape`. */
      readonly data: Numbers;
    };

/** One curve of a plot. `x` and `y` have the same length. */
export interface Series {
  readonly name: string;
  readonly x: Numbers;
  readonly y: Numbers;
}

/** What `plot()` draws. */
export interface Plotted {
  readonly title: string;
  /** What the axes are called; empty if the program does not say. */
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

/** How an error came about. */
export const ORIGINS = [
  /** The code of the cell threw it. */
  'thrown',
  /** A promise was rejected, and nobody handled it. */
  'rejected',
  /** A timer or another callback threw it. */
  'uncaught',
] as const;

export type Origin = (typeof ORIGINS)[number];

export const LEVELS = ['log', 'info', 'debug', 'warn', 'error'] as const;

export type Level = (typeof LEVELS)[number];

/** One message of the worker, over a port that the reader's code cannot reach. */
export type Reply =
  /** The runtime is loaded: code may run. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'console'; readonly level: Level; readonly text: string }
  | { readonly kind: 'show'; readonly title: string; readonly value: Shown }
  | ({ readonly kind: 'plot' } & Plotted)
  /** The value of the last expression. */
  | { readonly kind: 'value'; readonly value: Shown }
  | {
      readonly kind: 'error';
      readonly origin: Origin;
      readonly name: string;
      readonly message: string;
      readonly stack: string;
    }
  /** Output passed a limit; what follows is not sent. */
  | { readonly kind: 'cut' }
  /** The cell has ended, by itself or by an error. */
  | ({ readonly kind: 'done' } & Spent);

/** What a cell took. */
export interface Spent {
  readonly milliseconds: number;
  /** Tensors of the session that are alive at the end, and their bytes. */
  readonly tensors: number;
  readonly bytes: number;
  /** The most bytes that tensors held while the cell ran. */
  readonly peakBytes: number;
}

/** A position in the reader's code. Both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
