import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { LinearParams, NormParams } from '../params.ts';

/** BERT's step between the model and the vocabulary: D → D, an activation, a norm. */
export interface HeadTransformParams {
  readonly dense: LinearParams;
  readonly norm: NormParams;
}

/** A language head with a weight of its own: D → V. */
export interface LanguageHeadParams {
  readonly transform?: HeadTransformParams | undefined;
  readonly output: LinearParams;
}

/** A language head that multiplies by the embedding table: it owns no weight but a bias. */
export interface TiedHeadParams {
  readonly transform?: HeadTransformParams | undefined;
  /** [V] */
  readonly bias: Tensor1D;
}

/** D → C, one logit a class. */
export interface ClassifierParams {
  readonly output: LinearParams;
}

/** D → 2: column 0 for the start of the answer, column 1 for its end. */
export interface AnswerParams {
  readonly output: LinearParams;
}
