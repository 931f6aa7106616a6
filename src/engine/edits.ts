import * as tf from '@tensorflow/tfjs-core';
import { disposeParams, flatten, mapParams } from '../model/index.ts';
import { JobError, LIMITS } from './limits.ts';
import type { Edit } from './protocol.ts';

/**
 * The parameters with the reader's edits in place. Consumes `params`: use what it returns.
 *
 * @throws JobError if an edit names no weight, lies outside of it, or is out of bounds.
 */
export function applyEdits<P extends object>(params: P, edits: readonly Edit[]): P {
  if (edits.length === 0) return params;
  try {
    checkEdits(params, edits);
    return mapParams(params, (path, tensor) =>
      edited(
        tensor,
        edits.filter((e) => e.name === path),
      ),
    );
  } finally {
    disposeParams(params);
  }
}

function edited(tensor: tf.Tensor, edits: readonly Edit[]): tf.Tensor {
  const data = Float32Array.from(tensor.dataSync());
  for (const { index, value } of edits) data[position(index, tensor.shape)] = value;
  return tf.tensor(data, tensor.shape);
}

function checkEdits(params: object, edits: readonly Edit[]): void {
  const { max, value: limit } = LIMITS.edits;
  if (edits.length > max) throw new JobError('edits', `up to ${max} edits`, edits.length);
  const shapes = new Map(flatten(params).map(([name, tensor]) => [name, tensor.shape]));
  for (const { name, index, value } of edits) {
    const shape = shapes.get(name);
    if (!shape) throw new JobError('edits', 'the name of a weight', name);
    const inside =
      index.length === shape.length && index.every((i, axis) => isIndex(i, shape[axis]));
    if (!inside)
      throw new JobError(name, `an index within [${shape.join(', ')}]`, `[${index.join(', ')}]`);
    if (!(Math.abs(value) <= limit))
      throw new JobError(name, `a number from ${-limit} to ${limit}`, value);
  }
}

function isIndex(i: number, size = 0): boolean {
  return Number.isInteger(i) && i >= 0 && i < size;
}

function position(index: readonly number[], shape: readonly number[]): number {
  return index.reduce((at, i, axis) => at * (shape[axis] ?? 1) + i, 0);
}
