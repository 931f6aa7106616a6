import * as tf from '@tensorflow/tfjs-core';
import { initLinear, initNorm } from '../init.ts';
import type { Random } from '../random.ts';
import type {
  AnswerParams,
  ClassifierParams,
  HeadTransformParams,
  LanguageHeadParams,
  TiedHeadParams,
} from './params.ts';

/** A linear layer D → D, Glorot uniform, and a norm that only normalizes. */
export function initHeadTransform(random: Random, D: number): HeadTransformParams {
  return { dense: initLinear(random, D, D), norm: initNorm(D) };
}

/** Glorot uniform: V is large, so the weights are small, and at the start every token is as likely. */
export function initLanguageHead(random: Random, D: number, V: number): LanguageHeadParams {
  return { output: initLinear(random, D, V) };
}

/** Bias: zeros. The weight is the embedding's, with the embedding's own rule. */
export function initTiedHead(V: number): TiedHeadParams {
  return { bias: tf.zeros([V]) };
}

/** Glorot uniform, bias zeros. */
export function initClassifier(random: Random, D: number, C: number): ClassifierParams {
  return { output: initLinear(random, D, C) };
}

/** Glorot uniform, bias zeros. */
export function initAnswer(random: Random, D: number): AnswerParams {
  return { output: initLinear(random, D, 2) };
}
