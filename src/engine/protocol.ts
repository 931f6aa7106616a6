import type { LoadCode } from './weights/error.ts';

/** What the page asks of the engine, and what it gets back: plain data, no tensors. */

/** A recorded tensor or weight. `data` is row-major float32; `shape` has no batch dimension. */
export interface TensorRecord {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** One cell of a weight, set by the reader. */
export interface Edit {
  readonly name: string;
  readonly index: readonly number[];
  readonly value: number;
}

/** A forward pass to run and record. The bounds of each number are in `limits.ts`. */
export interface Job {
  /**
   * `attention`: embedding and multi-head attention. `encoder`: embedding and an encoder layer.
   * `decoder`: both embeddings and a decoder layer, whose memory is the embedded source.
   * `dit-block`: spacetime tokens of noise, a time, a caption, and a block of a diffusion transformer.
   */
  readonly model: 'attention' | 'encoder' | 'decoder' | 'dit-block';
  /**
   * The reader's tokens, without padding. In a decoder those of the target, in a DiT block those of
   * the caption.
   */
  readonly tokens: readonly string[];
  /** Decoder only: the tokens of the source, without padding. */
  readonly source?: readonly string[] | undefined;
  /** DiT block only: the timestep, from data to noise. */
  readonly time?: number | undefined;
  /** DiT block only: how many frames the clip has. */
  readonly frames?: number | undefined;
  /** DiT block only: whether the modulation is zero, as at initialization, or drawn. */
  readonly zero?: boolean | undefined;
  /** How many padding tokens follow them; in a decoder, how many follow the source. */
  readonly padding: number;
  /** Draws every weight. */
  readonly seed: number;
  /** D, a multiple of `heads`. */
  readonly width: number;
  /** H */
  readonly heads: number;
  /** τ: scores are divided by it before the softmax. */
  readonly temperature: number;
  /** Whether positions are added to the embeddings. */
  readonly positions: boolean;
  readonly causal: boolean;
  readonly maskPadding: boolean;
  /** Layers only: norm after the residual sum (2017) or before the sub-layer. */
  readonly norm: 'post' | 'pre';
  readonly edits: readonly Edit[];
}

/** Everything that a job computed. */
export interface Trace {
  /** In the order in which the forward pass tapped them. */
  readonly tensors: readonly TensorRecord[];
  /** The weights that it used, edits applied, named by their path in the parameter tree. */
  readonly weights: readonly TensorRecord[];
  /** Milliseconds of the forward pass and of reading its tensors. */
  readonly milliseconds: number;
  /** `cpu` or `wasm`. */
  readonly backend: string;
  /** How many tensors there are in the worker afterwards: a job keeps none. */
  readonly tensorsLeft: number;
}

/** What the page sends to the worker: one job at a time. */
export interface Request {
  readonly id: number;
  readonly job: Job;
}

/** What the worker sends back. */
export type Reply =
  /** Once, before all else: the backend is up. */
  | { readonly type: 'ready'; readonly backend: string }
  | { readonly type: 'trace'; readonly id: number; readonly trace: Trace }
  | { readonly type: 'failure'; readonly id: number; readonly error: Failure };

/** An error as plain data. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Of a JobError. */
  readonly job?: { readonly field: string; readonly wanted: string; readonly got: string };
  /** Of a LoadError. */
  readonly load?: {
    readonly code: LoadCode;
    readonly file: string;
    readonly wanted: string;
    readonly got: string;
  };
}
