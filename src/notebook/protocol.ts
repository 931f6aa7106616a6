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

export const LEVELS = ['log', 'info', 'debug', 'warn', 'error'] as const;

export type Level = (typeof LEVELS)[number];

/** One message of the worker, over a port that the reader's code cannot reach. */
export type Reply =
  /** The runtime is loaded; the reader's code starts now. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'console'; readonly level: Level; readonly text: string }
  | { readonly kind: 'show'; readonly title: string; readonly value: Shown }
  /** The value of the last expression. */
  | { readonly kind: 'value'; readonly value: Shown }
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly message: string;
      readonly stack: string;
    }
  /** Output passed a limit; what follows is not sent. */
  | { readonly kind: 'cut' }
  | {
      readonly kind: 'done';
      readonly milliseconds: number;
      /** Tensors still alive at the end, and their bytes. */
      readonly tensors: number;
      readonly bytes: number;
    };

/** A position in the reader's code. Both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
