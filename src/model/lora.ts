import * as tf from '@tensorflow/tfjs-core';
import { expectCount, expectPositive } from './check.ts';
import { ModelError } from './error.ts';
import type { LinearParams, LoraParams } from './params.ts';
import type { Random } from './random.ts';

export interface LoraOptions {
  /** R: how many directions the adapter may change. */
  readonly rank: number;
  /** α: the adapter counts α / R times. R unless told otherwise. */
  readonly alpha?: number | undefined;
}

/**
 * A linear layer with a low-rank adapter beside it. Its weights are shared, not copied.
 *
 *     y = x·W + b + (α / R)·(x·A)·B
 *
 * Hu et al. 2021, section 4.1. A (`down`): normal with variance 1 / R; B (`up`): zeros, so that at
 * first the layer computes what it did before.
 */
export function addLora(
  random: Random,
  linear: LinearParams,
  { rank: R, alpha = R }: LoraOptions,
): LinearParams {
  const [D, F] = linear.weight.shape;
  expectCount('addLora', 'rank', R);
  expectPositive('addLora', 'alpha', alpha);
  if (R > Math.min(D, F)) {
    throw new ModelError('addLora', `a rank of at most ${Math.min(D, F)}`, String(R));
  }
  const draw = Float32Array.from({ length: D * R }, () => random.normal() / Math.sqrt(R));
  const lora = {
    down: tf.tensor2d(draw, [D, R]),
    up: tf.zeros<tf.Rank.R2>([R, F]),
    scale: alpha / R,
  };
  return { ...linear, lora };
}

/** The tree with an adapter at every linear layer whose path `where` picks. */
export function addLoras<P extends object>(
  random: Random,
  params: P,
  options: LoraOptions,
  where: (path: string) => boolean,
): P {
  return mapLinears(params, (path, linear) =>
    where(path) ? addLora(random, linear, options) : linear,
  );
}

/**
 * A linear layer of the same outputs without an adapter: W + (α / R)·A·B. The caller owns its
 * weight; the bias is shared.
 */
export function mergeLora({ lora, ...linear }: LinearParams): LinearParams {
  if (!lora) return linear;
  const weight = tf.tidy(() => tf.add<tf.Tensor2D>(linear.weight, loraDelta(lora)));
  return { ...linear, weight };
}

/** The tree with every adapter merged. */
export function mergeLoras<P extends object>(params: P): P {
  return mapLinears(params, (_, linear) => mergeLora(linear));
}

/** (α / R)·A·B, [in, out]: what the adapter adds to the weight. */
export function loraDelta({ down, up, scale }: LoraParams): tf.Tensor2D {
  return tf.tidy(() => tf.mul<tf.Tensor2D>(tf.matMul(down, up), scale));
}

/** Whether a path leads to a weight of an adapter: what is trained while the rest is frozen. */
export function isLoraPath(path: string): boolean {
  return /\.lora\.(down|up)$/.test(`.${path}`);
}

/** The tree with every linear layer replaced by `change(path, layer)`. */
function mapLinears<P extends object>(
  params: P,
  change: (path: string, linear: LinearParams) => LinearParams,
  prefix = '',
): P {
  const entries = Object.entries(params).map(([key, value]: [string, unknown]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (isLinear(value)) return [key, change(path, value)];
    const inner = value instanceof Object && !(value instanceof tf.Tensor);
    return [key, inner ? mapLinears(value, change, path) : value];
  });
  const tree: unknown = Array.isArray(params)
    ? entries.map(([, value]: unknown[]) => value)
    : Object.fromEntries(entries);
  return tree as P;
}

function isLinear(value: unknown): value is LinearParams {
  if (!(value instanceof Object) || !('weight' in value) || !('bias' in value)) return false;
  return value.weight instanceof tf.Tensor && value.weight.rank === 2;
}
