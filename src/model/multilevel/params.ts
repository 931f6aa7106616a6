import type * as tf from '@tensorflow/tfjs-core';
import type {
  AnyNormParams,
  AttentionParams,
  EmbeddingParams,
  EncoderLayerParams,
  LinearParams,
  NormParams,
} from '../params.ts';

/** Attention that pools a sequence into one vector. */
export interface PoolingParams {
  /** D → D */
  readonly hidden: LinearParams;
  /** [D]: the learned question, "which of you matter?" */
  readonly context: tf.Tensor1D;
}

/** Words, then sentences. */
export interface DocumentParams {
  readonly embedding: EmbeddingParams;
  readonly words: readonly EncoderLayerParams[];
  readonly wordPool: PoolingParams;
  readonly sentences: readonly EncoderLayerParams[];
  readonly sentencePool: PoolingParams;
}

/** One block on windows: an encoder layer, and what each head adds to a score at each distance. */
export interface WindowBlockParams extends EncoderLayerParams {
  /** [(2·height − 1)·(2·width − 1), H]. Without it, a window does not know its order. */
  readonly relative?: tf.Tensor2D | undefined;
}

/** Neighbors become one token, twice as wide. */
export interface MergeParams {
  readonly norm: NormParams;
  /** 2·D → 2·D for pairs, 4·D → 2·D for 2 × 2 neighbors. Its bias is zero in Swin. */
  readonly reduce: LinearParams;
}

/** Blocks of one resolution. All stages but the first start with a merge. */
export interface WindowStageParams {
  readonly merge?: MergeParams | undefined;
  readonly blocks: readonly WindowBlockParams[];
}

export interface WindowEncoderParams {
  readonly stages: readonly WindowStageParams[];
  readonly norm: AnyNormParams;
}

/** A layer with two attentions: first along time, then (`self`) within the frame. */
export interface DividedLayerParams extends EncoderLayerParams {
  readonly time: AttentionParams;
  readonly timeNorm: AnyNormParams;
}

/** The frames by themselves, then the clip. */
export interface FactorizedParams {
  readonly space: readonly EncoderLayerParams[];
  readonly time: readonly EncoderLayerParams[];
}
