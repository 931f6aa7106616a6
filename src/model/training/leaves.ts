import type * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../error.ts';
import { flatten, mapParams } from '../params.ts';

/** Tensors by dotted path: gradients, moments, the weights that are trained. A tree one level deep. */
export type Leaves = Readonly<Record<string, tf.Tensor>>;

/** Picks tensors of a parameter tree. */
export type PathPredicate = (path: string, tensor: tf.Tensor) => boolean;

/** The float tensors of a tree that `pick` picks, by path. They are shared, not copied. */
export function leavesOf(params: object, pick: PathPredicate = () => true): Leaves {
  const chosen = flatten(params).filter(
    ([path, tensor]) => tensor.dtype === 'float32' && pick(path, tensor),
  );
  return Object.fromEntries(chosen);
}

/** The tree with the tensors of `leaves` in their places. */
export function withLeaves<P extends object>(params: P, leaves: Leaves): P {
  return mapParams(params, (path, tensor) => leafOf(leaves, path) ?? tensor);
}

/** The leaf at `path`, which must be there. */
export function leafAt(where: string, what: string, leaves: Leaves, path: string): tf.Tensor {
  const leaf = leafOf(leaves, path);
  if (!leaf) throw new ModelError(where, `${what} of ${path}`, 'none');
  return leaf;
}

/** Own fields only: a path may be called `constructor`. */
function leafOf(leaves: Leaves, path: string): tf.Tensor | undefined {
  return Object.hasOwn(leaves, path) ? leaves[path] : undefined;
}
